"""One run of export, put together: what is committed, as tables, in the formats that were asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from casekit import __version__
from casekit.cli import session
from casekit.cli.calendars import calendars
from casekit.cli.closing import Closed, closed_months, refuse_back
from casekit.cli.committed import Commit, Committed, checked_out, committed
from casekit.export.files import FORMATS, export_files
from casekit.export.warehouse import Tables
from casekit.folder.manifest import EXPORT
from casekit.folder.write import claim
from casekit.link.policy import POLICY, policy
from casekit.model.corpus import Corpus
from casekit.model.history import History, Outcome
from casekit.model.policy import Policy
from casekit.publish.reader import OUTSIDE, reader
from casekit.register.left_out import left_out
from casekit.register.tables.all import TABLES, register
from casekit.register.tables.figures import FIGURES
from casekit.register.tables.table import Register, Row, Table
from casekit.stop import USAGE, Stop
from casekit.words import ending, listing

CALENDARS = "ics"
EVERY = (*FORMATS, CALENDARS)


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
    readers = audience_of(commit, audience)
    if CALENDARS in chosen and readers in OUTSIDE:
        raise Stop(USAGE, f"calendars are for those who own actions, and so not for the {readers}; leave ics out.")
    with claim(start / folder, commit.root, EXPORT) as place:
        seen = audience_tables(commit, readers, given, then)
        whole, tables = seen.whole, seen.tables
        facts: dict[str, object] = {
            "authority": seen.policy.authority,
            "marking": seen.policy.marking,
            "audience": readers,
            "commit": commit.id,
            "day": seen.day.isoformat(),
            "casekit": __version__,
        }
        files = export_files(tables, [name for name in chosen if name != CALENDARS], seen.day, facts)
        deadlines = calendars(seen.source, seen.day) if CALENDARS in chosen else ()
        wrote = place.write(chain(files, deadlines))
    return Exported(
        folder=place.folder,
        files=wrote.files,
        tables=len(tables),
        rows=sum(len(rows) for _, rows in tables.values()),
        left_out=left_out(whole.corpus.broken) if whole else "",
        uncommitted=commit.uncommitted,
        audience=readers,
        complete=whole.told.complete if whole else True,
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """What an audience may read: its tables, the policy, and the day they are of. whole: None for closed ones."""

    tables: Tables
    policy: Policy
    day: date
    source: Register
    whole: Committed | None


def audience_of(commit: Commit, audience: str | None) -> str:
    """The audience named, else the one in casekit.toml: also where that has a mistake, so that nobody gets more."""
    raw = commit.tree.read(POLICY)[0] or b""
    found = re.search(rb"^\s*audience\s*=\s*[\"'](\w+)", raw, re.MULTILINE)
    meant = found[1].decode() if found else ""
    return audience or (meant if meant in OUTSIDE else policy(raw)[0].audience)


def audience_tables(commit: Commit, audience: str, given: date | None, then: str = "") -> Seen:
    """The tables with their rows as this audience may read them; Stop(2) where it may not look back."""
    if audience in OUTSIDE:
        refuse_back(audience, then)
        found = closed_months(commit, audience, given)
        source = closed_register(found)
        day = found.months[-1].close if found.months else session.civil_day(found.policy, given)
        return Seen({FIGURES.name: (FIGURES, tuple(FIGURES.rows(source)))}, found.policy, day, source, None)
    whole = committed(commit, given)
    source = register(whole.corpus, whole.told, whole.today, wrote=reader(audience).wrote)
    tables = dict(tables_of(source, frozenset(table.name for table in TABLES)))
    return Seen(tables, whole.corpus.policy, whole.today, source, whole)


def closed_register(found: Closed) -> Register:
    """What the table of figures is made from: closed months, and no audit at all."""
    nobody, day = Corpus(policy=found.policy), found.months[-1].close if found.months else date.min
    return replace(register(nobody, History(Outcome.COMPLETE), day, wrote=False), closed=found.months)


def tables_of(source: Register, names: Collection[str]) -> Iterator[tuple[str, tuple[Table, tuple[Row, ...]]]]:
    """The tables of these names with their rows, as whoever the register is for may read them."""
    for table in (table.seen(source.wrote) for table in TABLES if table.name in names):
        yield table.name, (table, tuple(table.rows(source)))


def _formats(text: str) -> tuple[str, ...]:
    """The formats in a list such as csv,xlsx; Stop(2) for one that is not known."""
    asked = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for name in asked:
        if name not in EVERY:
            raise Stop(USAGE, f"there is no format {name}{ending(name, EVERY)} There are {listing(EVERY)}.")
    if not asked:
        raise Stop(USAGE, f"--format names no format; there are {listing(EVERY)}.")
    return asked
