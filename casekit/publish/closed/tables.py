"""Published figures as tables of the site: a month's own, and one kind of figure over months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casekit.publish import format
from casekit.publish.closed.context import NEWEST, ClosedSite, labels, month_cell, number
from casekit.publish.page import Cell, Column, Table
from casekit.publish.tones import bar
from casekit.register.closed import ClosedMonth
from casekit.register.grades import Spread
from casekit.register.ledger import Table as Figures
from casekit.rubric.model import Scale

NOT_DRAWN = "not drawn: a number is not shown"
NO_GRADE = "no grade was given"


def month_table(month: ClosedMonth, figures: Figures, id: str) -> Table:
    """One of a month's tables, with bars where its rows are grades."""
    columns = tuple(Column(text, "number" if n else "") for n, text in enumerate(figures.columns))
    rows = []
    for n, (label, ids) in enumerate(figures.rows):
        cells = tuple(number(month, one) for one in ids)
        drawn = (share(month, figures.scale, label, ids, f"{id}-{n}"),) if figures.scale else ()
        rows.append((Cell(label), *drawn, *cells))
    if figures.scale:
        columns = (columns[0], Column("Share of each grade", "chart"), *columns[1:])
    drawn_ones = figures.scale is not None
    return Table(id, figures.caption, columns, tuple(rows), titled=True, drawn=drawn_ones, of=figures.part)


def share(month: ClosedMonth, scale: Scale, title: str, ids: Sequence[str], id: str) -> Cell:
    """The bar of a row of grades; none where one of them is not shown, or there is no grade."""
    values = {value.id: month.told.shown.get(one) for value, one in zip(scale.best_first, ids, strict=False)}
    known = {value: number for value, number in values.items() if number is not None}
    if len(known) < len(values):
        return Cell("", note=NOT_DRAWN)
    if not sum(known.values()):
        return Cell("", note=NO_GRADE)
    drawn = bar(f"{id}-bar", title, scale, Spread(known, sum(known.values())))
    said = ", ".join(f"{value.label} {known[value.id]:,}" for value in scale.best_first)
    return Cell("", bar=replace(drawn, desc=said))


def over_months(site: ClosedSite, kind: str, page: str, id: str, caption: str, form: str = "") -> Iterator[Table]:
    """One kind of table over the months: a row for each month, a column for each of its rows."""
    found = site.tables(kind, form)
    if not found:
        return
    heads = list(labels(found))
    columns = (Column("Month"), *(Column(label, "number") for label, _ in heads))
    rows = tuple((month_cell(month, page), *(number(month, ids[0]) for _, ids in heads)) for month, _ in found)
    of = found[0][1].part if form else ""
    yield Table(id, caption, columns, rows, titled=True, of=of)


def across_months(site: ClosedSite, kind: str, id: str, caption: str, form: str) -> Iterator[Table]:
    """The same turned: a row for each of its rows, a column for each of the newest months; of two figures both."""
    found = site.tables(kind, form)[:NEWEST]
    if not found:
        return
    first = found[0][1].columns[0]
    columns = (Column(first, "ask"), *(Column(format.month(month.month), "number") for month, _ in found))
    rows = tuple((Cell(label), *(_pair(month, ids) for month, _ in found)) for label, ids in labels(found))
    left = f", newest {len(found)} months" if len(found) == NEWEST else ""
    yield Table(id, f"{caption}{left}", columns, rows, titled=True, of=found[0][1].part)


def _pair(month: ClosedMonth, ids: Sequence[str]) -> Cell:
    """A figure, or the second one of the first: “3 of 12”."""
    cell = number(month, ids[-1])
    of = number(month, ids[0])
    return replace(cell, note=f"of {of.text}") if len(ids) == 2 and of.text != "–" else cell


def grade_months(site: ClosedSite, form: str, page: str, id: str) -> Iterator[Table]:
    """Each section's grades by month, the whole first: one table for each."""
    place = 0
    for kind in ("Overall grades", "Grades in effect"):
        found = site.tables(kind, form)
        for label, ids in labels(found):
            place += 1
            months = [(month, table) for month, table in found if any(ids == own for _, own in table.rows)]
            scale = months[0][1].scale
            heads = months[0][1].columns[1:]
            if scale is None:
                continue
            rows = tuple(
                (
                    month_cell(m, page),
                    share(m, scale, f"{label}, {m.month}", ids, f"{id}-{place}-{n}"),
                    *(number(m, one) for one in ids),
                )
                for n, (m, _) in enumerate(months)
            )
            columns = (Column("Month"), Column("Share of each grade", "chart"), *(Column(h, "number") for h in heads))
            part = found[0][1].part
            yield Table(f"{id}-{place}", f"{label}, by month", columns, rows, titled=True, drawn=True, of=part)
