"""Grades as bars and tables: by form, section and month, the auditors' beside those in effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.heat import filtered
from casekit.publish.page import Cell, Column, GradesView, Link, Table
from casekit.publish.tones import bar, tone
from casekit.register.grades import GradeLine, RubricGrades, Spread
from casekit.rubric.model import Scale
from casekit.words import count


def grade_views(
    site: Site,
    all_grades: Iterable[RubricGrades],
    *,
    page: str = names.AUDITS,
    by_month: bool = True,
    most_months: int = 0,
    months_at: Mapping[str, str] | None = None,
    only: Mapping[str, str] | None = None,
) -> Iterator[GradesView]:
    """A view of each form; every number leads to the audits behind it.

    by_month: with its months, newest first, and at most so many where most_months says. months_at: where a section's
    own months stand, by section_key. only: of which month or team these grades are, as the lists of grades say it.
    """
    within, own = dict(only or {}), months_at or {}
    for grades in all_grades:
        rubric = grades.rubric
        id = names.rubric_page(rubric.ref)

        def behind(section: str, ref: str = rubric.ref) -> str:
            return site.section_page(ref, section, page)

        def months(section: str, ref: str = rubric.ref) -> str:
            return names.up(page, own.get(names.section_key(ref, section), ""))

        tables = []
        whole = grades.overall
        if whole:
            tables.append(_whole(id, whole, Behind(behind(whole.id), within)))
        if by_month and grades.months and whole:
            newest = grades.months[::-1][: most_months or None]
            left = f", newest {len(newest)} of {len(grades.months)}" if len(newest) < len(grades.months) else ""
            leads = [Behind(behind(whole.id), {**within, "Month": format.month(line.id)}) for line in newest]
            tables.append(
                lines_table(f"{id}-months", f"Overall grade by month{left}", "Month", newest, leads, month=True)
            )
        if grades.sections:
            leads = [Behind(behind(line.id), within) for line in grades.sections]
            heads = [months(line.id) for line in grades.sections]
            tables.append(lines_table(f"{id}-sections", "Grade by section", "Section", grades.sections, leads, heads))
        if not grades.counted:
            tables = []
        title = f"{rubric.title}, version {rubric.version}"
        yield GradesView(
            id=id,
            title=title,
            rubric=Link("What the grades mean", names.up(page, site.names.rubrics.get(rubric.ref, ""))),
            months=Link("Overall grades of all months", months(whole.id) if whole else ""),
            denominator=denominator(grades),
            legend=legend(grades) if tables else (),
            tables=tuple(replace(table, of=title) for table in tables),
        )


def denominator(grades: RubricGrades) -> str:
    """What is counted, in one sentence."""
    left = [f"{grades.audits - grades.completed} not completed"] if grades.audits > grades.completed else []
    if grades.second:
        left.append(count(grades.second, "second judgement"))
    out = f" ({' and '.join(left)} left out)" if left else ""
    if not grades.counted:
        return f"No grades to count yet in {count(grades.audits, 'audit')}{out}."
    return f"Grades of {format.number(grades.counted)} of {count(grades.audits, 'audit')}{out}."


def legend(grades: RubricGrades) -> tuple[Cell, ...]:
    """Each grade with its colour, best first: of the whole, or of the first graded section."""
    line = grades.overall or next(iter(grades.sections), None)
    return legend_of(line) if line is not None else ()


def legend_of(line: GradeLine) -> tuple[Cell, ...]:
    """Each grade of one scale with its colour, best first."""
    return tuple(Cell(value.label, tone=tone(line.scale, value.id)) for value in line.scale.best_first)


@dataclass(frozen=True, slots=True)
class Behind:
    """Where the audits behind a line of grades are listed, and which of that list are meant."""

    page: str
    only: Mapping[str, str]

    def cell(self, cell: Cell, number: int, **wanted: str) -> Cell:
        """The number, leading to the audits that it counts; nothing of none."""
        return replace(cell, href=filtered(self.page, **self.only, **wanted)) if number and self.page else cell


def _whole(id: str, line: GradeLine, behind: Behind) -> Table:
    own = f"{id}-auditor"
    rows = (
        _row(f"{id}-effective", Cell("In effect", note=_changed(line)), line.scale, line.effective, behind),
        _row(own, Cell("Before moderation"), line.scale, line.auditor, behind, "Before_moderation"),
    )
    return Table(
        f"{id}-overall", "Overall grade", _columns("Grades", line.scale, changed=False), rows, titled=True, drawn=True
    )


def _changed(line: GradeLine) -> str:
    return f"{line.changed} of {line.auditor.graded} changed by moderation or dispute"


def lines_table(
    id: str,
    caption: str,
    first: str,
    lines: tuple[GradeLine, ...],
    leads: Sequence[Behind],
    heads: Sequence[str] = (),
    *,
    month: bool = False,
) -> Table:
    """One row for each line: grades in effect as bar and numbers, and how many differ from the auditors'.

    heads: where each line itself leads, if anywhere.
    """
    scales = {tuple((value.id, value.label) for value in line.scale.best_first) for line in lines}
    scale = lines[0].scale
    rows = []
    for n, (line, behind) in enumerate(zip(lines, leads, strict=True), start=1):
        head = Cell(format.month(line.id) if month else line.title, heads[n - 1] if heads else "")
        if len(scales) == 1:
            row = _row(f"{id}-{n}", head, scale, line.effective, behind)
        else:
            drawn = bar(f"{id}-{n}-bar", head.text, line.scale, line.effective)
            row = (head, Cell("", bar=drawn), Cell(drawn.desc), behind.cell(_of(line.effective), line.effective.graded))
        changed = figure(line.changed, line.auditor.graded)
        rows.append((*row, behind.cell(changed, line.changed, Changed="Yes")))
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


def _row(
    id: str, head: Cell, scale: Scale, spread: Spread, behind: Behind, which: str = "Grade_in_effect"
) -> tuple[Cell, ...]:
    """One row. which: the column of the list behind it in which its grades stand."""
    drawn = bar(f"{id}-bar", head.text, scale, spread)
    numbers = (
        behind.cell(figure(number), number, **{which: value.label})
        for value in scale.best_first
        for number in (spread.counts[value.id],)
    )
    return (head, Cell("", bar=drawn), *numbers, behind.cell(_of(spread), spread.graded))


def _of(spread: Spread) -> Cell:
    return figure(spread.graded, spread.of)
