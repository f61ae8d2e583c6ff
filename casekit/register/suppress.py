"""Small numbers in figures that leave the team: which are not shown, so that nobody can work one of them out.

All tables that are published together are one set of figures with the sums that hold between them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from casekit.register.bounds import Room, Sum


@dataclass(frozen=True, slots=True)
class Profile:
    """How small numbers are treated. From 1 up to most a figure is not shown; mark stands in its place. 0 is shown.

    nearest: what else is rounded to that; 1 rounds nothing.
    """

    id: str
    most: int
    mark: str
    nearest: int = 1

    def small(self, number: int) -> bool:
        """Whether a figure is too small to be shown."""
        return 1 <= number <= self.most

    def rounded(self, number: int) -> int:
        """A figure as it is shown; halves go up."""
        return (2 * number + self.nearest) // (2 * self.nearest) * self.nearest

    @property
    def says(self) -> str:
        """What a reader has to know about the figures."""
        if not self.most:
            return "No figure is left out for being small."
        also = f" Other figures are rounded to the nearest {self.nearest}." if self.nearest > 1 else ""
        return (
            f"Small numbers are not shown: “{self.mark}” stands for a number from 1 to {self.most}, and for any other "
            f"number, nought included, from which one of these could be worked out.{also}"
        )


PROFILES = {
    profile.id: profile
    for profile in (
        Profile("dfe-c5", 5, "c"),
        Profile("nhs-7r5", 7, "*", 5),
        Profile("threshold-10", 9, "*"),
        Profile("internal", 0, ""),
    )
}


def suppress(figures: Mapping[str, int], sums: Sequence[Sum], profile: Profile) -> dict[str, int | None]:
    """Every figure as it is published, None where it is not shown.

    A small figure is not shown. Then others are not, one at a time, until the sums leave each figure that is not shown
    at least as wide a range as the small numbers have, and a small one all of that range; and until none is known to
    somebody who takes it that no nought is hidden.
    """
    hidden = {name for name, number in figures.items() if profile.small(number)}
    views = (Unsure(figures, profile.most), Unsure(figures, profile.most, guessed=True))
    while weak := next((name for view in views for name in view.weak(hidden, sums)), None):
        hidden.add(_also(weak, hidden, figures, sums))
    return {name: None if name in hidden else profile.rounded(number) for name, number in figures.items()}


def table(
    cells: Sequence[Sequence[int]], profile: Profile, rows: Sequence[int], columns: Sequence[int], total: int
) -> tuple[tuple[int | None, ...], ...]:
    """A table with its totals behind each row and under each column, as it is published."""
    whole = [[*row, rows[n]] for n, row in enumerate(cells)] + [[*columns, total]]
    figures = {f"{n}/{m}": number for n, row in enumerate(whole) for m, number in enumerate(row)}
    out = suppress(figures, table_sums(len(cells), len(columns)), profile)
    return tuple(tuple(out[f"{n}/{m}"] for m in range(len(row))) for n, row in enumerate(whole))


def table_sums(rows: int, columns: int) -> list[Sum]:
    """The sums of a table: each row, the row of totals among them, and each column likewise."""
    across = [Sum(f"{n}/{columns}", tuple(f"{n}/{m}" for m in range(columns))) for n in range(rows + 1)]
    down = [Sum(f"{rows}/{m}", tuple(f"{n}/{m}" for n in range(rows))) for m in range(columns + 1)]
    return across + down


class Unsure:
    """How far apart the values are that each figure was found to have. What is hidden later only widens that.

    most: the largest small number. guessed: as for somebody who takes it that no nought is hidden, and is right.
    """

    def __init__(self, figures: Mapping[str, int], most: int, *, guessed: bool = False) -> None:
        self.figures, self.most, self.guessed = figures, most, guessed
        self.low = {name: Fraction(number) for name, number in figures.items()}
        self.high = dict(self.low)

    def weak(self, hidden: Collection[str], sums: Sequence[Sum]) -> Iterator[str]:
        """Each hidden figure that the sums pin down too closely."""
        if all(self._wide(name) for name in hidden):
            return
        least = {name: 1 for name in hidden if self.figures[name]} if self.guessed else {}
        room = Room.of(sums, {name: number for name, number in self.figures.items() if name not in hidden}, least)
        for name in sorted(hidden, key=lambda one: (self.figures[one], one)):
            if name not in room.order:
                self.low[name], self.high[name] = self._far(name, -1), self._far(name, 1)  # no sum speaks of it
            for sign in (-1, 1):
                if not self._wide(name):
                    ended = room.climb(name, sign, self._far(name, sign))
                    self._met(room.values())
                    if ended is None:
                        self.high[name] = self._far(name, 1)
            if not self._wide(name):
                yield name

    def _far(self, name: str, sign: int) -> Fraction:
        """How far out is far enough."""
        number = self.figures[name]
        if 1 <= number <= self.most and not self.guessed:
            return Fraction(1 if sign < 0 else self.most)
        return Fraction(0 if sign < 0 else number + self.most)

    def _wide(self, name: str) -> bool:
        low, high = self.low[name], self.high[name]
        if self.guessed:
            return high - low >= 1
        if 1 <= self.figures[name] <= self.most:
            return low <= 1 and high >= self.most
        return high - low >= self.most - 1

    def _met(self, values: Mapping[str, Fraction]) -> None:
        for name, value in values.items():
            self.low[name] = min(self.low[name], value)
            self.high[name] = max(self.high[name], value)


def _also(weak: str, hidden: Collection[str], figures: Mapping[str, int], sums: Sequence[Sum]) -> str:
    """What else is not shown: a figure, but no nought, of the nearest sum; parts come before totals.

    Sums are near by the hidden figures that they share. One in which a single figure is hidden gives it away, and comes
    first. Of its figures the one is taken that helps in most other sums, and of these the smallest.
    """
    near, order = {weak}, list[Sum]()
    while found := [one for one in sums if one not in order and near & set(one.names)]:
        order += found
        near |= {name for one in found for name in one.names if name in hidden}
    alone = [one for one in order if sum(name in hidden for name in one.names) == 1]
    for one in (*alone, *order):
        shown = [
            (not figures[n], n == one.total, -sum(n in other.names for other in alone), figures[n], n)
            for n in one.names
            if n not in hidden
        ]
        if shown:
            return min(shown)[4]
    raise AssertionError("a figure about which no sum says anything cannot be worked out")
