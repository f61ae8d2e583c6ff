"""Which of two lengths of time is the longer whatever the calendar, and what date tests say by them."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.days import Length
from casekit.rubric.model import Json

_DAYS = {"days": (1, 1), "weeks": (7, 7), "months": (28, 31), "years": (365, 366), "same day": (0, 0)}
"""Fewest and most days of each unit."""


def surely_within(one: Length, other: Length) -> bool:
    """Whether the first length is never longer than the other, on whatever day one begins to count."""
    months = {"months": 1, "years": 12}
    if one.unit in months and other.unit in months:
        return one.number * months[one.unit] <= other.number * months[other.unit]
    return one.number * _DAYS[one.unit][1] <= other.number * _DAYS[other.unit][0]


def recent(test: Mapping[str, Json]) -> tuple[int, Length] | None:
    """How many days must lie within which length; None for any other test."""
    length, number = test.get("within"), test.get("at_least", 1)
    return (number, length) if isinstance(length, Length) and isinstance(number, int) else None


def stale(test: Mapping[str, Json]) -> Length | None:
    """The length that the last day must lie back at the least; None for any other test."""
    length = test.get("older_than")
    return length if isinstance(length, Length) else None
