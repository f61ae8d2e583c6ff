"""Dates as a case file holds them: kept to the form's timescales where the work was good, missed where it was not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from casekit.days import Length
from casekit.model.law import Law, Timescale
from casekit.rubric.model import DateTest, Rubric
from casekit.workdays import WORKING

DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.0, "years": 360.0, "same day": 1.0, WORKING: 1.0}
"""Days in a unit, never more than there are, so that a rhythm made with them keeps within the form's own lengths."""

NO_LAW = Law()

SHOWN = 400
"""So many days back from the end of the period a rhythm is written down, and its last day before them."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form and the law ask of one kind of date: the newest within so many days, so many of them in a window,
    and a rhythm (first, second and every, in days) that runs from the first day of another date.
    """

    within: float | None = None
    number: int = 1
    first: float | None = None
    second: float | None = None
    every: float | None = None
    anchor: str = ""


@dataclass(slots=True)
class Timescales:
    """All that one form asks of its dates. starts: the dates from which others are counted; each is one day.

    law: what the law asks of them besides.
    """

    wishes: dict[str, Wish] = field(default_factory=dict)
    starts: frozenset[str] = frozenset()
    law: Law = Law()

    def make(self, id: str, kept: bool, end: date, known: Mapping[str, list[date]], chance: Random) -> list[date]:
        """The days of one date, oldest first, none after end; kept: whether the form's timescales are met."""
        if id in self.starts:
            return [end - timedelta(days=chance.randint(70, 500))]
        wish = self.wishes.get(id)
        if wish is None:
            return [
                end - timedelta(days=chance.randint(400, 560) if chance.random() < 0.1 else chance.randint(25, 330))
            ]
        if wish.anchor:
            start = (known.get(wish.anchor) or [end - timedelta(days=300)])[0]
            return _rhythm(wish, kept, start, end, chance)
        return _recent(wish, kept, end, chance)


def timescales(rubric: Rubric, law: Law = NO_LAW) -> Timescales:
    """What the form's questions and the law ask of its dates; where several ask, the strictest."""
    made = Timescales(law=law)
    for test in _tests(rubric):
        made.wishes[test.date] = _stricter(made.wishes.get(test.date, Wish()), test)
    for scale in law.timescales:
        for id in law.dates.get(scale.event, ()):
            if id in made.wishes:
                made.wishes[id] = _by_law(made.wishes[id], scale)
    made.starts = frozenset(wish.anchor for wish in made.wishes.values() if wish.anchor)
    return made


def _tests(rubric: Rubric) -> Iterator[DateTest]:
    for question in rubric.questions().values():
        yield from question.agrees_with


def _stricter(wish: Wish, test: DateTest) -> Wish:
    days = {key: _days(value) for key, value in test.test.items() if isinstance(value, Length)}
    number = test.test.get("at_least")
    return Wish(
        within=_least(wish.within, days.get("within")),
        number=max(wish.number, number if isinstance(number, int) else 1),
        first=_least(wish.first, days.get("first_within")),
        second=wish.second,
        every=_least(wish.every, days.get("every")),
        anchor=wish.anchor or str(test.test.get("after") or test.test.get("from") or ""),
    )


def _by_law(wish: Wish, scale: Timescale) -> Wish:
    days = _days(scale.within)
    return replace(
        wish,
        first=_least(wish.first, days) if scale.kind == "first" else wish.first,
        second=_least(wish.second, days) if scale.kind == "second" else wish.second,
        every=_least(wish.every, days) if scale.kind == "every" else wish.every,
    )


def _days(length: Length) -> float:
    return length.number * DAYS[length.unit]


def _least(one: float | None, other: float | None) -> float | None:
    known = [value for value in (one, other) if value is not None]
    return min(known) if known else None


def _recent(wish: Wish, kept: bool, end: date, chance: Random) -> list[date]:
    """So many days spread over the window; missed: the newest of them is too long ago."""
    window = wish.within or 90.0
    if not kept:
        return [end - timedelta(days=round(window * (1.25 + chance.random())))]
    share = min(window / wish.number, (wish.every or window) / 1.75)
    back = sorted((share * (place + 0.1 + 0.75 * chance.random()) for place in range(wish.number)), reverse=True)
    return [end - timedelta(days=int(days)) for days in back]


def _rhythm(wish: Wish, kept: bool, start: date, end: date, chance: Random) -> list[date]:
    """From the start at the form's rhythm; missed: with a hole in it that lies inside the period."""
    every = wish.every or wish.first or 30.0
    day = start + timedelta(days=int((wish.first or every) * (0.8 + 0.15 * chance.random())))
    made: list[date] = []
    while day <= end:
        made.append(day)
        gap = wish.second if wish.second and len(made) == 1 else every
        day += timedelta(days=int(gap * (0.8 + 0.17 * chance.random())))
    shown = [d for d in made if (end - d).days <= SHOWN]
    made = made[-len(shown) - 1 :] if len(made) > len(shown) else shown
    if kept or not made:
        return made
    return [d for d in made if (end - d).days > every * 1.3]
