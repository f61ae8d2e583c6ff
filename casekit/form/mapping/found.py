"""A document cut into its pieces, and those that a mapping names; each piece is used once, and the rest is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from casekit.link.mappings import Spot
from casekit.office.model import Block, Content, Control, Paragraph, Table, as_text
from casekit.words import fold

_BOX = re.compile(r"([☒☑✓✔✗✘☐□]|\[[ xX]?\])")
_TICKED = frozenset("☒☑✓✔✗✘") | {"[x]", "[X]"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or what stands in a cell apart from tables in it. row and column: (-1) outside of tables.

    width and height: over so many columns and rows the cell is merged.
    """

    blocks: tuple[Block, ...]
    heading: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    width: int = 1
    height: int = 1

    def in_row(self, row: int) -> bool:
        """Whether somebody sees it in that row of its table."""
        return self.row <= row < self.row + self.height

    def in_column(self, column: int) -> bool:
        """Whether somebody sees it in that column of its table."""
        return self.column <= column < self.column + self.width

    @property
    def text(self) -> str:
        """Its words."""
        return as_text(self.blocks)


@dataclass(slots=True)
class Pieces:
    """The pieces in order. used: the numbers of those that are labels or answers."""

    every: list[Piece]
    controls: dict[str, Control]
    fields: dict[str, str]
    used: set[int] = field(default_factory=set)
    used_fields: set[str] = field(default_factory=set)
    tables: int = 0

    @classmethod
    def of(cls, content: Content) -> Pieces:
        """The pieces of a document; a control whose tag another one had before it is a piece like any other."""
        controls: dict[str, Control] = {}
        again = []
        for control in content.controls:
            if control.text.strip() and controls.setdefault(control.tag, control) is not control:
                again.append(Piece((Paragraph(control.text),)))
            controls.setdefault(control.tag, control)
        made = cls([], controls, dict(content.fields))
        made._cut(content.blocks)
        made.every += again
        return made

    def _cut(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self.every.append(Piece((block,), block.heading))
            else:
                self._table(block)

    def _table(self, table: Table) -> None:
        number = self.tables
        self.tables += 1
        above: dict[int, int] = {}
        for r, row in enumerate(table.rows):
            for cell in row:
                plain = tuple(block for block in cell.blocks if isinstance(block, Paragraph))
                begun = above.get(cell.column) if cell.goes_on else None
                if begun is None:
                    above[cell.column] = len(self.every)
                    self.every.append(Piece(plain, 0, number, r, cell.column, cell.width))
                else:
                    over = self.every[begun]
                    self.every[begun] = replace(over, blocks=over.blocks + plain, height=r - over.row + 1)
                for block in cell.blocks:
                    if isinstance(block, Table):
                        self._table(block)

    def find(self, spot: Spot, labels: set[str]) -> str | None:
        """What stands there, None where the document has no such place. labels: all words that name a place."""
        if spot.way == "control":
            control = self.controls.get(spot.called)
            if control is not None:
                self.used_fields.add(spot.called)
            return None if control is None else _said(spot, control.text)
        if spot.way == "field":
            self.used_fields.add(spot.called)
            return _said(spot, self.fields[spot.called]) if spot.called in self.fields else None
        at = self._label(spot)
        if at is None:
            return None
        self.used.add(at)
        if spot.way == "line":
            return _said(spot, self.every[at].text.strip()[len(spot.called.rstrip(": ")) :].lstrip(" :\u00a0"))
        numbers = self._cells(at, spot.below) if spot.way == "cell" else list(self._under(at, labels))
        if spot.way == "cell" and not numbers:
            return None
        self.used.update(numbers)
        blocks = [block for number in numbers for block in self.every[number].blocks]
        return _said(spot, as_text(blocks))

    def _label(self, spot: Spot) -> int | None:
        """The piece whose words name the place, the first after those under which it stands."""
        start, name = 0, fold(spot.called)
        if spot.under:
            above = [n for n, piece in enumerate(self.every) if fold(piece.text) == fold(spot.under)]
            if not above:
                return None
            self.used.add(above[0])
            start = above[0] + 1
        for number in range(start, len(self.every)):
            piece = self.every[number]
            if spot.way == "line":
                if fold(piece.text).startswith(name) and self._begins(piece, spot.called):
                    return number
            elif fold(piece.text) == name and (spot.way == "heading" or piece.table >= 0):
                return number
        return None

    def _begins(self, piece: Piece, called: str) -> bool:
        return piece.text.strip().casefold().startswith(called.strip().rstrip(":").casefold())

    def _cells(self, at: int, below: bool) -> list[int]:
        """The next cell of the row, or the cell below, as somebody sees them: merged cells are one."""
        label = self.every[at]
        row, column = (label.row + label.height, label.column) if below else (label.row, label.column + label.width)
        same = ((n, p) for n, p in enumerate(self.every) if p.table == label.table)
        return [n for n, p in same if p.in_row(row) and p.in_column(column)]

    def _under(self, at: int, labels: set[str]) -> Iterator[int]:
        """What follows until the next heading, label or table."""
        for number in range(at + 1, len(self.every)):
            piece = self.every[number]
            if piece.heading or piece.table != self.every[at].table or fold(piece.text) in labels:
                return
            yield number

    def rows(self, heads: dict[str, str]) -> list[dict[str, str]]:
        """The rows below the one that has all these column heads, by what the heads are for.

        A cell that is merged over several rows is part of each; a row that has nothing of its own is none.
        """
        tables: dict[tuple[int, int], list[int]] = {}
        for number, piece in enumerate(self.every):
            for row in range(piece.row, piece.row + piece.height) if piece.table >= 0 else ():
                tables.setdefault((piece.table, row), []).append(number)
        for (table, row), numbers in tables.items():
            called = {fold(self.every[n].text): n for n in reversed(numbers)}
            if all(fold(label) in called for label in heads.values()):
                columns = {key: self.every[called[fold(label)]] for key, label in heads.items()}
                self.used.update(numbers)
                return [
                    self._row(columns, lower, below)
                    for (other, lower), below in sorted(tables.items())
                    if other == table and lower > row
                ]
        return []

    def _row(self, columns: dict[str, Piece], row: int, numbers: Iterable[int]) -> dict[str, str]:
        """One row; cells of other columns, and of heads that are merged over several, stay unused and are told."""
        found: dict[str, str] = {}
        own = False
        for number in numbers:
            piece = self.every[number]
            for key, head in columns.items():
                if head.column == piece.column and key not in found:
                    found[key] = piece.text
                    own = own or (piece.row == row and bool(piece.text.strip()))
                    self.used.add(number)
        return found if own else {}

    def _without_fields(self, piece: Piece) -> str:
        """The words without those of its form fields that were used."""
        text = piece.text
        for block in piece.blocks:
            for name, said in block.fields if isinstance(block, Paragraph) else ():
                text = text.replace(said, "", 1) if name in self.used_fields and said.strip() else text
        return text

    def lines(self) -> Counter[str]:
        """All lines, as those of an empty form are compared, and how often each stands there."""
        return Counter(exact(line) for piece in self.every for line in piece.text.split("\n"))

    def left(self, own: Iterable[str], blank: Counter[str]) -> Iterator[str]:
        """Every piece that nothing used and that is not the document's own.

        own: lines that are, however often. blank: the lines of the empty form, each as often as it stands there.
        """
        known, spare = {exact(line) for line in own}, blank.copy()
        for number, piece in enumerate(self.every):
            if number not in self.used and piece.text.strip():
                lines = []
                for line in self._without_fields(piece).split("\n"):
                    said = exact(line)
                    if said and said not in known and not spare[said]:
                        lines.append(line)
                    spare[said] -= spare[said] > 0
                if lines:
                    yield "\n".join(lines)
        for tag, control in self.controls.items():
            if tag not in self.used_fields and control.text.strip():
                yield f"{tag}: {control.text}"


def exact(line: str) -> str:
    """A line as it is compared with the document's own: with its signs, since a box that is ticked is an answer."""
    return " ".join(line.split()).casefold()


def _said(spot: Spot, text: str) -> str:
    """The words there; of boxes the words behind those that are ticked, one a line."""
    if not spot.ticked:
        return text
    parts = _BOX.split(text)
    return "\n".join(
        " ".join(words.split()) for box, words in zip(parts[1::2], parts[2::2], strict=True) if box in _TICKED
    )
