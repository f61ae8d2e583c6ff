"""Long tables on several pages, readable without a script; with it, sorted and filtered over all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from casekit.publish.page import Cell, GradesView, Link, Page, Table

PER_PAGE = 500
MOST_FILTERED = 20_000
"""Rows up to which a list of several pages can be sorted and filtered: its script stays under some megabytes."""


@dataclass(frozen=True, slots=True)
class ListBody:
    """A list. intro: one or two sentences with the denominator. aside: a smaller table under it.

    where: which rows of all this page shows; "" where it shows all. pager: the pages, the present one unlinked.
    see, also: where to read on. grades_title: what stands over the grades. figures_first: the list comes last, with
    a heading of its own.
    """

    intro: str
    table: Table
    aside_title: str = ""
    aside: Table | None = None
    pager: tuple[Link, ...] = ()
    where: str = ""
    grades: tuple[GradesView, ...] = ()
    see: Link | None = None
    also: Link | None = None
    grades_title: str = "Grades of this month"
    figures_first: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a long table as data for the script."""

    cells: tuple[tuple[Cell, ...], ...]


def listing(path: str, title: str, crumbs: tuple[Link, ...], body: ListBody) -> Iterator[Page]:
    """The pages of a list: so many rows on each, the first under the list's own name, and the rows as data.

    No id holds the "_" of their names, so that they meet no other page. Addresses inside the rows must be as seen
    from path's folder.
    """
    table = replace(body.table, tools=body.table.tools and len(body.table.rows) <= MOST_FILTERED)
    parts = [table.rows[at : at + PER_PAGE] for at in range(0, len(table.rows), PER_PAGE)] or [()]
    paths = [path] + [f"{path.removesuffix('.html')}_{n}.html" for n in range(2, len(parts) + 1)]
    files = [p.rpartition("/")[2] for p in paths]
    long = len(parts) > 1
    more = f"{files[0].removesuffix('.html')}_rows.js" if long and table.tools else ""
    for n, (part, own) in enumerate(zip(parts, paths, strict=True), start=1):
        first = (n - 1) * PER_PAGE + 1
        pager = tuple(Link(str(k), "" if k == n else file) for k, file in enumerate(files, start=1)) if long else ()
        yield Page(
            own,
            "list.html",
            title if n == 1 else f"{title}, page {n} of {len(parts)}",
            crumbs,
            replace(
                body,
                table=replace(table, rows=part, more=more),
                pager=pager,
                where=f"Rows {first:,} to {first + len(part) - 1:,} of {len(table.rows):,}" if long else "",
            ),
        )
    if more:
        folder, slash, _ = path.rpartition("/")
        yield Page(f"{folder}{slash}{more}", "", title, (), Rows(table.rows))


def rows_script(rows: Rows) -> bytes:
    """The rows as a classic script, which also loads from a file share; nothing in it can end the script."""
    data = [[_cell(cell) for cell in row] for row in rows.cells]
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c").replace("],[", "],\n[")
    return f"casekitRows({text});\n".encode("ascii")


def _cell(cell: Cell) -> str | list[str]:
    parts = [cell.text, cell.href, cell.tone, cell.key, cell.note, cell.kind]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts[0] if len(parts) == 1 else parts
