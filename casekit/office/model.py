"""What stands in a Word document: paragraphs, tables, and the fields that somebody fills in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. heading: its level, 0 for none. bullet: how deep it stands in a list, -1 for in none.

    line: it is only a line, and what follows is the next line of the same paragraph. runs_on: its end was deleted as a
    tracked change, so what follows belongs to it. fields: the form fields of old in it, each with its words there.
    """

    text: str
    heading: int = 0
    bullet: int = -1
    numbered: bool = False
    line: bool = False
    runs_on: bool = False
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. column: where it begins, as somebody sees it; width: over so many columns it is merged.

    goes_on: it is merged with the cell above it, in which its words stand.
    """

    blocks: tuple[Block, ...]
    column: int = 0
    width: int = 1
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; each cell holds paragraphs and tables of its own."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Control:
    """A content control. row: which row of a table it stands in, counted through the document; 0 for none.

    empty: it shows only what asks one to fill it in. ticked: of a tick box, whether it is; None where it is none.
    """

    tag: str
    blocks: tuple[Block, ...]
    row: int = 0
    empty: bool = False
    ticked: bool | None = None

    @property
    def text(self) -> str:
        """What stands in it; "" where it is empty."""
        return "" if self.empty else as_text(self.blocks)


@dataclass(frozen=True, slots=True)
class Content:
    """A document, read. controls: those that were asked for, whose words do not stand in blocks as well.

    marked: what stands in bookmarks that were asked for; it does not stand in blocks either. fields: legacy form fields
    by their bookmark. beside: paragraphs of comments, notes, headers and footers. inserted
    and deleted: pieces of tracked changes. pictures: how many stand outside of controls; in_controls: by tag.
    """

    blocks: tuple[Block, ...]
    controls: tuple[Control, ...] = ()
    marked: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    inserted: int = 0
    deleted: int = 0
    pictures: dict[str, int] = field(default_factory=dict)


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph, those in tables too, in the order of the document."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)


def as_text(blocks: Iterable[Block]) -> str:
    """What somebody wrote, as plain lines: a blank line between paragraphs, none between the points of a list.

    Points get a hyphen or a number, rows of a table a line with a stroke between the cells; empty paragraphs are none.
    """
    out: list[str] = []
    last: Block | None = None
    for block in _joined(blocks):
        text = _line(block)
        after_line = isinstance(last, Paragraph) and last.line
        if not text.strip(" \t\n") and not after_line and not (isinstance(block, Paragraph) and block.line):
            continue
        if last is not None:
            out.append("\n" if _together(last, block) else "\n\n")
        out.append(text)
        last = block
    return "".join(out)


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with paragraphs whose end was deleted in one with what follows."""
    before = ""
    for block in blocks:
        if isinstance(block, Table):
            if before:
                yield Paragraph(before)
                before = ""
            yield block
        elif block.runs_on:
            before += block.text
        else:
            yield replace(block, text=before + block.text) if before else block
            before = ""
    if before:
        yield Paragraph(before)


def _line(block: Block) -> str:
    if isinstance(block, Table):
        rows = [" | ".join(" ".join(as_text(cell.blocks).split("\n")) for cell in row) for row in block.rows]
        return "\n".join(row for row in rows if row.strip(" |"))
    if block.bullet < 0:
        return block.text
    indent = "   " if block.numbered else "  "
    return f"{indent * block.bullet}{'1.' if block.numbered else '-'} {block.text}"


def _together(one: Block, other: Block) -> bool:
    if not isinstance(one, Paragraph):
        return False
    return one.line or (isinstance(other, Paragraph) and one.bullet >= 0 <= other.bullet)
