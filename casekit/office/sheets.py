"""A sheet of an Excel workbook, read as texts: no formula is worked out, no link followed, and its size is bounded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element

from casekit.office.beside_sheet import BESIDE, Laid, laid, part_of
from casekit.office.package import package
from casekit.stop import USAGE, Stop
from casekit.words import ending, shown

MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_LETTERS = 32_767
"""So many characters a cell of Excel holds."""


UNSAVED = "(a formula without a saved value)"
ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", UNSAVED})
"""What stands in a cell whose formula came to nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """rows: of texts. beside: words of notes and text boxes, each with its cell. others: sheets that were not read."""

    rows: list[list[str]]
    beside: tuple[str, ...]
    others: tuple[str, ...]


def sheet(raw: bytes, name: str = "") -> Sheet:
    """The sheet of that name, else the first; each cell as somebody would read it.

    Of a formula the value that Excel worked out when the workbook was saved. What cells share that are merged from top
    to bottom stands in each row that has words of its own. Stop where it is no sound workbook.
    """
    made = package(raw, "excel")
    part = part_of(made, name)
    trees: dict[str, Element] = {}
    for one in made.matching(r"xl/.*\.xml|xl/.*\.rels"):
        tree = made.xml(one)  # refused here where it is out of bounds or declares entities
        if tree is not None and (one == part or BESIDE.fullmatch(one)):
            trees[one] = tree
    load, errors = _reader()
    try:
        book = load(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        if name and name not in book.sheetnames:
            raise Stop(USAGE, f"it has no sheet {shown(name)}{ending(name, book.sheetnames)}")
        found = book[name] if name else book.worksheets[0]
        about = laid(trees, part)
        return Sheet(_whole(list(_rows(found)), about), about.beside, tuple(set(book.sheetnames) - {found.title}))
    except errors:
        raise Stop(USAGE, "it is damaged, or no workbook that can be read.") from None


def _rows(found: Any) -> Iterator[list[str]]:
    found.reset_dimensions()
    for number, row in enumerate(found.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)):
        if len(row) > MOST_COLUMNS and _text(row[-1]).strip():
            raise Stop(USAGE, f"its sheet has more than {MOST_COLUMNS} columns.")
        if number >= MOST_ROWS:
            raise Stop(USAGE, f"its sheet has more than {MOST_ROWS:,} rows; take out those that are done.")
        yield [_text(value) for value in row[:MOST_COLUMNS]]


def _whole(rows: list[list[str]], about: Laid) -> list[list[str]]:
    """The rows with what merged cells share, and with words where a formula has no value."""
    for row, column in about.unsaved:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = UNSAVED
    if sum(last - first for first, last, _ in about.merged) > MOST_ROWS * MOST_COLUMNS:
        raise Stop(USAGE, "it has more merged cells than anything that people write.")
    own = [any(text.strip() for text in row) for row in rows]
    for first, last, column in about.merged:
        for row in range(first + 1, min(last + 1, len(rows))):
            if own[row] and column < min(len(rows[row]), len(rows[first])):
                rows[row][column] = rows[row][column] or rows[first][column]
    return rows


def _text(value: Any) -> str:
    """A cell in words; a day as 2026-10-15."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value)[:MOST_LETTERS].replace("\r\n", "\n").replace("_x000D_", "")


def _reader() -> tuple[Any, tuple[type[Exception], ...]]:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise Stop(USAGE, "this needs openpyxl, which is not installed; run: pip install 'casekit[excel]'") from None
    broken = (InvalidFileException, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, OverflowError)
    return load_workbook, broken
