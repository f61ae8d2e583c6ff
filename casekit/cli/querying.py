"""One run of query, put together: a question in SQL to the tables of what is committed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casekit.cli.committed import checked_out
from casekit.cli.exporting import audience_of, audience_tables
from casekit.export.ask import ask
from casekit.output.grid import grid
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.stop import USAGE, Stop
from casekit.words import count, did_you_mean, ending, listing

QUERIES = "queries"
FORMATS = ("text", "csv", "json")
MOST = 64 * 1024
"""Bytes of a saved query."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A query that the council keeps: its name, and what its first comment says it answers."""

    name: str
    says: str


def asked(start: Path, sql: str | None, saved: str | None) -> str:
    """The question: the one on the command line, or the saved one of that name; Stop(2) unless it is just one."""
    if (sql is None) == (saved is None):
        raise Stop(USAGE, "say what to ask: either a SELECT in quotes, or --saved with the name of a saved query.")
    return sql if sql is not None else _saved(start, saved or "")


def answer(start: Path, sql: str, format: str, audience: str | None, given: date | None, then: str = "") -> str:
    """The answer as text; Stop(2) where the tables cannot answer, or the format is not known."""
    if format not in FORMATS:
        raise Stop(USAGE, f"there is no format {format}{ending(format, FORMATS)} There are {listing(FORMATS)}.")
    commit = checked_out(start, then)
    found = ask(audience_tables(commit, audience_of(commit, audience), given, then).tables, sql)
    if format == "json":
        return found.as_json()
    if format == "csv":
        return found.as_csv()
    return grid(found.columns, found.rows) + count(len(found.rows), "row") + ".\n"


def _saved(start: Path, name: str) -> str:
    """The text of queries/NAME.sql."""
    root = find_root(start)
    names = [one.name for one in saved_queries(start)]
    if name not in names:
        near = did_you_mean(name, names)
        also = f"; did you mean {near}?" if near else ". casekit query --list names those that are there."
        raise Stop(USAGE, f"there is no query {name} in {QUERIES}/{also}")
    return _text(root, name)


def saved_queries(start: Path) -> Sequence[Saved]:
    """Every saved query, by name."""
    root = find_root(start)
    names = sorted(path.stem for path in (root / QUERIES).glob("*.sql") if path.is_file() and not path.is_symlink())
    return [Saved(name, says(_text(root, name))) for name in names]


def says(text: str) -> str:
    """What a query answers: the comment on its first line."""
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip()
    return first.removeprefix("--").strip() if first.startswith("--") else ""


def _text(root: Path, name: str) -> str:
    raw, _ = Folder(root).read(f"{QUERIES}/{name}.sql")
    if raw is None or len(raw) > MOST:
        raise Stop(USAGE, f"{QUERIES}/{name}.sql cannot be read, or is larger than {MOST // 1024} KiB.")
    return raw.decode("utf-8", "replace")
