"""Small numbers in figures that leave the team: which are not shown, so that nobody can work one of them out.

All tables that are published together are one set of figures with the sums that hold between them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casekit.register.bounds import Sum
from casekit.register.ranges import Number, ranges


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

    A small figure is not shown. Then others are not, one at a time among those that sums connect, until the sums leave
    each figure that is not shown at least as wide a range as the small numbers have, and a small one all of that range;
    and until none is known to somebody who takes it that no nought is hidden. The smallest are seen to first.
    """
    hidden, ends = set[str](), list[int]()
    for one in careful(profile):
        ends.append(one.most)
        hidden = _hidden(figures, sums, tuple(ends), hidden)
    return {name: None if name in hidden else profile.rounded(number) for name, number in figures.items()}


def careful(profile: Profile) -> list[Profile]:
    """The profiles that show more than this one, those that show most first, and then this one.

    What they hide it hides too. So whoever has figures under two profiles (the board's and the public's, or those from
    before it was changed) knows no more than the one that shows more tells alone.
    """
    return [
        *sorted((one for one in PROFILES.values() if 0 < one.most < profile.most), key=lambda one: one.most),
        profile,
    ]


def _hidden(
    figures: Mapping[str, int], sums: Sequence[Sum], ends: tuple[int, ...], before: Collection[str]
) -> set[str]:
    """The names of what is not shown. ends: up to where figures are small, in this profile and those before it; before:
    what these hide.
    """
    hidden = {name for name, number in figures.items() if 1 <= number <= ends[-1]} | set(before)
    web = Web(sums)
    views = (Unsure(figures, ends), Unsure(figures, ends, guessed=True))
    while weak := [name for view in views for name in view.weak(hidden, web)]:
        done, also = set[str](), set[str]()
        smallest = min(figures[name] for name in weak)
        for name in weak:
            if figures[name] == smallest and name not in done:
                done |= web.near(name, hidden)[1]
                more = _also(name, hidden, figures, web)
                also |= more
                for view in () if more else views:
                    view.follows(name)
        hidden |= also
    return hidden


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


class Web:
    """Sums, and in which of them each figure stands."""

    def __init__(self, sums: Sequence[Sum]) -> None:
        self.sums = sums
        self.holding: dict[str, list[int]] = {}
        for place, one in enumerate(sums):
            for name in dict.fromkeys(one.names):
                self.holding.setdefault(name, []).append(place)

    def beside(self, name: str) -> set[str]:
        """The figures that stand in a sum with this one."""
        return {other for place in self.holding.get(name, ()) for other in self.sums[place].names}

    def near(self, name: str, hidden: Collection[str]) -> tuple[list[Sum], set[str]]:
        """The sums about a hidden figure, nearest first, and the hidden figures in them; they share hidden figures."""
        order, met, layer = dict[int, None](), {name}, [name]
        while layer:
            found = sorted({place for one in layer for place in self.holding.get(one, ())} - order.keys())
            order |= dict.fromkeys(found)
            fresh = {other for place in found for other in self.sums[place].names if other in hidden} - met
            met |= fresh
            layer = sorted(fresh)
        return [self.sums[place] for place in order], met


class Unsure:
    """The range that each figure was found to have. What is hidden later only widens that.

    ends: up to where figures are small, by each profile. guessed: as for somebody who has guessed between which of
    these each hidden figure lies, noughts included: casekit's source tells some of that to whoever follows it back.
    """

    def __init__(self, figures: Mapping[str, int], ends: tuple[int, ...], *, guessed: bool = False) -> None:
        self.figures, self.ends, self.most, self.guessed = figures, ends, ends[-1], guessed
        self.low: dict[str, Number] = dict(figures)
        self.high = dict(self.low)
        self._asked: dict[frozenset[str], str] = {}
        self._noughts = set[str]()

    def follows(self, name: str) -> None:
        """Take a nought for known: it follows from figures none of which is shown, and gives no small one away."""
        assert not self.figures[name], "a figure about which no sum says anything cannot be worked out"
        self._noughts.add(name)
        self._asked = {group: weak for group, weak in self._asked.items() if name not in group}

    def weak(self, hidden: Collection[str], web: Web) -> Iterator[str]:
        """A hidden figure that the sums pin down too closely, of each group that they connect."""
        done = set[str]()
        for name in sorted(hidden):
            if name not in done and not self._wide(name):
                near, names = web.near(name, hidden)
                done |= names
                group = frozenset(names)
                if group not in self._asked:
                    self._asked[group] = next(self._weak(names, near), "")
                if self._asked[group]:
                    yield self._asked[group]

    def _weak(self, names: Collection[str], sums: Sequence[Sum]) -> Iterator[str]:
        """Each one of a group, and of its sums."""
        between = {name: self._between(name, names, sums) for name in names} if self.guessed else {}
        least = {name: low for name, (low, _) in between.items() if low}
        most = {name: high for name, (_, high) in between.items() if high is not None}
        known = {name: self.figures[name] for one in sums for name in one.names if name not in names}
        found = ranges(names, sums, known, least, most)
        for name in sorted(names, key=lambda one: (self.figures[one], one)):
            self.low[name], high = found[name].low, found[name].high
            self.high[name] = self._far(name) if high is None else high
            if not self._wide(name):
                yield name

    def _between(self, name: str, hidden: Collection[str], sums: Sequence[Sum]) -> tuple[int, int | None]:
        """From where to where a figure lies for whoever guesses: more is told where a part beside it is shown.

        That part had been hidden, if the figure were larger than the small ones, or smaller than another profile's.
        """
        number = self.figures[name]
        steps = (0, *self.ends)
        if number > self.most or not any(
            name in one.parts and any(self.figures[n] and n not in hidden for n in one.parts) for one in sums
        ):
            return min(number, 1), None
        return max((end + 1 for end in steps if end < number), default=0), min(end for end in steps if end >= number)

    def _far(self, name: str) -> int:
        """What is far enough out where nothing ends a range."""
        return self.figures[name] + self.most

    def _wide(self, name: str) -> bool:
        low, high = self.low[name], self.high[name]
        if name in self._noughts:
            return True
        if self.guessed:
            return high - low >= 1
        if 1 <= self.figures[name] <= self.most:
            return low <= 1 and high >= self.most
        return high - low >= self.most - 1


def _also(weak: str, hidden: Collection[str], figures: Mapping[str, int], web: Web) -> set[str]:
    """What else is not shown: a figure, but no nought, of the nearest sum; parts come before totals. None: all are.

    Sums are near by the hidden figures that they share. One in which a single figure is hidden gives it away, and comes
    first. Of its figures the one is taken that helps in most other sums, and of these the first by its name: if size
    had a say, that one was taken and another was not would tell how large they are.
    """
    order, _ = web.near(weak, hidden)
    alone = [one for one in order if sum(name in hidden for name in one.names) == 1]
    for one in (*alone, *order):
        shown = [
            (not figures[n], n == one.total, -sum(n in other.names for other in alone), n)
            for n in one.names
            if n not in hidden
        ]
        if shown:
            return {min(shown)[3]}
    return set()
