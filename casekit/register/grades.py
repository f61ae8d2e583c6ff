"""How grades are spread: the auditors' and those in effect, for one form at a time (F1: forms are never pooled)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casekit.model.corpus import AuditCase
from casekit.register.graded import Graded, graded_lines
from casekit.rubric.model import Rubric, Scale


@dataclass(frozen=True, slots=True)
class Spread:
    """How many of some audits have each grade.

    counts: by grade id, every grade of the scale, best first. of: how many audits could have one (where each audit
    names those who answer a section: how many of these); those without a grade that the scale knows are of - graded.
    """

    counts: Mapping[str, int]
    of: int

    @property
    def graded(self) -> int:
        """How many have a grade: the denominator of every share."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class GradeLine:
    """The grades of one section, month or whole: as auditors gave them, and as they stand in effect.

    changed: how many audits have another grade in effect than the auditor gave.
    """

    id: str
    title: str
    scale: Scale
    auditor: Spread
    effective: Spread
    changed: int


@dataclass(frozen=True, slots=True)
class RubricGrades:
    """All grades under one form and version.

    audits: every audit under it; counted: those that are completed and no second judgement, from which all
    grades here are taken. overall: None where the form grades no whole. sections: graded ones in the form's
    order. months: the overall grade by month, oldest first; section_months: the same for each section.
    """

    rubric: Rubric
    audits: int
    completed: int
    second: int
    counted: int
    overall: GradeLine | None
    sections: tuple[GradeLine, ...]
    months: tuple[GradeLine, ...]
    section_months: Mapping[str, tuple[GradeLine, ...]]


def grades_by_rubric(cases: Iterable[AuditCase]) -> tuple[RubricGrades, ...]:
    """The grades of each form, in order of its reference."""
    groups: dict[str, list[AuditCase]] = defaultdict(list)
    for case in cases:
        groups[case.rubric.ref].append(case)
    return tuple(_of_rubric(groups[ref]) for ref in sorted(groups))


def counts(case: AuditCase) -> bool:
    """Whether an audit's grades are counted: it is completed, and not a second judgement of another."""
    return case.audit.completed is not None and not case.audit.second_of


def effective(case: AuditCase, section: str) -> str | None:
    """The grade in effect of a section or "overall"; None where there is none."""
    found = case.evaluation.effective.get(section)
    return found[0] if found else None


def _of_rubric(cases: list[AuditCase]) -> RubricGrades:
    rubric = cases[0].rubric
    counted = [case for case in cases if counts(case)]
    months: dict[str, list[AuditCase]] = defaultdict(list)
    for case in counted:
        months[case.audit.month].append(case)
    graded = tuple(graded_lines(rubric))
    sections = [section for section in graded if section.id != rubric.overall.id]
    whole = next((section for section in graded if section.id == rubric.overall.id), None)
    return RubricGrades(
        rubric=rubric,
        audits=len(cases),
        completed=sum(case.audit.completed is not None for case in cases),
        second=sum(bool(case.audit.second_of) for case in cases),
        counted=len(counted),
        overall=_line(whole, counted, whole.id, whole.title) if whole else None,
        sections=tuple(_line(section, counted, section.id, section.title) for section in sections),
        months=_by_month(whole, months) if whole else (),
        section_months={section.id: _by_month(section, months) for section in sections},
    )


def _by_month(section: Graded, months: Mapping[str, list[AuditCase]]) -> tuple[GradeLine, ...]:
    return tuple(_line(section, months[month], month, month) for month in sorted(months))


def _line(section: Graded, cases: list[AuditCase], id: str, title: str) -> GradeLine:
    """The spread of one section's grades; sections that do not apply to an audit are out of its denominator."""
    scale = section.scale
    given = {value.id: 0 for value in scale.best_first}
    stands = dict(given)
    of = changed = 0
    for case, place in [(one, place) for one in cases for place in section.counted(one)]:
        of += 1
        auditor, now = case.first_grade(place), effective(case, place)
        if auditor in given:
            given[auditor] += 1
        if now in stands:
            stands[now] += 1
        changed += auditor in given and now in stands and auditor != now
    return GradeLine(id, title, scale, Spread(given, of), Spread(stands, of), changed)
