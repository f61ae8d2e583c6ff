"""Whose grades are looked at: the auditor's, then those after each moderation and settled dispute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casekit.rubric.facts import ANSWERED, AUDITOR, Given, Judged
from casekit.rubric.state import State


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
