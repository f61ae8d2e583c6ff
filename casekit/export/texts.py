"""Tables as text: CSV and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date, datetime

from casekit.register.tables.table import Row, Table, Value

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, or for the end of a cell."""


def csv_file(table: Table, rows: Iterable[Row]) -> bytes:
    """A CSV file: UTF-8 with a byte order mark, so that Excel reads it, and CRLF.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    text = csv_text([column.name for column in table.columns], rows)
    return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")


def csv_text(names: Iterable[str], rows: Iterable[Iterable[Value]]) -> str:
    """The same as text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in names])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def jsonl_file(table: Table, rows: Iterable[Row]) -> bytes:
    """A JSON object on each line, every column in each, null where there is nothing; ASCII."""
    names = [column.name for column in table.columns]
    lines = (json.dumps(dict(zip(names, map(plain, row), strict=True)), separators=(",", ":")) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def plain(value: Value) -> str | int | float | bool | None:
    """A value as JSON knows it: days and times as 2026-10-31 and 2026-10-31T14:00:00."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return str(plain(value))
