"""Tables in DuckDB: loaded from files of our own, then shut off from every other file, program and network."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from casekit.export.texts import jsonl_file
from casekit.register.tables.table import Kind, Row, Table
from casekit.stop import USAGE, Stop

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Tables = Mapping[str, tuple[Table, Sequence[Row]]]

TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.NUMBER: "BIGINT",
    Kind.DECIMAL: "DOUBLE",
    Kind.DAY: "DATE",
    Kind.TIME: "TIMESTAMP",
    Kind.YES: "BOOLEAN",
}

MEMORY = "1GB"
"""So much a question may use."""

OFFLINE = {"autoinstall_known_extensions": False, "autoload_known_extensions": False, "threads": 1}
"""Nothing is fetched; one thread, so that rows come in the same order each time."""

PLACES = ("home_directory", "extension_directory", "secret_directory", "temp_directory")
"""Settings that name a folder of whoever asks, in which nothing is looked for or put down."""


@contextmanager
def warehouse(tables: Tables) -> Iterator[DuckDBPyConnection]:
    """A database in memory that holds these tables and nothing else, and can reach nothing else.

    Stop(2) where DuckDB is not installed.
    """
    duckdb = imported()
    with duckdb.connect(config=OFFLINE) as database, tempfile.TemporaryDirectory(prefix="casekit-") as folder:
        for name, (table, rows) in tables.items():
            create(database, Path(folder), name, table, rows)
        database.execute(f"SET memory_limit = '{MEMORY}'")
        for place in PLACES:
            database.execute(f"SET {place} = ''")
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        yield database


def create(database: DuckDBPyConnection, folder: Path, name: str, table: Table, rows: Sequence[Row]) -> None:
    """One table with its rows, through a file in the folder."""
    columns = {column.name: TYPES[column.kind] for column in table.columns}
    listed = ", ".join(f'"{column}" {type}' for column, type in columns.items())
    database.execute(f'CREATE TABLE "{name}" ({listed})')
    if rows:
        file = folder / f"{name}.jsonl"
        file.write_bytes(jsonl_file(table, rows))
        names = ", ".join(f'"{column}"' for column in columns)
        database.execute(
            f"INSERT INTO \"{name}\" SELECT {names} FROM read_json($1, format='newline_delimited', columns=$2, "
            "maximum_object_size=16777216)",
            [str(file), columns],
        )
        file.unlink()


def imported() -> ModuleType:
    """DuckDB itself."""
    try:
        import duckdb
    except ImportError:
        raise Stop(USAGE, "this needs DuckDB, which is not installed; run: pip install 'casekit[data]'") from None
    return duckdb
