"""A sheet of an Excel workbook, read as texts: no formula is worked out, no link followed, and its size is bounded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from casekit.office.package import package
from casekit.stop import USAGE, Stop
from casekit.words import ending, shown

MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_LETTERS = 32_767
"""So many characters a cell of Excel holds."""


def sheet(raw: bytes, name: str = "") -> list[list[str]]:
    """The rows of the sheet of that name, else of the first; each cell as somebody would read it.

    Of a formula the value that Excel worked out when the workbook was saved. Stop where it is no sound workbook.
    """
    made = package(raw, "excel")
    for part in made.matching(r"xl/.*\.xml|xl/.*\.rels"):
        made.xml(part)  # refused here where it is out of bounds or declares entities
    load, errors = _reader()
    try:
        book = load(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        if name and name not in book.sheetnames:
            raise Stop(USAGE, f"it has no sheet {shown(name)}{ending(name, book.sheetnames)}")
        found = book[name] if name else book.worksheets[0]
        return list(_rows(found))
    except errors:
        raise Stop(USAGE, "it is damaged, or no workbook that can be read.") from None


def _rows(found: Any) -> Iterator[list[str]]:
    found.reset_dimensions()
    for number, row in enumerate(found.iter_rows(max_col=MOST_COLUMNS, values_only=True)):
        if number >= MOST_ROWS:
            raise Stop(USAGE, f"its sheet has more than {MOST_ROWS:,} rows; take out those that are done.")
        yield [_text(value) for value in row]


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
