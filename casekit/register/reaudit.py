"""Audits of the same case, one after the other: whether grades went up or down, and how sure that can be.

It compares and claims no cause: a case that is audited again has had months, people and luck in between.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import sqrt

from casekit.model.corpus import AuditCase
from casekit.rubric.model import Rubric

OVERALL = "overall"
Z = 1.959964
"""Of the normal distribution: 95 in 100 lie within so many standard deviations."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two completed audits of one case under one version of a form, with no other of them between."""

    before: AuditCase
    after: AuditCase


@dataclass(frozen=True, slots=True)
class Change:
    """So many grades compared: better, the same, worse. low, high: within which the share of better ones lies.

    The interval is Wilson's for 95 in 100, None where nothing was compared.
    """

    better: int = 0
    same: int = 0
    worse: int = 0

    def __add__(self, other: Change) -> Change:
        return Change(self.better + other.better, self.same + other.same, self.worse + other.worse)

    @property
    def compared(self) -> int:
        """All of them."""
        return self.better + self.same + self.worse

    @property
    def interval(self) -> tuple[float, float] | None:
        """Within which the share of better ones lies, from 0 to 1."""
        return wilson(self.better, self.compared)


@dataclass(frozen=True, slots=True)
class Step:
    """A section's grade in both audits of a pair. by: so many grades better now. kind: "overall", or of a section
    whether its actions were "acted" on by then, "open", or "others" for none. team: "" where another had it by then.
    """

    pair: Pair
    section: str
    kind: str
    team: str
    by: int


@dataclass(frozen=True, slots=True)
class Changes:
    """steps: every grade compared. overall: of the whole. acted: sections in which the earlier audit had an action
    that was done before the later. others: sections in which it had none; open: in which it had one that was not done.

    teams: overall grades by the case's team, "" where another team had it by then. sections: by the form's reference
    and the section.
    """

    pairs: tuple[Pair, ...]
    steps: tuple[Step, ...]
    overall: Change
    acted: Change
    open: Change
    others: Change
    teams: Mapping[str, Change] = field(default_factory=dict)
    sections: Mapping[tuple[str, str], Change] = field(default_factory=dict)


def pairs(cases: Iterable[AuditCase]) -> Iterator[Pair]:
    """Each two audits that follow each other, by the day on which they were completed; second judgements left out."""
    found: dict[tuple[str, str], list[AuditCase]] = defaultdict(list)
    for case in cases:
        audit = case.audit
        if audit.completed is not None and audit.case.ref and not audit.second_of:
            found[audit.case.ref, case.rubric.ref].append(case)
    for _, theirs in sorted(found.items()):
        theirs.sort(key=lambda case: (case.audit.completed or date.min, case.audit.id))
        yield from (Pair(one, other) for one, other in itertools.pairwise(theirs))


def changes(cases: Iterable[AuditCase]) -> Changes:
    """What became of the grades between the audits of each pair."""
    every = tuple(pairs(cases))
    steps = tuple(step for pair in every for step in _steps(pair))
    teams: dict[str, list[Step]] = defaultdict(list)
    sections: dict[tuple[str, str], list[Step]] = defaultdict(list)
    places: dict[tuple[str, str], int] = {}
    for step in steps:
        rubric = step.pair.after.rubric
        if step.section == OVERALL:
            teams[step.team].append(step)
        else:
            order = [section.id for section in rubric.all_sections()]
            places.setdefault((rubric.ref, step.section), order.index(step.section))
            sections[rubric.ref, step.section].append(step)
    overall, acted, open_, others = (
        _change([step for step in steps if step.kind == kind]) for kind in ("overall", "acted", "open", "others")
    )
    in_order = sorted(sections, key=lambda key: (key[0], places[key]))
    by_team = {team: _change(teams[team]) for team in sorted(teams, key=lambda one: (not one, one))}
    by_section = {key: _change(sections[key]) for key in in_order}
    return Changes(every, steps, overall, acted, open_, others, by_team, by_section)


def _steps(pair: Pair) -> Iterator[Step]:
    """Every section with a grade in both audits, in the form's order."""
    rubric = pair.after.rubric
    then, now = (case.audit.case.team for case in (pair.before, pair.after))
    done, waiting = _acted(pair, rubric)
    for section in rubric.all_sections():
        by = _step(pair, section.id)
        if by is not None:
            kind = "acted" if section.id in done else "open" if section.id in waiting else "others"
            kind = "overall" if section.id == OVERALL else kind
            yield Step(pair, section.id, kind, now if then == now else "", by)


def wilson(number: int, of: int) -> tuple[float, float] | None:
    """Wilson's interval for a share, for 95 in 100."""
    if not of:
        return None
    share, spread = number / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / of + spread / of / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def _step(pair: Pair, section: str) -> int | None:
    """By how many grades the section is better now; None where either has no grade."""
    scale = next((s.scale for s in pair.after.rubric.all_sections() if s.id == section), None)
    order = [value.id for value in scale.best_first] if scale else []
    grades = [case.evaluation.effective.get(section, ("",))[0] for case in (pair.before, pair.after)]
    if any(grade not in order for grade in grades):
        return None
    return order.index(grades[0]) - order.index(grades[1])


def _acted(pair: Pair, rubric: Rubric) -> tuple[set[str], set[str]]:
    """The sections whose actions were all done before the later audit was completed, and those with others."""
    homes = {question: section.id for section in rubric.all_sections() for question in section.questions}
    by: dict[str, list[bool]] = defaultdict(list)
    after = pair.after.audit.completed
    for action in pair.before.audit.actions:
        if action.cancelled_on is None:
            done = action.done_on is not None and after is not None and action.done_on <= after
            by[homes.get(action.target, action.target)].append(done)
    return {id for id, done in by.items() if all(done)}, {id for id, done in by.items() if not all(done)}


def _change(steps: list[Step]) -> Change:
    return Change(sum(s.by > 0 for s in steps), sum(s.by == 0 for s in steps), sum(s.by < 0 for s in steps))
