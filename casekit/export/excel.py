"""Tables as one Excel workbook: a sheet each, as real tables, and no text is ever a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import xlsxwriter

from casekit.register.tables.table import Kind, Row, Table
from casekit.stop import USAGE, Stop

MOST_ROWS = 1_048_575
"""So many rows a sheet holds under its head."""
MOST_CHARACTERS = 32_767
"""So many characters a cell holds."""
OTHERWISE = "export it as csv, jsonl or parquet."

PLAIN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
    "default_date_format": "yyyy-mm-dd",
}
FORMATS = {Kind.DAY: "yyyy-mm-dd", Kind.TIME: "yyyy-mm-dd hh:mm"}


def excel_file(tables: Mapping[str, tuple[Table, Sequence[Row]]], today: date) -> bytes:
    """The workbook. today: written as the day on which it was made, so that the same content is the same file.

    Stop(2) where a table has more rows than a sheet holds, or a text more characters than a cell: none is cut off.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, PLAIN)
    book.set_properties({"created": datetime(today.year, today.month, today.day, tzinfo=UTC), "author": ""})
    formats = {kind: book.add_format({"num_format": shape}) for kind, shape in FORMATS.items()}
    for name, (table, rows) in tables.items():
        _refuse(name, rows)
        sheet = book.add_worksheet(name)
        columns = [{"header": column.name, "format": formats.get(column.kind)} for column in table.columns]
        last = max(len(rows), 1)
        data = [list(row) for row in rows]
        sheet.add_table(0, 0, last, len(columns) - 1, {"columns": columns, "name": name, "data": data})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 16)
    book.close()
    return stream.getvalue()


def _refuse(name: str, rows: Sequence[Row]) -> None:
    if len(rows) > MOST_ROWS:
        raise Stop(USAGE, f"the table {name} has more rows than an Excel sheet holds; {OTHERWISE}")
    if any(isinstance(value, str) and len(value) > MOST_CHARACTERS for row in rows for value in row):
        raise Stop(USAGE, f"a text in {name} is longer than an Excel cell holds; {OTHERWISE}")
