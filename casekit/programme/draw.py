"""The draw: which cases are audited, and by whom; the same from the same inputs on every computer.

The order is by SHA-256 of seed, month and reference. Teams and kinds of case are drawn in proportion to the list, and
auditors are matched so that as many audits as can be are given out: nobody audits what they are barred from, nobody
more than their role has.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from casekit.model.programme import ListedCase

Stratum = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who audits, or several who do it jointly; people: their ids, who leads it first.

    places: how many audits they can have. load: audits they had in the last year, for each that was expected.
    teams: how many of them were of which team.
    """

    people: tuple[str, ...]
    places: int
    load: float = 0.0
    teams: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn: cases with their seats in the order of the draw, the reserve, and the seats left with places.

    unmatched: cases that were drawn and that nobody free may audit.
    """

    given: tuple[tuple[ListedCase, Seat], ...] = ()
    reserve: tuple[ListedCase, ...] = ()
    short: tuple[tuple[Seat, int], ...] = ()
    unmatched: tuple[ListedCase, ...] = ()


Barred = Callable[[ListedCase, Seat], bool]


def rank(*parts: str) -> str:
    """The place in the order of the draw: SHA-256 of the parts, each on a line."""
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


def draw(
    cases: Sequence[ListedCase], seats: Sequence[Seat], wanted: int, reserve: int, key: tuple[str, str], barred: Barred
) -> Draw:
    """The draw of so many audits from these cases, all of which may be audited. key: seed and month.

    Where fewer can be given out than wanted, that many fewer are; no other draw would give out more.
    """
    order = sorted(cases, key=lambda case: rank(*key, case.ref))
    chosen, others = _stratified(order, wanted, key)
    matching = _Matching(seats, key, barred, sum(seat.places for seat in seats) <= wanted)
    missing: dict[Stratum, int] = Counter()
    unmatched: list[ListedCase] = []
    for case in chosen:
        if not matching.add(case):
            missing[case.stratum] += 1
            unmatched.append(case)
    again: list[ListedCase] = []
    for case in others:
        if missing[case.stratum] and matching.add(case):
            missing[case.stratum] -= 1
        else:
            again.append(case)
    left: list[ListedCase] = []
    for case in again:
        if matching.size >= wanted or not matching.add(case):
            left.append(case)
    given = sorted(matching.given(), key=lambda pair: rank(*key, pair[0].ref))
    return Draw(tuple(given), tuple(left[:reserve]), tuple(matching.free()), tuple(unmatched))


def _stratified(
    order: Sequence[ListedCase], wanted: int, key: tuple[str, str]
) -> tuple[list[ListedCase], list[ListedCase]]:
    """The cases drawn, by team and kind in proportion to the list; and the others. Both in the order of the draw."""
    strata: dict[Stratum, list[ListedCase]] = defaultdict(list)
    for case in order:
        strata[case.stratum].append(case)
    wanted = min(wanted, len(order))
    shares = {stratum: len(held) * wanted // len(order) for stratum, held in strata.items()} if order else {}
    rest = sorted(strata, key=lambda s: (-(len(strata[s]) * wanted % len(order)), rank(*key, *s)))
    for stratum in rest[: wanted - sum(shares.values())]:
        shares[stratum] += 1
    taken = {case.ref for stratum, held in strata.items() for case in held[: shares[stratum]]}
    return [case for case in order if case.ref in taken], [case for case in order if case.ref not in taken]


class _Matching:
    """Cases and seats, matched so that nobody who has an audit ever loses it again, but for another of the draw."""

    def __init__(self, seats: Sequence[Seat], key: tuple[str, str], barred: Barred, full: bool) -> None:
        self._seats = list(seats)
        self._key = key
        self._barred = barred
        self._full = full
        self._held: list[list[ListedCase]] = [[] for _ in seats]
        self._dead: set[int] = set()
        self._likes: dict[str, list[int]] = {}
        self.size = 0

    def add(self, case: ListedCase) -> bool:
        """Whether the case found a seat, perhaps by moving others to another seat that they may have too."""
        came: dict[int, tuple[ListedCase, int | None]] = {}
        waiting = self._wished(case, None, came)
        for place in waiting:
            if len(self._held[place]) < self._seats[place].places:
                self._move(place, came)
                self.size += 1
                return True
            for other in self._held[place]:
                waiting += self._wished(other, place, came)
        self._dead |= set(came)  # none of these will ever be free again, whatever else is drawn
        return False

    def given(self) -> list[tuple[ListedCase, Seat]]:
        """Every case with its seat."""
        return [(case, seat) for seat, held in zip(self._seats, self._held, strict=True) for case in held]

    def free(self) -> list[tuple[Seat, int]]:
        """The seats that have places left, and how many."""
        left = [(seat, seat.places - len(held)) for seat, held in zip(self._seats, self._held, strict=True)]
        return [(seat, number) for seat, number in left if number]

    def _wished(self, case: ListedCase, at: int | None, came: dict[int, tuple[ListedCase, int | None]]) -> list[int]:
        """The seats that the case could go to and that nobody has looked at yet. at: where it sits now."""
        new = [place for place in self._order(case) if place not in came and place not in self._dead]
        came.update((place, (case, at)) for place in new)
        return new

    def _move(self, place: int, came: dict[int, tuple[ListedCase, int | None]]) -> None:
        """Everybody on the way to the free seat moves up by one."""
        at: int | None = place
        while at is not None:
            case, before = came[at]
            self._held[at].append(case)
            if before is not None:
                self._held[before].remove(case)
            at = before

    def _order(self, case: ListedCase) -> list[int]:
        """The seats that may have the case: those with the least work first, then those who know its team least."""
        if case.ref not in self._likes:
            able = [n for n, seat in enumerate(self._seats) if seat.places and not self._barred(case, seat)]

            def liking(place: int) -> tuple[float, int, str]:
                seat = self._seats[place]
                load = 0.0 if self._full else seat.load
                return load, seat.teams.get(case.team, 0), rank(*self._key, case.ref, *seat.people)

            self._likes[case.ref] = sorted(able, key=liking)
        return self._likes[case.ref]
