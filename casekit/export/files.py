"""An export: every table in the formats that were asked for, and a page that says what each column means."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from casekit.export.excel import excel_file
from casekit.export.parquet import parquet_files
from casekit.export.texts import csv_file, jsonl_file
from casekit.export.warehouse import Tables
from casekit.register.tables.table import Table

FORMATS = ("csv", "jsonl", "xlsx", "parquet")


def export_files(
    tables: Tables, formats: Sequence[str], today: date, facts: dict[str, object]
) -> Iterator[tuple[str, bytes]]:
    """The files of an export: path -> bytes. facts: from what and for whom it was made, for tables.json."""
    yield "tables.json", _described([table for table, _ in tables.values()], facts)
    for name, (table, rows) in tables.items():
        if "csv" in formats:
            yield f"{name}.csv", csv_file(table, rows)
        if "jsonl" in formats:
            yield f"{name}.jsonl", jsonl_file(table, rows)
    if "xlsx" in formats:
        yield "audits.xlsx", excel_file(tables, today)
    if "parquet" in formats:
        yield from parquet_files(tables)


def _described(tables: Sequence[Table], facts: dict[str, object]) -> bytes:
    """What the export is, and each table's columns in words."""
    body = {
        "version": 1,
        **facts,
        "tables": {
            table.name: {
                "says": table.says,
                "key": list(table.key),
                "columns": [{"name": c.name, "kind": c.kind.value, "says": c.says} for c in table.columns],
            }
            for table in tables
        },
    }
    return (json.dumps(body, indent=2) + "\n").encode("ascii")
