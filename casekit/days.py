"""Days and lengths of time as people say them: reading them, adding months, counting how far apart."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from casekit.words import count, listing

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
UNITS = ("days", "weeks", "months", "years")
SAME_DAY = "same day"

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})")
_LENGTH = re.compile(r"([1-9][0-9]{0,2}) (day|week|month|year)s?")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as people say it.

    number: 1 to 999, or 0 where unit is "same day". unit: "days", "weeks", "months", "years" or "same day".
    """

    number: int
    unit: str

    def __str__(self) -> str:
        if self.unit == SAME_DAY:
            return "the same day"
        unit = self.unit if self.number != 1 else self.unit.removesuffix("s")
        return f"{self.number} {unit}"


def parse_day(text: object) -> date | None:
    """The day written as YYYY-MM-DD, or None for anything else, 30 February included."""
    return _parsed(text) if isinstance(text, str) else None


@lru_cache(maxsize=4096)
def _parsed(text: str) -> date | None:
    """Remembered: the same days stand in many audits, and several times in each."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def parse_month(text: object) -> tuple[date, date] | None:
    """The first and the last day of the month written as YYYY-MM, or None for anything else."""
    first = parse_day(f"{text}-01") if isinstance(text, str) else None
    return None if first is None else (first, date(first.year, first.month, monthrange(first.year, first.month)[1]))


def parse_moment(text: object) -> datetime | None:
    """The moment written as YYYY-MM-DDTHH:MM on the local clock, or None for anything else."""
    found = _MOMENT.fullmatch(text) if isinstance(text, str) else None
    day = parse_day(found[1]) if found else None
    if found is None or day is None or int(found[2]) > 23 or int(found[3]) > 59:
        return None
    return datetime(day.year, day.month, day.day, int(found[2]), int(found[3]))


def parse_length(text: object) -> Length | None:
    """The length written as "6 weeks", "1 month", "same day" and the like; None for anything else."""
    if text == SAME_DAY:
        return Length(0, SAME_DAY)
    found = _LENGTH.fullmatch(text) if isinstance(text, str) else None
    return Length(int(found[1]), f"{found[2]}s") if found else None


def plus_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day; months may be negative.

    Beyond the years 1 and 9999 the first or the last day that there is.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plus(day: date, length: Length) -> date:
    """The day so much later; months and years clamp (31 January and 1 month is 28 or 29 February)."""
    return _shift(day, length, 1)


def less(day: date, length: Length) -> date:
    """The day so much earlier; months and years clamp (31 May less 3 months is 28 or 29 February)."""
    return _shift(day, length, -1)


def _shift(day: date, length: Length, sign: int) -> date:
    if length.unit == "months":
        return plus_months(day, sign * length.number)
    if length.unit == "years":
        return plus_months(day, sign * length.number * 12)
    days = sign * length.number * (7 if length.unit == "weeks" else 1)
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if sign > 0 else date.min


def month_end(month: str) -> date:
    """The last day of a month written YYYY-MM."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


def written(day: date) -> str:
    """ "2 May 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def apart(one: date, other: date) -> str:
    """How far apart two days are, as people count: "the same day", "20 days", "5 months and 3 days"."""
    first, last = min(one, other), max(one, other)
    months = (last.year - first.year) * 12 + last.month - first.month
    if plus_months(first, months) > last:
        months -= 1
    days = (last - plus_months(first, months)).days
    years, months = divmod(months, 12) if months >= 24 else (0, months)
    parts = [count(n, unit) for n, unit in ((years, "year"), (months, "month"), (days, "day")) if n]
    return listing(parts) or "the same day"
