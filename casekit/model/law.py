"""What the law of a nation says about time, apart from any form: dated data, read from policy/statutory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from casekit.days import Length
from casekit.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Timescale:
    """One timescale of the law.

    what: the event in words, such as "the first review". event: the event that comes in time; after: the one from
    which the first and the second are counted ("" where each is counted from the one before).
    kind: "first" after the other event; "held", the same where it came about at all; "second" after the first; "every",
    from each to the next. status: the standing of a child for which it holds ("" for all): at the due day.
    below, least: the ages in years for which it holds. always: however long ago it fell due, and not only in the
    audit's period. begun: the standing's own first day counts as the other event where no date gives that.
    start, end: between which days it is law. source: where it stands.
    """

    id: str
    what: str
    event: str
    kind: str
    within: Length
    source: str
    after: str = ""
    status: str = ""
    below: int | None = None
    least: int | None = None
    always: bool = False
    begun: bool = False
    start: date | None = None
    end: date | None = None

    def held(self, on: date) -> bool:
        """Whether it was law on that day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Law:
    """The timescales of one nation, and what forms call the events and standings that they speak of.

    nation: its name. dates: event -> ids of dates of forms. types: standing -> ids of kinds of case of forms.
    """

    nation: str = ""
    timescales: tuple[Timescale, ...] = ()
    calendar: Calendar = Calendar()
    dates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    types: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
