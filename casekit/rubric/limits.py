"""Limiting judgements: which grades stand outside what the rubric allows, and why.

Checked for the auditor's grades and again for each moderation and settled dispute. No grade is proposed or changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casekit.rubric.causes import Cause, causes, grade_cause
from casekit.rubric.condition import truth
from casekit.rubric.evaluation import BrokenLimit
from casekit.rubric.facts import ANSWERED, AUDITOR, NOTHING, UNANSWERED, Given, Judged
from casekit.rubric.model import Bound, Limit, Scale
from casekit.rubric.state import State
from casekit.words import count


@dataclass(frozen=True, slots=True)
class View:
    """The grades as one judge left them. by: "auditor" or an id; own: the sections that this judge graded."""

    by: str
    grades: Mapping[str, Given]
    owners: Mapping[str, str]
    own: frozenset[str]
    reason: str = ""


def views(state: State) -> tuple[View, ...]:
    """The auditor's grades, then the grades after each moderation and settled dispute, in order of effect."""
    grades: dict[str, Given] = dict(state.facts.grades)
    owners: dict[str, str] = {}
    found = [View(AUDITOR, grades, owners, frozenset(grades))]
    for judged in state.facts.judged:
        given = _known(judged, state)
        grades = {**grades, **{id: Given(ANSWERED, grade) for id, grade in given.items()}}
        owners = {**owners, **dict.fromkeys(given, judged.by)}
        found.append(View(judged.by, grades, owners, frozenset(given), judged.reason))
    return tuple(found)


def _known(judged: Judged, state: State) -> dict[str, str]:
    """The judge's grades that the rubric has."""
    scales = {id: state.plan.sections[id].scale for id in judged.grades if id in state.plan.sections}
    return {id: grade for id, grade in judged.grades.items() if (scale := scales.get(id)) and grade in scale.ranks}


def broken(view: View, state: State) -> tuple[list[BrokenLimit], list[Limit]]:
    """Every grade of the view that stands outside a limit; and the limits that it would break if they counted,
    where nobody can tell whether they do.
    """
    found, unsure = [], []
    for limit in state.plan.limits:
        section = state.plan.sections[limit.section]
        grade = state.grade(section.id)
        if grade is None or section.scale is None:
            continue
        over = _over(limit, grade, section.scale, state)
        counts = truth(limit.when, state) if over is not None else False
        if counts is None:
            unsure.append(limit)
        if over is not None and counts:
            found.append(_broken(limit, grade, over, view, state))
    return found, unsure


def _broken(limit: Limit, grade: str, over: tuple[Bound, str], view: View, state: State) -> BrokenLimit:
    bound, allowed = over
    why = (*causes(limit.when, state), *_roll_causes(bound, state))
    return BrokenLimit(
        limit=limit,
        section=limit.section,
        grade=grade,
        bound=allowed,
        by=view.by,
        settled=_settled(limit, view, state),
        because=tuple(dict.fromkeys(cause.says for cause in why)),
        routes=tuple(dict.fromkeys(cause.route for cause in why)),
    )


def _settled(limit: Limit, view: View, state: State) -> bool:
    """An expected limit is settled by a written reason, and by a moderation beside it where the rubric asks for one."""
    if limit.hard:
        return False
    reason = state.facts.reasons.get((limit.section, limit.id), "").strip() or view.reason.strip()
    return bool(reason) and (not limit.agreed_by or bool(state.facts.judged))


def _over(limit: Limit, grade: str, scale: Scale, state: State) -> tuple[Bound, str] | None:
    """The bound that the grade stands outside of, and the grade nearest to it that the bound allows; None if kept.

    Where grades are still missing, only what is broken however they turn out.
    """
    rank = scale.ranks[grade]
    for bound, ceiling, floor in (
        (limit.at_most, True, False),
        (limit.at_least, False, True),
        (limit.exactly, True, True),
    ):
        if bound is None:
            continue
        ranks = _ranks(bound, scale, state)
        if not ranks:
            continue
        above = ceiling and rank < min(ranks)
        below = floor and rank > max(ranks)
        between = ceiling and floor and rank not in ranks
        if above or below or between:
            nearest = min(ranks, key=lambda allowed: (abs(allowed - rank), allowed))
            return bound, scale.best_first[nearest].id
    return None


def _ranks(bound: Bound, scale: Scale, state: State) -> frozenset[int]:
    """The ranks that the bound may come to; none where there is nothing to go by. Rank 0 is the best grade."""
    if bound.value is not None:
        return frozenset((scale.ranks[bound.value],))
    present = Counter(scale.ranks[grade] for id in bound.items if (grade := state.grade(id)) is not None)
    if not present:
        return frozenset()
    open_ = sum(1 for id in bound.items if _open(id, state))
    worst = len(scale.values) - 1
    ranks: Iterable[int]
    if bound.roll == "lowest":
        ranks = range(max(present), (worst if open_ else max(present)) + 1)
    elif bound.roll == "highest":
        ranks = range(0 if open_ else min(present), min(present) + 1)
    else:
        most = max(present.values())
        ranks = [rank for rank in range(worst + 1) if present[rank] + open_ >= most]
    return frozenset(max(0, rank - bound.plus) for rank in ranks)


def _open(section: str, state: State) -> bool:
    """Whether a grade may still come: the section may apply and has none yet, though it should."""
    model = state.plan.sections[section]
    return (
        state.opens.get(section) is not False
        and model.required != "chosen"
        and state.grades.get(section, NOTHING).state == UNANSWERED
        and section not in state.cover
    )


def _roll_causes(bound: Bound, state: State) -> Iterator[Cause]:
    """Which grades a rolled bound goes by."""
    if bound.roll is None:
        return
    graded = [(id, grade) for id in bound.items if (grade := state.grade(id)) is not None]
    if bound.roll == "majority":
        for _, says, route in sorted(_majority(graded, state)):
            yield Cause(says, route)
        return
    ranks = {id: _scale(id, state).ranks[grade] for id, grade in graded}
    chosen = max(ranks.values()) if bound.roll == "lowest" else min(ranks.values())
    for id, rank in ranks.items():
        if rank == chosen:
            yield grade_cause(id, state)


def _majority(graded: list[tuple[str, str]], state: State) -> Iterator[tuple[int, str, tuple[str | int, ...]]]:
    counted = Counter(grade for _, grade in graded)
    most = max(counted.values())
    for grade, number in counted.items():
        if number == most:
            first = next(id for id, given in graded if given == grade)
            scale = _scale(first, state)
            verb = "is" if number == 1 else "are"
            says = f"{number} of {count(len(graded), 'section grade')} {verb} {scale.label(grade)}"
            yield scale.ranks[grade], says, state.grade_route(first)


def _scale(section: str, state: State) -> Scale:
    scale = state.plan.sections[section].scale
    if scale is None:
        raise ValueError(f"section {section} is not graded")
    return scale
