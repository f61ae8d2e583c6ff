"""An audit's life from git, and what changed last over all audits: who, when, what."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.corpus import AuditCase
from casekit.model.history import Event, Trust
from casekit.publish import format, names
from casekit.publish.context import Site
from casekit.publish.events import event_text, trust_note
from casekit.publish.lists import ListBody
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.tones import BAD
from casekit.register.changes import last_changes
from casekit.words import count

MOST_CHANGES = 200


def life_table(site: Site, case: AuditCase, page: str) -> Table:
    """Every event of one audit, oldest first."""
    events = site.history.events.get(case.audit.id, ())
    columns = (Column("When"), Column("What"), Column("Who"), Column("Commit"))
    rows = tuple(
        (
            Cell(format.moment(event.at, site.zone) or "Invalid date"),
            _what(site, event),
            _who(site, event, page),
            Cell(event.commit[:10]),
        )
        for event in events
    )
    return Table("life-list", "Life of this audit", columns, rows, "No commit holds this audit yet.")


def changes_rows(site: Site, page: str, most: int) -> Iterator[tuple[Cell, ...]]:
    """The newest events over all audits, newest first."""
    for event in last_changes(site.history, most):
        yield (
            Cell(format.moment(event.at, site.zone) or "Invalid date"),
            _audit(site, event, page),
            _what(site, event),
            _who(site, event, page),
        )


CHANGES = (Column("When"), Column("Audit"), Column("What"), Column("Who"))


def plan_changes(site: Site) -> Iterator[Page]:
    """The page of the newest changes."""
    rows = tuple(changes_rows(site, names.CHANGES, MOST_CHANGES))
    every = sum(len(events) for events in site.history.events.values())
    intro = f"The newest {format.number(len(rows))} of {count(every, 'event')} in the history, newest first."
    body = ListBody(intro, Table("changes", "What changed last", CHANGES, rows, "Nothing is committed yet."))
    yield Page(names.CHANGES, "list.html", "What changed last", (Link("Home", "index.html"),), body)


def _audit(site: Site, event: Event, page: str) -> Cell:
    case = site.by_id.get(event.audit)
    if case is None:
        return Cell(
            event.audit if site.reader.wrote or names.valid(event.audit) else "No valid id", note="no longer there"
        )
    link = site.audit_link(case.audit, page)
    return Cell(link.text, link.href)


def _what(site: Site, event: Event) -> Cell:
    """What the commit did; the date that the file gives, where it gives one."""
    return Cell(event_text(site, event), note=f"dated {format.day(event.on)}" if event.on else "")


def _who(site: Site, event: Event, page: str) -> Cell:
    """Who committed it, and whether the record is borne out; the commit's own name where nobody has its address."""
    link = (
        site.person(event.by, page) if event.by else Link(site.reader.said(event.author) or "not on the list of people")
    )
    return Cell(link.text, link.href, tone=BAD if event.trust is Trust.FAILED else "", note=trust_note(event))
