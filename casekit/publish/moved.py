"""Which teams get better or worse: overall grades of a form's newest three months beside the three before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from casekit.model.corpus import AuditCase
from casekit.publish import format
from casekit.publish.grade_lists import LOWER
from casekit.publish.heat import filtered, heat, points
from casekit.publish.page import Cell, Column, Table
from casekit.register.grades import RubricGrades, grades_by_rubric
from casekit.register.since import upper
from casekit.register.weak import Share

SPAN = 3
"""So many months stand beside as many before them."""
TITLE = "Which teams moved"


def moved_teams(
    teams: Mapping[str, Sequence[AuditCase]], pages: Mapping[str, str], behind: Callable[[str, str], str]
) -> Table:
    """A row for each form and team that has grades in both.

    pages: the page of each team, as seen from the table. behind: the list of all grades of a form's section.
    """
    every = [case for cases in teams.values() for case in cases]
    spans = {grades.rubric.ref: _spans(grades) for grades in grades_by_rubric(every)}
    rows: list[tuple[Cell, ...]] = []
    for name, cases in teams.items():
        for grades in grades_by_rubric(cases):
            page = behind(grades.rubric.ref, grades.rubric.overall.id)
            rows += _row(Cell(name, pages[name]), grades, spans[grades.rubric.ref], page)
    heads = (
        Column("Team"),
        Column("Form"),
        Column(f"Lower half, {SPAN} months before", "number"),
        Column(f"Lower half, newest {SPAN} months", "number"),
        Column("Moved, in points", "number"),
    )
    caption = (
        f"Overall grades in the lower half of the scale, the newest {SPAN} months with grades beside the {SPAN} before"
    )
    none = f"No team has grades in the newest {SPAN} months and in the {SPAN} before."
    return Table("moved", caption, heads, tuple(rows), none, titled=True)


def _spans(grades: RubricGrades) -> tuple[frozenset[str], frozenset[str]]:
    """The newest months in which a form has grades, and those before."""
    named = [line.id for line in grades.months if format.month_key(line.id)][-2 * SPAN :]
    return frozenset(named[:-SPAN]), frozenset(named[-SPAN:])


def _row(
    team: Cell, grades: RubricGrades, spans: tuple[frozenset[str], frozenset[str]], page: str
) -> Iterator[tuple[Cell, ...]]:
    """The team's line. page: the list of all overall grades of the form."""
    before, now = (_lower(grades, months) for months in spans)
    if before.of and now.of:
        form = f"{grades.rubric.title}, version {grades.rubric.version}"
        cells = (
            heat(share, _behind(page, team.text, months) if share.number else "")
            for share, months in zip((before, now), spans, strict=True)
        )
        yield team, Cell(form), *cells, points(now, before)


def _behind(page: str, team: str, months: frozenset[str]) -> str:
    """The team's grades in the lower half in any of the months."""
    named = tuple(format.month(month) for month in sorted(months))
    return filtered(page, Team=team, Month=named, Part_of_the_scale=LOWER)


def _lower(grades: RubricGrades, months: frozenset[str]) -> Share:
    shares = [upper(line) for line in grades.months if line.id in months]
    return Share(sum(one.of - one.number for one in shares), sum(one.of for one in shares))
