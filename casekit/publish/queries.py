"""Saved queries with their answers, as the council keeps them in queries/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from casekit.publish import format, names
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.words import count

MOST = 500
"""So many rows of an answer stand on the page."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A saved query. says: what it answers, or its name. why: a sentence where it has no answer here."""

    name: str
    says: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[object, ...], ...] = ()
    why: str = ""


def queries_page(answers: Iterable[Answer]) -> Iterator[Page]:
    """The page; none where nothing was asked."""
    parts = tuple(_part(one) for one in answers)
    if parts:
        intro = (
            "What the council asks again and again of the tables that these readers may see, asked anew at each build. "
            "The questions are files in queries/; casekit query --saved asks one of them at any time."
        )
        home = (Link("Home", "index.html"),)
        yield Page(names.QUERIES, "parts.html", "Saved queries", home, PartsBody(intro, parts))


def _part(one: Answer) -> Part:
    id = names.anchor("query", one.name)
    if one.why:
        return Part(id, one.says, says=(one.why,))
    shown = one.rows[:MOST]
    numbers = [all(isinstance(row[n], int | float) for row in one.rows) for n in range(len(one.columns))]
    columns = tuple(
        Column(text, "number" if figures and one.rows else "")
        for text, figures in zip(one.columns, numbers, strict=True)
    )
    rows = tuple(tuple(_cell(value) for value in row) for row in shown)
    left = f"; the first {format.number(MOST)} are shown" if len(one.rows) > MOST else ""
    table = Table(f"answer-to-{id}", one.says, columns, rows, "The answer has no row.", tools=len(rows) > 1)
    return Part(
        id, one.says, says=(f"{count(len(one.rows), 'row')}{left}. File: queries/{one.name}.sql",), tables=(table,)
    )


def _cell(value: object) -> Cell:
    """A value as people read it; a number keeps what it is sorted by."""
    if value is None:
        return Cell("")
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, int):
        return Cell(format.number(value), key=str(value), kind="number")
    if isinstance(value, float):
        return Cell(f"{value:,.4g}" if abs(value) < 1_000 else f"{value:,.1f}", key=str(value), kind="number")
    if isinstance(value, datetime):
        return Cell(f"{format.day(value)}, {value:%H:%M}", key=format.sortable(value))
    if isinstance(value, date):
        return Cell(format.day(value), key=format.sortable(value))
    return Cell(str(value))
