"""Tables as Parquet, partitioned by authority and month, so that several authorities can be pooled."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from casekit.export.warehouse import OFFLINE, Tables, create, imported
from casekit.register.tables.table import Row
from casekit.words import fold


def parquet_files(tables: Tables) -> Iterator[tuple[str, bytes]]:
    """Each table in files such as actions/authority_key=our-council/month_key=2026-10/part.parquet; path -> bytes.

    The keys only name folders, as Spark, DuckDB and others read them; the columns authority and month are in the files.
    A table without rows is one file, so that a reader finds its columns.
    """
    duckdb = imported()
    with duckdb.connect(config=OFFLINE) as database, tempfile.TemporaryDirectory(prefix="casekit-") as folder:
        for name, (table, rows) in tables.items():
            for n, (place, some) in enumerate(_parts(name, rows)):
                create(database, Path(folder), f"{name}_{n}", table, some)
                file = Path(folder) / "part.parquet"
                database.execute(f"COPY \"{name}_{n}\" TO '{file.as_posix()}' (FORMAT parquet, COMPRESSION zstd)")
                yield place, file.read_bytes()
                database.execute(f'DROP TABLE "{name}_{n}"')


def _parts(name: str, rows: Sequence[Row]) -> Iterator[tuple[str, Sequence[Row]]]:
    parts: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        parts.setdefault((key(str(row[0])), key(str(row[1]))), []).append(row)
    for (authority, month), some in sorted(parts.items()):
        yield f"{name}/authority_key={authority}/month_key={month}/part.parquet", some
    if not parts:
        yield f"{name}/authority_key=none/month_key=none/part.parquet", ()


def key(text: str) -> str:
    """A name as it may stand in a folder's: our-council, 2026-10."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "none"
