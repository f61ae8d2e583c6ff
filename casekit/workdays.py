"""Working days: which days nobody works, and counting over them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from casekit.days import Length, parse_length, plus

WORKING = "working days"
"""The unit of a length that is counted in working days."""

FEWEST = 8
"""No part of the kingdom has fewer bank holidays in a year."""

_ENDS = f" {WORKING}"
_FRIDAY = 4


def parse_span(text: object) -> Length | None:
    """A length as people say it, "20 working days" among them; None for anything else."""
    if isinstance(text, str) and text.endswith(_ENDS):
        days = parse_length(f"{text.removesuffix(_ENDS)} days")
        return Length(days.number, WORKING) if days else None
    return parse_length(text)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which nobody works besides Saturdays and Sundays: closed.

    Only years that have as many of them as any year has can be counted through: of another year nobody has entered
    all the bank holidays yet.
    """

    closed: frozenset[date] = frozenset()
    years: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        known = Counter(day.year for day in self.closed)
        object.__setattr__(self, "years", frozenset(year for year, days in known.items() if days >= FEWEST))

    def works(self, day: date) -> bool:
        """Whether it is a working day."""
        return day.weekday() <= _FRIDAY and day not in self.closed

    def after(self, day: date, number: int) -> date | None:
        """The so-manieth working day after the day; None where the count runs through a year that is not known."""
        while number > 0:
            day += timedelta(days=1)
            if day.year not in self.years:
                return None
            number -= self.works(day)
        return day

    def plus(self, day: date, length: Length) -> date | None:
        """The day so much later; None where that cannot be told."""
        return self.after(day, length.number) if length.unit == WORKING else plus(day, length)
