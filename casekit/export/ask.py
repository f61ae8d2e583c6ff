"""One question in SQL to the tables, answered by a database that can reach nothing else."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from casekit.export.memory import bounded
from casekit.export.texts import csv_text, plain
from casekit.export.warehouse import Tables, warehouse
from casekit.stop import USAGE, Stop
from casekit.words import shown

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SECONDS = 60
"""So long a question may take."""
MOST_ROWS = 100_000
"""So many rows an answer may have."""
MOST_TEXT = 64 * 1024 * 1024
"""So many characters, or bytes, all texts of an answer may have together."""
BATCH = 1_000
"""So many rows are fetched at a time."""
REACHES_OUT = "a query reads the tables of its readers and nothing else: no file, no program, no network, no setting."
LARGE = "the answer is too large; ask for less at a time, or export the tables."


@dataclass(frozen=True, slots=True)
class Answered:
    """The columns of an answer and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def as_json(self) -> str:
        """{"version": 1, "columns": [...], "rows": [[...]]}; days and times as text."""
        rows = [[_plain(value) for value in row] for row in self.rows]
        return json.dumps({"version": 1, "columns": list(self.columns), "rows": rows}, indent=1) + "\n"

    def as_csv(self) -> str:
        """As the export writes CSV, without a byte order mark."""
        return csv_text(self.columns, self.rows)


def ask(tables: Tables, sql: str) -> Answered:
    """The answer; Stop(2) with DuckDB's reason where there is none, and where it takes too long or is too large."""
    with warehouse(tables) as database, bounded():
        timer = threading.Timer(SECONDS, database.interrupt)
        timer.start()
        try:
            return _ask(database, sql)
        except MemoryError:
            raise Stop(USAGE, LARGE) from None
        finally:
            timer.cancel()


def _ask(database: DuckDBPyConnection, sql: str) -> Answered:
    import duckdb

    try:
        statements = database.extract_statements(sql.encode("utf-8", "replace").decode())
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise Stop(USAGE, "a query is one SELECT; nothing else is carried out.")
        answer = database.execute(statements[0])
        rows = _rows(answer)
    except duckdb.InterruptException:
        raise Stop(USAGE, f"the query took longer than {SECONDS} seconds; ask for less at a time.") from None
    except duckdb.PermissionException:  # its words name folders of whoever asks
        raise Stop(USAGE, f"the query cannot be answered: {REACHES_OUT}") from None
    except duckdb.Error as error:
        raise Stop(USAGE, f"the query cannot be answered: {shown(str(error).split(chr(10))[0], 300)}") from None
    return Answered(tuple(column[0] for column in answer.description or ()), tuple(rows))


def _rows(answer: DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """The rows of an answer, a batch at a time; Stop(2) as soon as they are too many or too large."""
    rows: list[tuple[Any, ...]] = []
    large = 0
    while batch := answer.fetchmany(BATCH):
        rows += batch
        large += sum(len(value) for row in batch for value in row if isinstance(value, str | bytes | list))
        if len(rows) > MOST_ROWS:
            raise Stop(
                USAGE, f"the answer has more than {MOST_ROWS:,} rows; ask for less at a time, or export the tables."
            )
        if large > MOST_TEXT:
            raise Stop(USAGE, LARGE)
    return rows


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON knows no such number
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    with suppress(TypeError):
        json.dumps(plain(value))
        return plain(value)
    return str(value)
