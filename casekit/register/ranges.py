"""Which values each figure that is not shown can have, exactly, and quickly where sums form a tree, as most do.

A figure in one sum only is known by what the others in that sum can be. Sum by sum, such figures are taken off from
the outside; for the few sums that remain, which run in circles, the simplex method finds the ranges; and then what was
taken off gets its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from casekit.register.bounds import Room, Sum

Number = int | Fraction
"""Whole numbers stay such as long as they can: they are many times faster."""
Row = dict[str, int]

TOP = "\x00top "
"""What begins the names of the figures that say how much another can be at the most."""


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high; high is None where nothing ends it."""

    low: Number
    high: Number | None

    def within(self, other: Range) -> Range:
        """What both hold."""
        ends = [end for end in (self.high, other.high) if end is not None]
        return Range(max(self.low, other.low), min(ends) if ends else None)


def ranges(
    names: Collection[str],
    sums: Sequence[Sum],
    known: Mapping[str, Number],
    least: Mapping[str, Number],
    most: Mapping[str, Number] | None = None,
) -> dict[str, Range]:
    """The range of each of these figures; ValueError where no values fit.

    least: what they are at the least, else 0; most: what those that have such a bound are at the most.
    """
    ends = most or {}
    found = {name: Range(0, ends[name] - least.get(name, 0) if name in ends else None) for name in names}
    rows = {place: said for place, one in enumerate(sums) if (said := _row(one, known, least))[0]}
    off: list[tuple[Row, Number, str]] = []
    holding: dict[str, set[int]] = {name: set() for name in names}
    for place, (row, _) in rows.items():
        for name in row:
            holding[name].add(place)
    ready = list(rows)
    while ready:
        place = ready.pop()
        inner = [name for name in rows[place][0] if len(holding[name]) > 1] if place in rows else []
        if place not in rows or len(inner) > 1:
            continue
        row, right = rows.pop(place)
        for name in row:
            holding[name].discard(place)
        to = inner[0] if inner else next(iter(row))
        found[to] = _of(to, row, right, found)
        off.append((row, right, to))
        ready += holding[to] if len(holding[to]) == 1 else ()
    if rows:
        found |= _circles([sums[place] for place in rows], known, least, found)
    for row, right, to in reversed(off):
        found |= {name: _of(name, row, right, found) for name in row if name != to}
    return {name: _up(one, least.get(name, 0)) for name, one in found.items()}


def _row(one: Sum, known: Mapping[str, Number], least: Mapping[str, Number]) -> tuple[Row, Number]:
    """What a sum says of the figures that are not shown, over their least: their weights, and what these come to."""
    row: Row = {}
    right: Number = 0
    for name, weight in ((one.total, -1), *((part, 1) for part in one.parts)):
        if name in known:
            right -= weight * known[name]
        else:
            row[name] = row.get(name, 0) + weight
            right -= weight * least.get(name, 0)
    return {name: weight for name, weight in row.items() if weight}, right


def _over(number: Number, weight: int) -> Number:
    return number * weight if weight in (1, -1) else Fraction(number) / weight


def _up(one: Range, least: Number) -> Range:
    return Range(one.low + least, None if one.high is None else one.high + least)


def _of(name: str, row: Row, right: Number, found: Mapping[str, Range]) -> Range:
    """What a figure can be, given its row and what the others in it can be."""
    low: Number | None = right
    high: Number | None = right
    for other, weight in row.items():
        if other != name:
            one = found[other]
            small, large = (one.low, one.high) if weight > 0 else (one.high, one.low)
            low = None if low is None or large is None else low - weight * large
            high = None if high is None or small is None else high - weight * small
    own = row[name]
    if own < 0:
        low, high = high, low
    least = 0 if low is None else max(0, _over(low, own))
    made = found[name].within(Range(least, None if high is None else _over(high, own)))
    if made.high is not None and made.high < made.low:
        raise ValueError("no values fit these sums")
    return made


def _circles(
    sums: Sequence[Sum],
    known: Mapping[str, Number],
    least: Mapping[str, Number],
    found: Mapping[str, Range],
) -> dict[str, Range]:
    """The ranges of figures in sums that run in circles, each at the same time within what is known of it already."""
    names = {name for one in sums for name in one.names if name in found}
    under = {name: found[name].low + least.get(name, 0) for name in names}
    tops = {name: end + least.get(name, 0) for name in names if (end := found[name].high) is not None}
    ends = [Sum(f"{TOP}{name}", (name, f"{TOP}rest {name}")) for name in tops]
    room = Room.of([*sums, *ends], {**known, **{f"{TOP}{name}": end for name, end in tops.items()}}, under)
    out = {}
    for name in sorted(names):
        low, high = room.climb(name, -1), room.climb(name, 1)
        assert low is not None  # nothing is below its least
        own = least.get(name, 0)
        out[name] = Range(low - own, None if high is None else high - own)
    return out
