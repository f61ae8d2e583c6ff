"""Grades as bars and tables: by form, section and month, the auditors' beside those in effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.page import Cell, Column, GradesView, Link, Page, Table
from casekit.publish.tones import bar, tone
from casekit.register.grades import GradeLine, RubricGrades, Spread, grades_by_rubric
from casekit.rubric.model import Scale
from casekit.words import count


@dataclass(frozen=True, slots=True)
class GradesBody:
    """All grades."""

    intro: str
    grades: tuple[GradesView, ...]


def plan_grades(site: Site) -> Iterator[Page]:
    """The page with every table of grades."""
    views = tuple(grade_views(site, grades_by_rubric(site.corpus.audits), page=names.GRADES, every=True))
    intro = "Grades of different forms are never added together: each form says in its own words what a grade means."
    yield Page(names.GRADES, "grades.html", "Grades", (Link("Home", "index.html"),), GradesBody(intro, views))


def grade_views(
    site: Site,
    all_grades: Iterable[RubricGrades],
    *,
    page: str = names.AUDITS,
    by_month: bool = True,
    every: bool = False,
    most_months: int = 0,
) -> Iterator[GradesView]:
    """A view of each form.

    by_month: with its months, newest first, and at most so many where most_months says. every: with each
    section's months too.
    """
    for grades in all_grades:
        rubric = grades.rubric
        id = names.rubric_page(rubric.ref)
        tables = []
        if grades.overall:
            tables.append(_whole(id, grades.overall))
        if by_month and grades.months:
            newest = grades.months[::-1][: most_months or None]
            left = f", newest {len(newest)} of {len(grades.months)}" if len(newest) < len(grades.months) else ""
            tables.append(_lines(f"{id}-months", f"Overall grade by month{left}", "Month", newest, month=True))
        if grades.sections:
            tables.append(_lines(f"{id}-sections", "Grade by section", "Section", grades.sections))
        if every:
            for line in grades.sections:
                months = grades.section_months[line.id][::-1]
                if months:
                    tables.append(_lines(f"{id}-{line.id}", f"{line.title} by month", "Month", months, month=True))
        title = f"{rubric.title}, version {rubric.version}"
        yield GradesView(
            id=id,
            title=title,
            rubric=Link("What the grades mean", names.up(page, site.names.rubrics.get(rubric.ref, ""))),
            denominator=denominator(grades),
            legend=legend(grades),
            tables=tuple(replace(table, of=title) for table in tables),
        )


def denominator(grades: RubricGrades) -> str:
    """What is counted, in one sentence."""
    left = [f"{grades.audits - grades.completed} not completed"] if grades.audits > grades.completed else []
    if grades.second:
        left.append(count(grades.second, "second judgement"))
    out = f" ({' and '.join(left)} left out)" if left else ""
    return f"Grades of {format.number(grades.counted)} of {count(grades.audits, 'audit')}{out}."


def legend(grades: RubricGrades) -> tuple[Cell, ...]:
    """Each grade with its colour, best first: of the whole, or of the first graded section."""
    line = grades.overall or next(iter(grades.sections), None)
    if line is None:
        return ()
    return tuple(Cell(value.label, tone=tone(line.scale, value.id)) for value in line.scale.best_first)


def _whole(id: str, line: GradeLine) -> Table:
    rows = (
        _row(f"{id}-effective", Cell("In effect", note=_changed(line)), line.scale, line.effective),
        _row(f"{id}-auditor", Cell("Before moderation"), line.scale, line.auditor),
    )
    return Table(
        f"{id}-overall", "Overall grade", _columns("Grades", line.scale, changed=False), rows, titled=True, drawn=True
    )


def _changed(line: GradeLine) -> str:
    return f"{line.changed} of {line.auditor.graded} changed by moderation or dispute"


def _lines(id: str, caption: str, first: str, lines: tuple[GradeLine, ...], *, month: bool = False) -> Table:
    """One row for each line: grades in effect as bar and numbers, and how many differ from the auditors'."""
    scales = {tuple((value.id, value.label) for value in line.scale.best_first) for line in lines}
    scale = lines[0].scale
    rows = []
    for n, line in enumerate(lines, start=1):
        head = Cell(format.month(line.id) if month else line.title)
        if len(scales) == 1:
            row = _row(f"{id}-{n}", head, scale, line.effective)
        else:
            drawn = bar(f"{id}-{n}-bar", head.text, line.scale, line.effective)
            row = (head, Cell("", bar=drawn), Cell(drawn.desc), _of(line.effective))
        rows.append((*row, figure(line.changed, line.auditor.graded)))
    columns = _columns(first, scale) if len(scales) == 1 else _mixed(first)
    return Table(id, f"{caption}, grades in effect", columns, tuple(rows), titled=True, drawn=True)


def _columns(first: str, scale: Scale, *, changed: bool = True) -> tuple[Column, ...]:
    return (
        Column(first),
        Column("Share of each grade", "chart"),
        *(Column(value.label, "number") for value in scale.best_first),
        Column("With a grade", "number"),
        *((Column("Changed", "number"),) if changed else ()),
    )


def _mixed(first: str) -> tuple[Column, ...]:
    """Columns where the lines have scales of their own, so that no grade can have a column."""
    return (
        Column(first),
        Column("Share of each grade", "chart"),
        Column("Grades"),
        Column("With a grade", "number"),
        Column("Changed", "number"),
    )


def _row(id: str, head: Cell, scale: Scale, spread: Spread) -> tuple[Cell, ...]:
    drawn = bar(f"{id}-bar", head.text, scale, spread)
    numbers = (figure(spread.counts[value.id]) for value in scale.best_first)
    return (head, Cell("", bar=drawn), *numbers, _of(spread))


def _of(spread: Spread) -> Cell:
    return figure(spread.graded, spread.of)
