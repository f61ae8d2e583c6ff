"""Tables of how far two judges agree; each number leads to the pairs of grades that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casekit.publish.cells import figure
from casekit.publish.heat import led
from casekit.publish.page import Cell, Column, Table
from casekit.publish.tones import QUIET, WARN
from casekit.register.agreed import Line
from casekit.register.agreement import COEFFICIENTS, interval
from casekit.register.judges import LOWERED, ONE, RAISED, SAME, WITHIN

_SMALL = "few pairs"


@dataclass(frozen=True, slots=True)
class Behind:
    """The list of a line's pairs, and its columns of the first's grade, the second's, and how they lie to each other.

    page: "" where no list tells them apart. only: which rows of it are the line's.
    """

    page: str
    first: str
    second: str
    apart: str
    only: Mapping[str, str] = field(default_factory=dict)

    def pair(self, number: int, one: str, other: str, tone: str) -> Cell:
        """How often the first gave one and the second the other."""
        return led(figure(number, tone=tone), self.page, {**self.only, self.first: one, self.second: other})

    def cell(self, cell: Cell, how: str) -> Cell:
        """How many pairs lie so."""
        return led(cell, self.page, {**self.only, self.apart: how})


def matrix(id: str, line: Line, of: str, judges: tuple[str, str], behind: Behind) -> Table:
    """Who gave which grade: a row for each of the first's, a column for each of the second's."""
    values = line.found.scale.best_first
    columns = (Column(judges[0]), *(Column(f"{judges[1]}: {value.label}", "number even") for value in values))
    rows = tuple(
        (
            Cell(value.label),
            *(
                behind.pair(number, value.label, values[j].label, QUIET if i == j else WARN if number else "")
                for j, number in enumerate(row)
            ),
        )
        for i, (value, row) in enumerate(zip(values, line.found.matrix, strict=True))
    )
    return Table(id, f"{line.title}: who gave which grade", columns, rows, titled=True, of=of)


def coefficients(id: str, line: Line, of: str) -> Table:
    """How far both agree beyond chance."""
    columns = (Column("Measure"), Column("Value", "number"), Column("95 % interval"))
    rows = []
    for name, called in COEFFICIENTS.items():
        value, ends = interval(getattr(line.found, name))
        rows.append((Cell(called), Cell(value, kind="number"), Cell(ends)))
    return Table(id, f"{line.title}: agreement beyond chance", columns, tuple(rows), titled=True, of=of)


def brief(id: str, caption: str, head: str, lines: Iterable[Line], of: str, behind: Iterable[Behind]) -> Table:
    """One row for each line."""
    columns = (
        Column(head),
        Column(SAME, "number"),
        Column(WITHIN, "number"),
        Column(RAISED, "number"),
        Column(LOWERED, "number"),
        Column(ONE, "number"),
        Column("Kappa", "number"),
        Column("AC1", "number"),
        Column("AC2", "number"),
    )
    rows = tuple(_row(line, leads) for line, leads in zip(lines, behind, strict=True))
    return Table(id, caption, columns, rows, titled=True, of=of)


def _row(line: Line, behind: Behind) -> tuple[Cell, ...]:
    found = line.found
    steps = ((WITHIN, found.within_one), (RAISED, found.up), (LOWERED, found.down))
    return (
        Cell(line.title, note=_SMALL if found.few and found.n else ""),
        behind.cell(figure(found.exact, found.n), SAME),
        *(
            behind.cell(figure(number), how) if number is not None else Cell("–", kind="number")
            for how, number in steps
        ),
        behind.cell(figure(found.missing), ONE),
        *(
            Cell(interval(one)[0], note="" if one is None or one.low is None else interval(one)[1], kind="number")
            for one in (found.kappa, found.ac1, found.ac2)
        ),
    )
