"""On an audit's page: the second judgement of it, or the first one that it judges again; and its calibration."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.corpus import AuditCase
from casekit.model.history import Seen
from casekit.publish import names
from casekit.publish.blocks import Block
from casekit.publish.context import Site
from casekit.publish.page import Cell, Column, Fact, Link, Table
from casekit.publish.tones import tone
from casekit.register.agreed import answered, lines_of, values_of
from casekit.rubric.model import Scale
from casekit.words import count

SHOWN = {
    Seen.NOT_SHOWN: "No: where the second judge first graded, the first judgement held no grade",
    Seen.SHOWN: "Yes: it stood where the second judge first graded",
    Seen.UNKNOWN: "Nobody knows: no history tells",
}
"""Whether the first judgement was shown to the second judge."""


def second_block(site: Site, case: AuditCase, page: str) -> Block | None:
    """The two judgements side by side; for one of a calibration the way to its page; None for all other audits."""
    several = site.calibrating.get(case.audit.id, case.audit.id)
    for one in site.judged.calibrations:
        if one.first.audit.id == several:
            link = Link("How far the judges are apart", names.up(page, site.names.calibrations[one.first.audit.path]))
            says = f"{count(len(one.others) + 1, 'judge')} judged this case."
            return Block("second", "Calibration", says, facts=(Fact("Calibration", (link,)),))
    for one in site.judged.seconds:
        first, second = one.first, one.others[0]
        if case.audit.path in (first.audit.path, second.audit.path):
            seen = site.history.seen.get(second.audit.id, Seen.UNKNOWN)
            facts = (
                Fact("First judgement", (site.audit_link(first.audit, page),)),
                Fact("Second judgement", (site.audit_link(second.audit, page),)),
                Fact("First shown to the second judge", (Link(SHOWN[seen]),)),
            )
            tables = (_grades(first, second), *_answers(first, second))
            return Block("second", "Two judgements", _counted(first, second), facts=facts, tables=tables)
    return None


def _grades(first: AuditCase, second: AuditCase) -> Table:
    rows = tuple(_row(title, scale, one, other) for title, scale, one, other in _graded(first, second))
    return Table("second-grades", "Grades of both", _columns("Section"), rows, "Neither gave a grade.", titled=True)


def _answers(first: AuditCase, second: AuditCase) -> Iterator[Table]:
    """The questions that both answered differently, or only one of them."""
    rows = tuple(
        _row(title, scale, one, other) for title, scale, one, other in _questions(first, second) if one != other
    )
    yield Table("second-answers", "Answers that differ", _columns("Question"), rows, "No answer differs.", titled=True)


def _counted(first: AuditCase, second: AuditCase) -> str:
    grades, answers = list(_graded(first, second)), list(_questions(first, second))
    same = [sum(one == other for _, _, one, other in some) for some in (grades, answers)]
    return f"The same: {same[0]} of {count(len(grades), 'grade')}, {same[1]} of {count(len(answers), 'answer')}."


def _graded(first: AuditCase, second: AuditCase) -> Iterator[tuple[str, Scale, str | None, str | None]]:
    for line in lines_of(first.rubric):
        for place in sorted({*line.counted(first), *line.counted(second)}):
            one, other = first.first_grade(place), second.first_grade(place)
            if one or other:
                yield line.title, line.scale, one, other


def _questions(first: AuditCase, second: AuditCase) -> Iterator[tuple[str, Scale, str | None, str | None]]:
    for question in first.rubric.questions().values():
        scale, _ = values_of(question)
        one, other = answered(first, question), answered(second, question)
        if scale is not None and (one or other):
            yield question.called, scale, one, other


def _columns(head: str) -> tuple[Column, ...]:
    return (Column(head), Column("First"), Column("Second"))


def _row(title: str, scale: Scale, one: str | None, other: str | None) -> tuple[Cell, ...]:
    cells = (
        Cell(scale.label(given) if given in scale.ranks else "None", tone=tone(scale, given) if one != other else "")
        for given in (one, other)
    )
    return (Cell(title), *cells)
