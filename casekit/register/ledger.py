"""All figures that are published together: the tables they stand in, and the sums that hold between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from casekit.register.bounds import Sum
from casekit.register.suppress import Profile
from casekit.rubric.model import Scale
from casekit.words import listing


@dataclass(frozen=True, slots=True)
class Table:
    """One table. part: the heading it stands under; form: whose figures they are, "" where they are of all forms.

    rows: what each row is called, with the ids of its figures. scale: of the grades that are the first columns.
    """

    part: str
    form: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The tables with what is shown of each figure: a number, or None where it is left out."""

    month: str
    profile: Profile
    tables: tuple[Table, ...]
    shown: Mapping[str, int | None]

    def text(self, id: str) -> str:
        """A figure as people read it: its number, or the profile's mark."""
        number = self.shown[id]
        return self.profile.mark if number is None else f"{number:,}"


@dataclass(slots=True)
class Ledger:
    """All figures that are published together, and every sum by which one follows from others.

    What anybody gets by taking figures from a total is a figure too, whether a table has it or not.
    """

    figures: dict[str, int] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    def put(self, figures: Mapping[str, int], total: str = "") -> tuple[str, ...]:
        """Write figures down, with the total that holds them; their ids.

        What remains of the total is one more figure; where nothing does, that counts as known to everybody.
        """
        self.figures.update(figures)
        if total:
            remains = self.figures[total] - sum(figures.values())
            rest = f"{total}, less {listing(figures)}"
            if remains > 0:
                self.figures[rest] = remains
            if remains >= 0:
                self.sums.append(Sum(total, (*figures, *([rest] if remains else []))))
        return tuple(figures)

    def near(self, one: str, other: str) -> None:
        """Two figures that most readers will take for the same: what is between them is a figure too."""
        small, large = sorted((one, other), key=lambda name: (self.figures[name], name))
        between = self.figures[large] - self.figures[small]
        rest = f"{large}, beyond {small}"
        if between:
            self.figures[rest] = between
        self.sums.append(Sum(large, (small, *([rest] if between else []))))


def lines(part: str, caption: str, rows: Sequence[tuple[str, str]], form: str = "") -> Table:
    """A table of one column of numbers: what each row is called, with the id of its figure."""
    head = caption.split(" ", 1)[0]
    return Table(part, form, caption, (head, "Number"), tuple((label, (id,)) for label, id in rows))
