"""Who audits in a month and how often, by role (D1); what they audited in the year before; who is exempt."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from casekit.model.people import People, Person
from casekit.model.programme import Exempted
from casekit.programme.draw import Seat

YEAR = 12


@dataclass(frozen=True, slots=True)
class Done:
    """An audit that somebody had: its month, the references of its children, its team, and who audited."""

    month: str
    refs: frozenset[str]
    team: str
    auditors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seats:
    """Everybody who has audits this month, and those who have none though their role has, with the reason."""

    seats: tuple[Seat, ...] = ()
    exempt: tuple[Exempted, ...] = ()
    problems: tuple[str, ...] = field(default=())


def bounds(month: str) -> tuple[date, date]:
    """The first and the last day of a month written 2026-12."""
    year, number = map(int, month.split("-"))
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def months_apart(one: str, other: str) -> int:
    """How many months lie between two, written 2026-12."""
    (a, b), (c, d) = (map(int, month.split("-")) for month in (one, other))
    return abs((a - c) * YEAR + b - d)


def expected(person: Person, roles: Mapping[str, int], on: date) -> int:
    """How many audits a month somebody's roles have on that day: the highest number, not the sum."""
    return max((roles.get(role.role, 0) for role in person.roles if role.held(on)), default=0)


def seats(
    people: People, roles: Mapping[str, int], month: str, done: Iterable[Done], joint: Iterable[tuple[str, ...]] = ()
) -> Seats:
    """The seats of a month. joint: who audit one case together; it takes one audit from each of them.

    Somebody who is exempt or has left on any day of the month has none.
    """
    first, last = bounds(month)
    places: dict[str, int] = {}
    exempt: list[Exempted] = []
    for person in people.by_id.values():
        number = expected(person, roles, first)
        if not number:
            continue
        why = next((e.why for e in person.exemptions if e.touches(first, last)), "")
        if why or not person.here(last):
            exempt.append(Exempted(person.id, why or "Left the authority."))
        else:
            places[person.id] = number
    made: list[Seat] = []
    problems: list[str] = []
    history = Past(month, tuple(done))
    for together in joint:
        lacking = [one for one in together if not places.get(one)]
        if lacking or len(set(together)) < 2:
            who = people.show(lacking[0]) if lacking else people.show(together[0])
            problems.append(f"{who} has no audit left this month that could be done jointly with another auditor.")
            continue
        for one in together:
            places[one] -= 1
        made.append(history.seat(together, 1))
    made += [history.seat((one,), number) for one, number in places.items() if number]
    return Seats(tuple(made), tuple(exempt), tuple(problems))


@dataclass(frozen=True, slots=True)
class Past:
    """What was audited before a month."""

    month: str
    done: tuple[Done, ...]

    def seat(self, together: tuple[str, ...], places: int) -> Seat:
        """The seat of these people, with what they did in the year before."""
        theirs = [
            one
            for one in self.done
            if one.month < self.month and months_apart(one.month, self.month) < YEAR and set(together) & {*one.auditors}
        ]
        teams = Counter(one.team for one in theirs)
        return Seat(together, places, len(theirs) / max(1, places), dict(teams))

    def recent(self, window: int) -> set[str]:
        """The references that were audited less than so many months before or after."""
        return {ref for one in self.done if months_apart(one.month, self.month) < window for ref in one.refs}
