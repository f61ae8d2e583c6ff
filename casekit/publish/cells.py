"""Cells that many tables share, and what a row of cells is in HTML.

A site is mostly cells, and most rows stand on many pages (a question and its usual answer): so rows are put
together here, where each is escaped once and remembered, and not in a template, where that took four times as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from casekit.publish import format
from casekit.publish.page import Cell, Column


def figure(value: int, of: int | None = None, *, tone: str = "", unit: str = "") -> Cell:
    """A number with its denominator behind it: "3 of 12", "3 of 12 done"."""
    note = "" if of is None else f"of {format.number(of)} {unit}".rstrip()
    text = format.number(value)
    return Cell(text, tone=tone, key="" if text == str(value) else str(value), note=note, kind="number")


def several(values: Iterable[str]) -> Cell:
    """Several values of a column that readers may choose from, each to be chosen alone: names may hold commas."""
    return Cell("; ".join(values))


def rows_html(rows: tuple[tuple[Cell, ...], ...]) -> Markup:
    """The rows of a table, a line each."""
    return Markup("\n".join(map(_row_html, rows)))


@lru_cache(maxsize=2**10)
def head_html(columns: tuple[Column, ...]) -> Markup:
    """The heads of a table's columns."""
    heads = []
    for column in columns:
        kind = f' class="{escape(column.kind)}"' if column.kind else ""
        choose = " data-choose" if column.choose else ""
        heads.append(f'<th scope="col"{kind}{choose}>{escape(column.text)}</th>')
    return Markup(f"<tr>{''.join(heads)}</tr>")


@lru_cache(maxsize=2**14)
def _row_html(row: tuple[Cell, ...]) -> str:
    """A row; its first cell is its heading."""
    return "".join(("<tr>", cell_html(row[0], True), *(cell_html(cell, False) for cell in row[1:]), "</tr>"))


@lru_cache(maxsize=2**14)
def cell_html(cell: Cell, heading: bool) -> Markup:
    """One cell: its text, as a link or tag where it is one, and its note. Every text is escaped here."""
    inside = _safe(cell.text)
    if cell.href:
        inside = f'<a href="{_safe(cell.href)}">{inside}</a>'
    if cell.tone:
        inside = f'<strong class="tag {_safe(cell.tone)}">{inside}</strong>'
    if cell.note:
        inside += f'<span class="note">{_safe(cell.note)}</span>'
    if cell.lines:
        inside += f"<ul>{''.join(f'<li>{_safe(line)}</li>' for line in cell.lines)}</ul>"
    kind = f' class="{_safe(cell.kind)}"' if cell.kind else ""
    key = f' data-key="{_safe(cell.key)}"' if cell.key else ""
    if heading:
        return Markup(f'<th scope="row"{kind}{key}>{inside}</th>')
    return Markup(f"<td{kind}{key}>{inside}</td>")


@lru_cache(maxsize=2**14)
def _safe(text: str) -> str:
    """A text with what HTML would read as its own escaped; most texts come many times."""
    return str(escape(str(text)))
