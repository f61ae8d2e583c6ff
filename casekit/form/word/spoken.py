"""Days and moments as people write them into a document, taken only where there is one way to read them."""

from __future__ import annotations

import re
from datetime import date

from casekit.days import MONTHS, parse_day, parse_moment

_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_WORDS = re.compile(r"(?:[A-Za-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Za-z]{3,9})\.?,? (\d{4})")
_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_TIME = re.compile(r"(.+?)(?:,| at|,? -)? (\d{1,2})[:.](\d{2})(?: ?([ap])\.?m\.?)?", re.IGNORECASE)


def spoken_day(text: str) -> str:
    """The day as 2026-10-15; "" where it is none. Of two numbers the first is the day, as everywhere in Britain."""
    said = " ".join(text.split())
    if parse_day(said):
        return said
    if found := _NUMBERS.fullmatch(said):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return _made(year, int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(said):
        return _made(int(found[3]), _month(found[2]), int(found[1]))
    if found := _FIRST.fullmatch(said):
        return _made(int(found[3]), _month(found[1]), int(found[2]))
    return ""


def spoken_moment(text: str) -> str:
    """The moment as 2026-10-15T10:40, or the day where no time is given; "" where it is neither."""
    said = " ".join(text.split())
    if parse_moment(said):
        return said
    found = _TIME.fullmatch(said)
    if not found:
        return spoken_day(said)
    day, hour = spoken_day(found[1]), int(found[2])
    if found[4] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found[4].casefold() == "p" else 0)
    moment = f"{day}T{hour:02}:{found[3]}"
    return moment if day and parse_moment(moment) else ""


def _month(name: str) -> int:
    """The number of the month, by its name or the first letters of it; 0 for none."""
    said = name.casefold()
    known = [n for n, month in enumerate(MONTHS, 1) if month.casefold().startswith(said)]
    return known[0] if len(said) >= 3 and known else 0


def _made(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
