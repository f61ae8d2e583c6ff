"""An audit's life from git, and what changed last over all audits: who, when, what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casekit.model.corpus import AuditCase
from casekit.model.history import Trust
from casekit.publish import format, names
from casekit.publish.context import Site
from casekit.publish.events import told
from casekit.publish.lists import ListBody
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.tones import BAD
from casekit.register.changes import Change, changes, last_changes
from casekit.words import count

MOST_CHANGES = 200
COLUMNS = (Column("When"), Column("Audit"), Column("What"), Column("Who"))
"""The columns of changes over all audits."""
LIFE = (Column("When"), Column("What"), Column("Who"), Column("Commit"))
"""The columns of a life from git."""


def life_table(site: Site, case: AuditCase) -> Table:
    """What each commit did to one audit, oldest first."""
    rows = tuple(life_rows(site, changes(site.history.of(case.audit.id)), site.names.audits[case.audit.path]))
    return Table("life-list", "Life of this audit", LIFE, rows, "No commit holds this audit yet.")


def life_rows(site: Site, some: Iterable[Change], page: str) -> Iterator[tuple[Cell, ...]]:
    """When, what, who and in which commit."""
    for change in some:
        lines = Cell("", lines=told(site, change))
        yield _when(site, change), lines, _who(site, change, page), Cell(change.first.commit[:10])


def changes_rows(site: Site, page: str, most: int) -> Iterator[tuple[Cell, ...]]:
    """The newest changes over all audits, newest first."""
    for change in last_changes(site.history, most):
        lines = told(site, change, brief=True)
        yield _when(site, change), _audit(site, change, page), Cell("", lines=lines), _who(site, change, page)


def plan_changes(site: Site) -> Iterator[Page]:
    """The page of the newest changes."""
    rows = tuple(changes_rows(site, names.CHANGES, MOST_CHANGES))
    every = sum(len(changes(events)) for events in site.history.events.values())
    intro = f"The newest {format.number(len(rows))} of {count(every, 'change')} in the history, newest first."
    body = ListBody(intro, Table("changes", "What changed last", COLUMNS, rows, "Nothing is committed yet."))
    yield Page(names.CHANGES, "list.html", "What changed last", (Link("Home", "index.html"),), body)


def _when(site: Site, change: Change) -> Cell:
    return Cell(format.moment(change.first.at, site.zone) or "Invalid date", kind="whole")


def _audit(site: Site, change: Change, page: str) -> Cell:
    """The audit as it is now: its page, the page of a file that could not be read, or that it is gone."""
    audit = change.first.audit
    case = site.by_id.get(audit)
    if case is not None:
        link = site.audit_link(case.audit, page)
        return Cell(link.text, link.href, kind="whole")
    shown = audit if site.reader.wrote or names.valid(audit) else "No valid id"
    path = site.history.of(audit)[-1].path
    if path in site.unread:
        return Cell(shown, names.up(page, site.names.broken.get(path, "")), note=site.unread[path], kind="whole")
    return Cell(shown, note="no longer there", kind="whole")


def _who(site: Site, change: Change, page: str) -> Cell:
    """Who committed it; the commit's own name where nobody on the list has its address."""
    event = change.first
    if site.hides(event.audit):
        return Cell("not shown")
    failed = any(event.trust is Trust.FAILED for event in change.events)
    link = (
        site.person(event.by, page) if event.by else Link(site.reader.said(event.author) or "not on the list of people")
    )
    return Cell(link.text, link.href, tone=BAD if failed else "")
