"""What can be worked out about figures that are not shown: the range of each, from sums that everybody can see.

Exact, in fractions: the simplex method on a dictionary, with Bland's rule, so that it always ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Row = dict[str, Fraction]

ONE = Fraction(1)
SPARE = "\x00spare"
"""What begins the name of a figure that only helps to begin with."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that make it up, by name."""

    total: str
    parts: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


def equations(
    sums: Iterable[Sum], shown: Mapping[str, int | Fraction], least: Mapping[str, int | Fraction]
) -> Iterator[tuple[Row, Fraction]]:
    """What each sum says of the figures that are not shown, over their least: their weights, and what these come to."""
    for one in sums:
        row: Row = {}
        right = Fraction(0)
        for name, weight in ((one.total, -ONE), *((part, ONE) for part in one.parts)):
            if name in shown:
                right -= weight * shown[name]
            else:
                row[name] = row.get(name, Fraction(0)) + weight
                right -= weight * least.get(name, 0)
        row = {name: weight for name, weight in row.items() if weight}
        if row:
            yield row, right


@dataclass(slots=True)
class Room:
    """All values that the figures not shown can have: none is under its least (nought unless said), every sum holds.

    rows: each figure that depends on others, as its number and its weights on them. Every point that is passed is a
    whole set of values that fits. Numbers in rows are over the least.
    """

    rows: dict[str, tuple[Fraction, Row]] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    least: Mapping[str, int | Fraction] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        sums: Sequence[Sum],
        shown: Mapping[str, int | Fraction],
        least: Mapping[str, int | Fraction] | None = None,
    ) -> Room:
        """The room that the sums leave; ValueError where no values fit."""
        room = cls(least=least or {})
        spare = []
        for number, (row, right) in enumerate(equations(sums, shown, room.least)):
            sign = -1 if right < 0 else 1
            name = f"{SPARE}{number}"
            spare.append(name)
            room.rows[name] = (sign * right, {figure: -sign * weight for figure, weight in row.items()})
        for name in [*dict.fromkeys(figure for _, row in room.rows.values() for figure in row), *spare]:
            room.order[name] = len(room.order)
        room._begin(spare)
        return room

    def values(self) -> dict[str, Fraction]:
        """One set of values that fits: what depends on others has its number, everything else is at its least."""
        return {
            name: (self.rows[name][0] if name in self.rows else 0) + Fraction(self.least.get(name, 0))
            for name in self.order
        }

    def climb(self, name: str, sign: int, enough: Fraction | None = None) -> Fraction | None:
        """The most (sign 1) or the least (sign -1) that a figure can be; None where nothing ends it.

        enough: no further than to here.
        """
        while True:
            number, row = self.rows.get(name, (Fraction(0), {name: ONE}))
            number += self.least.get(name, 0)
            if enough is not None and sign * number >= sign * enough:
                return number
            better = [figure for figure, weight in row.items() if sign * weight > 0]
            if not better:
                return number
            into = min(better, key=self.order.__getitem__)
            leaves = self._first_at_nought(into)
            if leaves is None:
                return None
            self._swap(leaves, into)

    def _first_at_nought(self, into: str) -> str | None:
        ratios = [
            (number / -row[into], self.order[name], name)
            for name, (number, row) in self.rows.items()
            if row.get(into, 0) < 0
        ]
        return min(ratios)[2] if ratios else None

    def _swap(self, leaves: str, into: str) -> None:
        number, row = self.rows.pop(leaves)
        weight = row.pop(into)
        fresh: Row = {figure: -other / weight for figure, other in row.items()}
        fresh[leaves] = ONE / weight
        value = -number / weight
        for name, (old, other) in self.rows.items():
            times = other.pop(into, None)
            if times is None:
                continue
            for figure, add in fresh.items():
                total = other.get(figure, Fraction(0)) + times * add
                if total:
                    other[figure] = total
                else:
                    other.pop(figure, None)
            self.rows[name] = (old + times * value, other)
        self.rows[into] = (value, fresh)

    def _begin(self, spare: Sequence[str]) -> None:
        """A first set of values that fits: every spare figure is brought down to nought and taken out."""
        for name in spare:
            if name in self.rows and self.climb(name, -1):
                raise ValueError("no values fit these sums")
            if name in self.rows:
                row = self.rows[name][1]
                into = next((figure for figure in row if not figure.startswith(SPARE)), None)
                if into is None:
                    del self.rows[name]
                else:
                    self._swap(name, into)
            for _, row in self.rows.values():
                row.pop(name, None)
        self.order = {name: place for name, place in self.order.items() if not name.startswith(SPARE)}
