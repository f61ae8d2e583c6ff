"""The newest month beside the one before: auditing and grades, and how they moved in points (D10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casekit.model.programme import MONTHLY
from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.compliance import ALLOCATED, KIND
from casekit.publish.context import Site
from casekit.publish.grade_lists import UPPER
from casekit.publish.heat import filtered, points
from casekit.publish.page import Cell, Column, Table
from casekit.register.agreement import FEW
from casekit.register.compliance import Became, allocations, compliance
from casekit.register.grades import RubricGrades
from casekit.register.monthly import month_before
from casekit.register.since import upper
from casekit.register.weak import Share, lower
from casekit.words import listing


def newest_month(site: Site, all_grades: tuple[RubricGrades, ...]) -> tuple[Table | None, str]:
    """The table with what has to be known who reads it; None where no month has anything to tell."""
    dated = {case.audit.month for case in site.corpus.audits} | set(site.corpus.programmes)
    begun = (one for one in dated if format.month_key(one) and one <= f"{site.today:%Y-%m}")
    month = max(begun, default="")
    if not month:
        return None, ""
    before = month_before(month)
    rows, shares = [], []
    for head, now, then, cells in (*_auditing(site, month, before), *_grades(site, all_grades, month, before)):
        rows.append((head, *cells, points(now, then)))
        shares += [now, then]
    if not rows:
        return None, ""
    heads = (
        Column("What"),
        Column(format.month(month), "number"),
        Column(format.month(before), "number"),
        Column("Moved, in points", "number"),
    )
    caption = f"{format.month(month)} beside {format.month(before)}"
    small = any(0 < share.of < FEW for share in shares)
    says = "A point is one in a hundred." + (" With numbers this small a difference may be chance." if small else "")
    return Table("newest", caption, heads, tuple(rows)), says


Row = tuple[Cell, Share, Share, tuple[Cell, Cell]]


def _auditing(site: Site, month: str, before: str) -> Iterator[Row]:
    """Audits of the programme that were completed on time, out of those expected."""
    every = allocations(site.corpus, site.today)
    found = [compliance(row for row in every if row.month == one) for one in (month, before)]
    if not any(one.allocated for one in found):
        return
    cells = []
    for id, one in zip((month, before), found, strict=True):
        wanted = {"Month": format.month(id), "For": KIND[MONTHLY], "What_became_of_it": Became.ON_TIME.value}
        cells.append(_cell(one.on_time, one.expected, filtered(ALLOCATED, **wanted)))
    open_ones = f"{found[0].open} of {format.month(month)} not due yet" if found[0].open else ""
    now, then = (Share() if one.open else Share(one.on_time, one.expected) for one in found)  # moved: once all were due
    yield Cell("Audits completed on time", names.PROGRAMME, note=open_ones), now, then, (cells[0], cells[1])


def _grades(site: Site, all_grades: tuple[RubricGrades, ...], month: str, before: str) -> Iterator[Row]:
    """Overall grades in the upper half of their scale, form by form."""
    for grades in all_grades:
        lines = {line.id: line for line in grades.months}
        if grades.overall is None or not (month in lines or before in lines):
            continue
        page = site.section_page(grades.rubric.ref, grades.overall.id, names.HOME)
        shares = [upper(lines[one]) if one in lines else Share() for one in (month, before)]
        cells = []
        for id, share in zip((month, before), shares, strict=True):
            href = filtered(page, Month=format.month(id), Part_of_the_scale=UPPER) if page else ""
            cells.append(_cell(share.number, share.of, href))
        scale = grades.overall.scale
        best = listing((v.label for v in scale.best_first if not lower(scale, v.id)), "or")
        head = Cell(f"Overall grade {best}", page, note=f"{grades.rubric.title}, version {grades.rubric.version}")
        yield head, shares[0], shares[1], (cells[0], cells[1])


def _cell(number: int, of: int, href: str) -> Cell:
    """So many of so many, leading to them; empty where there was nothing to count."""
    if not of:
        return Cell("None counted", kind="number")
    cell = figure(number, of)
    return replace(cell, href=href) if number else cell
