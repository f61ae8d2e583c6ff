"""A document cut into its pieces, and those that a mapping names; each piece is used once, and the rest is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from casekit.link.mappings import Spot
from casekit.office.model import Block, Content, Control, Paragraph, Table, as_text
from casekit.words import fold

_BOX = re.compile(r"([☒☑✓✔✗✘☐□]|\[[ xX]?\])")
_TICKED = frozenset("☒☑✓✔✗✘") | {"[x]", "[X]"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or what stands in a cell apart from tables in it. row and column: (-1) outside of tables."""

    blocks: tuple[Block, ...]
    heading: int = 0
    table: int = -1
    row: int = -1
    column: int = -1

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
        """The pieces of a document."""
        controls = {control.tag: control for control in reversed(content.controls)}
        made = cls([], controls, dict(content.fields))
        made._cut(content.blocks)
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
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row):
                plain = tuple(block for block in cell if isinstance(block, Paragraph))
                self.every.append(Piece(plain, 0, number, r, c))
                for block in cell:
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
        """The next cell of the row, or the cell below; a cell that only repeats nothing is still the answer."""
        label = self.every[at]
        wanted = (label.row + 1, label.column) if below else (label.row, label.column + 1)
        return [n for n, p in enumerate(self.every) if p.table == label.table and (p.row, p.column) == wanted]

    def _under(self, at: int, labels: set[str]) -> Iterator[int]:
        """What follows until the next heading, label or table."""
        for number in range(at + 1, len(self.every)):
            piece = self.every[number]
            if piece.heading or piece.table != self.every[at].table or fold(piece.text) in labels:
                return
            yield number

    def rows(self, heads: dict[str, str]) -> list[dict[str, str]]:
        """The rows below the one that has all these column heads, by what the heads are for."""
        tables: dict[tuple[int, int], list[int]] = {}
        for number, piece in enumerate(self.every):
            if piece.table >= 0:
                tables.setdefault((piece.table, piece.row), []).append(number)
        for (table, row), numbers in tables.items():
            called = {fold(self.every[n].text): self.every[n].column for n in numbers}
            if all(fold(label) in called for label in heads.values()):
                columns = {called[fold(label)]: key for key, label in heads.items()}
                self.used.update(numbers)
                return [
                    self._row(columns, below)
                    for (other, lower), below in tables.items()
                    if other == table and lower > row
                ]
        return []

    def _row(self, columns: dict[int, str], numbers: Iterable[int]) -> dict[str, str]:
        """One row; cells of other columns stay unused and are told."""
        found = {}
        for number in numbers:
            key = columns.get(self.every[number].column)
            if key is not None:
                self.used.add(number)
                found[key] = self.every[number].text
        return found

    def _without_fields(self, text: str) -> str:
        """The words without those of form fields that were used, since they stand among them as well."""
        for name in self.used_fields & self.fields.keys():
            said = self.fields[name]
            text = text.replace(said, "", 1) if said.strip() else text
        return text

    def left(self, own: set[str]) -> Iterator[str]:
        """Every piece that nothing used and that is not the document's own."""
        for number, piece in enumerate(self.every):
            if number not in self.used and piece.text.strip() and fold(piece.text) not in own:
                text = self._without_fields(piece.text)
                lines = [line for line in text.split("\n") if line.strip() and fold(line) not in own]
                if lines:
                    yield "\n".join(lines)
        for tag, control in self.controls.items():
            if tag not in self.used_fields and control.text.strip():
                yield f"{tag}: {control.text}"


def _said(spot: Spot, text: str) -> str:
    """The words there; of boxes the words behind those that are ticked, one a line."""
    if not spot.ticked:
        return text
    parts = _BOX.split(text)
    return "\n".join(
        " ".join(words.split()) for box, words in zip(parts[1::2], parts[2::2], strict=True) if box in _TICKED
    )
