"""Days as a calendar file (RFC 5545) that calendar programs take in; sent again, an entry replaces itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from casekit.programme.notices import Day

NOWHERE = "casekit.invalid"


def calendar(days: Iterable[Day], on: date) -> bytes:
    """The calendar; the same bytes for the same days on the same day. Nobody's time is blocked by an entry."""
    made = Calendar()
    made.add("prodid", "-//casekit//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for day in sorted(days, key=lambda day: (day.on, day.key)):
        event = Event()
        event.add("uid", f"{day.key}@{NOWHERE}")
        event.add("dtstamp", datetime.combine(on, time(8), UTC))
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1) if day.on < date.max else day.on)
        event.add("summary", day.what)
        event.add("transp", "TRANSPARENT")
        if day.times:
            event.add("sequence", day.times)
        if day.off:
            event.add("status", "CANCELLED")
        made.add_component(event)
    return bytes(made.to_ical())
