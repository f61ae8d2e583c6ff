"""Dates, times, months and numbers as people read them; no locale, no clock of the machine."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo

from casekit.days import MONTHS, written

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\Z")


def day(when: date | None) -> str:
    """ "2 May 2026", "" for none."""
    return written(when) if when else ""


def moment(when: date | datetime | None, zone: tzinfo) -> str:
    """ "2 May 2026, 14:05" in the authority's time; a bare date as a day; a time without zone as it stands."""
    if not isinstance(when, datetime):
        return day(when)
    local = when.astimezone(zone) if when.tzinfo else when
    return f"{day(local)}, {local:%H:%M}"


def sortable(when: date | datetime | None) -> str:
    """A text that sorts as the time does; "" for none."""
    if when is None:
        return ""
    if isinstance(when, datetime) and when.tzinfo:
        return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return when.isoformat()


def month(id: str) -> str:
    """ "May 2026" for 2026-05; "No month" where the folder is none."""
    found = _MONTH.match(id)
    return f"{MONTHS[int(found[2]) - 1]} {found[1]}" if found else "No month"


def month_id(id: str) -> str:
    """The month as part of an address: itself, or no-month."""
    return id if _MONTH.match(id) else "no-month"


def month_key(id: str) -> str:
    """What a month is sorted by: itself, or "" where the folder is none."""
    return id if _MONTH.match(id) else ""


def number(value: int) -> str:
    """ "1,204"."""
    return f"{value:,}"
