"""Grades that nobody judges: worked out from scores, answers and other grades, and held inside their limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from casekit.rubric.bounds import open_grade, roll_causes
from casekit.rubric.causes import Cause, causes, score_cause
from casekit.rubric.clamp import held
from casekit.rubric.condition import truth
from casekit.rubric.evaluation import Computed, Lack
from casekit.rubric.exact import figure, rounded
from casekit.rubric.model import Bound, Scale, Section
from casekit.rubric.state import COVERING, State
from casekit.rubric.views import View


@dataclass(frozen=True, slots=True)
class Raw:
    """What a grade comes to before overrides and limits, why, and what is missing where it comes to none."""

    grade: str | None = None
    because: tuple[Cause, ...] = ()
    missing: tuple[Lack, ...] = ()


NOTHING_TO_GO_BY = Raw()


def work_out_grades(view: View, state: State) -> None:
    """Every computed grade of the form as this view leaves it, each after those that it is worked out from."""
    for kind, id in state.plan.grading:
        section = state.plan.sections[id]
        if kind == "grade" and section.scale is not None and id not in view.owners:
            state.computed[id] = found = _computed(section, section.scale, view, state)
            if found.grade is not None:
                state.graded[id] = found.grade


def _computed(section: Section, scale: Scale, view: View, state: State) -> Computed:
    how, opens = section.grading.how, state.opens[section.id]
    if opens is False or state.covered(section.id) in COVERING or not (opens is None or state.awaited(section.id)):
        return Computed(how)
    if opens is None:
        return Computed(how, missing=(Lack("applies", section.id),))
    raw = _RAW[how](section, scale, state)
    found = Computed(
        how=how,
        raw=raw.grade,
        because=tuple(dict.fromkeys(cause.says for cause in raw.because)),
        routes=tuple(dict.fromkeys(cause.route for cause in raw.because)),
        missing=raw.missing,
    )
    override = state.facts.overrides.get(section.id)
    if override is not None and section.grading.override and override.grade in scale.ranks:
        found = replace(found, override=override)
    grade = found.override.grade if found.override else found.raw
    if grade is None:
        return found
    limits = held(section, scale.ranks[grade], view.by, state)
    unsure = tuple(Lack("limit", limit.id) for limit in limits.unsure)
    if limits.rank is None:
        return replace(found, missing=(*found.missing, *unsure))
    return replace(
        found, grade=scale.best_first[limits.rank].id, limited_by=limits.changed, gave_way=limits.gave_way, missing=()
    )


def _rolled(section: Section, scale: Scale, state: State) -> Raw:
    grading = section.grading
    missing = [Lack("grade", id) for id in grading.items if open_grade(id, state)]
    missing += [Lack("applies", id) for id in grading.items if state.grade(id) and state.opens[id] is None]
    present = [grade for id in grading.items if (grade := state.grade(id)) is not None]
    if missing or not present:
        return Raw(missing=tuple(missing))
    ranks = Counter(scale.ranks[grade] for grade in present)
    most = max(ranks.values())
    tied = [rank for rank, times in ranks.items() if times == most]
    chosen = {
        "lowest": max(ranks),
        "highest": min(ranks),
        "majority": max(tied) if grading.ties == "worse" else min(tied),
    }[grading.how]
    bound = Bound(roll=grading.how, items=grading.items)
    return Raw(scale.best_first[chosen].id, tuple(roll_causes(bound, state)))


def _banded(section: Section, scale: Scale, state: State) -> Raw:
    grading, score = section.grading, state.scores[section.id]
    if score.value is None:
        return Raw(missing=score.missing)
    taken = rounded(score.value, grading.round)
    band = next(band for band in grading.bands if band.least <= taken)
    cause = score_cause(section.id, state)
    near = f", taken as {figure(taken)}" if taken != score.value else ""
    label = scale.label(band.grade)
    return Raw(band.grade, (replace(cause, says=f"{cause.says}{near}, and {label} begins at {figure(band.least)}"),))


def _ruled(section: Section, scale: Scale, state: State) -> Raw:
    for rule in section.grading.rules:
        counts = truth(rule.when, state)
        if counts is None:
            return Raw(missing=(Lack("rule", section.id),))
        if counts:
            otherwise = Cause(f"no rule before {scale.label(rule.grade)} holds", section.route)
            return Raw(rule.grade, causes(rule.when, state) or (otherwise,))
    return NOTHING_TO_GO_BY


_RAW: Mapping[str, Callable[[Section, Scale, State], Raw]] = {
    "lowest": _rolled,
    "highest": _rolled,
    "majority": _rolled,
    "bands": _banded,
    "rules": _ruled,
}
