"""Who judged the same audit: the auditor and the moderator, a first and a second judge, or many (calibration)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casekit.model.corpus import AuditCase, Broken
from casekit.rubric.model import Scale

Pair = tuple[str | None, str | None]
"""The grades or answers of two judges, None where one gave none."""
NEITHER: Pair = (None, None)

SECOND_OF = re.compile(r"""second_of["']?\s*:\s*["']?([^\s"',}#]+)""")
"""Which audit a file judges again, as far as that can be told of one that could not be read."""


SAME, WITHIN, RAISED, LOWERED, ONE = "The same", "Within one", "Raised", "Lowered", "Only one of both"
"""How the second of two grades or answers lies to the first, as people read it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which audits are looked at: "" or None for all of them.

    start, end: the days on which an audit was completed, both inclusive. team: the case's. rubric: a form's id, or its
    reference with the version.
    """

    start: date | None = None
    end: date | None = None
    team: str = ""
    rubric: str = ""

    def takes(self, case: AuditCase) -> bool:
        """Whether the audit is completed and one of those."""
        day, ref = case.audit.completed, case.audit.rubric
        return (
            day is not None
            and (self.start is None or self.start <= day)
            and (self.end is None or day <= self.end)
            and (not self.team or case.audit.case.team == self.team)
            and (not self.rubric or self.rubric in (ref, ref.partition("@")[0]))
        )


@dataclass(frozen=True, slots=True)
class Judgements:
    """A first judgement, and all others of the same audit that can be set beside it."""

    first: AuditCase
    others: tuple[AuditCase, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Audits that more than one has judged.

    seconds: those with one other judgement; calibrations: those with several, finished or not. left_out: completed
    judgements that go with no first one, since it is not there, not completed, a second one itself, or on another form.
    """

    seconds: tuple[Judgements, ...] = ()
    calibrations: tuple[Judgements, ...] = ()
    left_out: int = 0


def judged(cases: Iterable[AuditCase], choice: Choice | None = None, broken: Iterable[Broken] = ()) -> Judged:
    """Second judgements and calibrations, in the order of the first judgements' paths.

    broken: files that could not be read; one of them keeps a calibration what it is, so that nobody is told apart.
    """
    cases, choice = tuple(cases), choice or Choice()
    ids = Counter(case.audit.id for case in cases)
    firsts = {c.audit.id: c for c in cases if c.audit.completed and not c.audit.second_of and ids[c.audit.id] == 1}
    others: dict[str, list[AuditCase]] = defaultdict(list)
    planned = Counter(first for one in broken for first in again(one))
    left_out = 0
    for case in cases:
        first = firsts.get(case.audit.second_of)
        fits = first is not None and first.audit.rubric == case.audit.rubric
        if first is not None and fits:
            planned[first.audit.id] += 1
            if case.audit.completed:
                others[first.audit.id].append(case)
        elif case.audit.second_of and choice.takes(case):
            left_out += 1
    found = [Judgements(first, tuple(others[id])) for id, first in firsts.items() if others[id] and choice.takes(first)]
    return Judged(
        seconds=tuple(one for one in found if planned[one.first.audit.id] == 1),
        calibrations=tuple(one for one in found if planned[one.first.audit.id] > 1),
        left_out=left_out,
    )


def moderated(case: AuditCase, place: str) -> str | None:
    """The grade that the moderators gave a section or the whole, the last one's where there are several."""
    given = (moderation.grades[place] for moderation in reversed(case.audit.moderations) if place in moderation.grades)
    return next(given, None)


def some(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs in which anybody gave anything."""
    return [pair for pair in pairs if pair != NEITHER]


def compared(case: AuditCase, place: str, whole: bool) -> Pair | None:
    """The auditor's and the moderator's grade of a section, or of the whole: None where they are not compared.

    That is where nobody moderated; of a section too where no moderator graded it.
    """
    pair = (case.first_grade(place), moderated(case, place))
    counted = case.audit.moderations and (whole or pair[1] is not None) and pair != NEITHER
    return pair if counted else None


def apart(pair: Pair, scale: Scale, *, ordered: bool = True) -> tuple[str, ...]:
    """How the second of a pair lies to the first, in every way that is counted of it."""
    ranks = [scale.ranks[one] for one in pair if one is not None and one in scale.ranks]
    if len(ranks) < len(pair):
        return (ONE,)
    if ranks[0] == ranks[1]:
        return (SAME, WITHIN) if ordered else (SAME,)
    if not ordered:
        return ()
    step = RAISED if ranks[1] < ranks[0] else LOWERED
    return (step, WITHIN) if abs(ranks[0] - ranks[1]) <= 1 else (step,)


def again(broken: Broken) -> frozenset[str]:
    """The audits that a file which could not be read names as judged again, wherever in it that stands."""
    return frozenset(SECOND_OF.findall(broken.text))


def calibrating(cases: Iterable[AuditCase], broken: Iterable[Broken] = ()) -> Mapping[str, str]:
    """Every judgement of a calibration beside the first, finished or not: its id -> the first's.

    Of a file that could not be read: its path and its name, and its id where that could be read.
    """
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for case in cases:
        if case.audit.second_of:
            by_first[case.audit.second_of].append((case.audit.id,))
    for one in broken:
        name = one.path.rpartition("/")[2].removesuffix(".md")
        for first in again(one):
            by_first[first].append(tuple(filter(None, (one.path, name, one.id))))
    return {id: first for first, judges in by_first.items() if len(judges) > 1 for ids in judges for id in ids}
