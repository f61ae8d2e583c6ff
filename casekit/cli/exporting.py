"""One run of export, put together: what is committed, as tables, in the formats that were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casekit import __version__
from casekit.cli.committed import Committed, checked_out, committed
from casekit.export.files import FORMATS, export_files
from casekit.export.warehouse import Tables
from casekit.folder.manifest import EXPORT
from casekit.folder.write import claim
from casekit.publish.reader import reader
from casekit.register.left_out import left_out
from casekit.register.tables.all import TABLES, register
from casekit.stop import USAGE, Stop
from casekit.words import ending, listing


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of an export. rows: in all tables; complete: whether the history is whole, so that events are there."""

    folder: Path
    files: int
    tables: int
    rows: int
    left_out: str
    uncommitted: int
    audience: str
    complete: bool


def write_export(
    start: Path, folder: Path, formats: str, audience: str | None, given: date | None, then: str = ""
) -> Exported:
    """Write every table of the commit that is checked out into the folder; Stop where that cannot be."""
    chosen = _formats(formats)
    commit = checked_out(start, then)
    with claim(start / folder, commit.root, EXPORT) as place:
        whole = committed(commit, given)
        readers = audience or whole.corpus.policy.audience
        tables = audience_tables(whole, readers)
        facts: dict[str, object] = {
            "authority": whole.corpus.policy.authority,
            "marking": whole.corpus.policy.marking,
            "audience": readers,
            "commit": commit.id,
            "day": whole.today.isoformat(),
            "casekit": __version__,
        }
        wrote = place.write(export_files(tables, chosen, whole.today, facts))
    return Exported(
        folder=place.folder,
        files=wrote.files,
        tables=len(tables),
        rows=sum(len(rows) for _, rows in tables.values()),
        left_out=left_out(whole.corpus.broken),
        uncommitted=commit.uncommitted,
        audience=readers,
        complete=whole.told.complete,
    )


def audience_tables(whole: Committed, audience: str) -> Tables:
    """The tables with their rows as this audience may read them."""
    wrote = reader(audience).wrote
    source = register(whole.corpus, whole.told, whole.today, wrote=wrote)
    seen = [table.seen(wrote) for table in TABLES]
    return {table.name: (table, tuple(table.rows(source))) for table in seen}


def _formats(text: str) -> tuple[str, ...]:
    """The formats in a list such as csv,xlsx; Stop(2) for one that is not known."""
    asked = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for name in asked:
        if name not in FORMATS:
            raise Stop(USAGE, f"there is no format {name}{ending(name, FORMATS)} There are {listing(FORMATS)}.")
    if not asked:
        raise Stop(USAGE, f"--format names no format; there are {listing(FORMATS)}.")
    return asked
