"""Immediate concerns: when each was noticed and told, when something was done, and whether it is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, tzinfo

from casekit.model.audit import Concern
from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.tones import BAD
from casekit.publish.which import WHICH, audit_cells
from casekit.words import count

OPEN, CLOSED = "Open", "Closed"


def plan_concerns(site: Site) -> Iterator[Page]:
    """Every immediate concern: when it was noticed and told, when something was done, and whether it is closed."""
    raised = [(case, concern) for case in site.corpus.audits for concern in case.audit.concerns]
    raised.sort(key=lambda one: (format.sortable(one[1].noticed), one[0].audit.path), reverse=True)
    heads = (
        *WHICH,
        Column("Noticed"),
        Column("First told"),
        Column("Told after", "number"),
        Column("Response"),
        Column("State", choose=True),
    )
    rows = tuple(_concern(site, case, concern) for case, concern in raised)
    table = Table("concerns", "Immediate concerns, newest first", heads, rows, "None is on record.", tools=True)
    yield from listing(
        names.CONCERNS,
        "Immediate concerns",
        (Link("Home", "index.html"),),
        ListBody(_told_of(site, [c for _, c in raised]), table),
    )


def _told_of(site: Site, raised: list[Concern]) -> str:
    """All concerns in a few sentences: closed, answered on the same day, and what is not on record."""
    if not raised:
        return "No immediate concern is on record."
    still = sum(concern.closed is None for concern in raised)
    same = sum(days_between(concern.noticed, concern.response_at, site.zone) == 0 for concern in raised)
    said = [
        f"{count(len(raised), 'immediate concern')} on record, {still or 'none'} not yet closed.",
        f"Something was done on the day on which it was noticed: {same} of {len(raised)}.",
    ]
    if silent := sum(not told(concern) for concern in raised):
        said.append(f"Nobody told, as far as is on record: {silent}.")
    if none := sum(concern.response_at is None for concern in raised):
        said.append(f"No response on record: {none}.")
    return " ".join(said)


def _concern(site: Site, case: AuditCase, concern: Concern) -> tuple[Cell, ...]:
    audit, month, team = audit_cells(site, case, names.CONCERNS)
    first = told(concern)
    minutes = minutes_between(concern.noticed, first)
    days = days_between(concern.noticed, concern.response_at, site.zone)
    return (
        Cell(audit.text, f"{audit.href}#concerns", kind="whole"),
        month,
        team,
        Cell(format.moment(concern.noticed, site.zone) or "Not on record", key=format.sortable(concern.noticed)),
        Cell(format.moment(first, site.zone) or "Not on record", tone="" if first else BAD, key=format.sortable(first)),
        Cell(_long(minutes), key="" if minutes is None else f"{minutes:.0f}", kind="number"),
        Cell(
            format.moment(concern.response_at, site.zone) or "None on record",
            tone="" if concern.response_at else BAD,
            key=format.sortable(concern.response_at),
            note=_later(days),
        ),
        Cell(CLOSED if concern.closed else OPEN, tone="" if concern.closed else BAD, note=format.day(concern.closed)),
    )


def told(concern: Concern) -> date | datetime | None:
    """When somebody was first told; None where no time is on record."""
    times = [one.at for one in concern.told if one.at is not None]
    return min(times, key=format.sortable, default=None)


def days_between(start: date | datetime | None, end: date | datetime | None, zone: tzinfo) -> int | None:
    """Days from one civil day to another, by the council's clock; None where one is not on record."""
    if start is None or end is None:
        return None
    return (_civil(end, zone) - _civil(start, zone)).days


def _civil(when: date | datetime, zone: tzinfo) -> date:
    if not isinstance(when, datetime):
        return when
    return (when.astimezone(zone) if when.tzinfo else when).date()


def _later(days: int | None) -> str:
    """ "the same day", "2 days later"; "" where nothing can be said."""
    if days is None or days < 0:
        return ""
    return f"{count(days, 'day')} later" if days else "the same day"


def _long(minutes: float | None) -> str:
    """ "35 minutes", "2 hours 5 minutes"; "" where nothing can be said."""
    if minutes is None:
        return ""
    if minutes < 0:
        return "told before it was noticed"
    hours, rest = divmod(round(minutes), 60)
    parts = [count(hours, "hour")] if hours else []
    return " ".join([*parts, count(rest, "minute")] if rest or not parts else parts)


def minutes_between(start: date | datetime | None, end: date | datetime | None) -> float | None:
    """Minutes from one time of day to another; None where one has none, or where they cannot be compared."""
    if (
        not isinstance(start, datetime)
        or not isinstance(end, datetime)
        or (start.tzinfo is None) != (end.tzinfo is None)
    ):
        return None
    return (end - start).total_seconds() / 60
