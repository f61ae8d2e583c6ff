"""An audit's body in a newer version of its form: headings by their new titles, texts at their new places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from casekit.edit.source import Piece
from casekit.edit.upgrading.blocks import ROOT, Block, Key, blocks, key_of
from casekit.edit.upgrading.kept import LEVEL
from casekit.link.headings import Place
from casekit.model.document import Body

DEEPEST = 6
NOTHING = range(0)


@dataclass(slots=True)
class Out:
    """A heading of the body as it will be, with the text below it.

    level: the old one; 0 for a heading that was not there. head: its lines; title: the new title where it gets one.
    key: what it is in the newer form; None for what that does not know. moved: it stands below another heading now.
    """

    level: int
    head: range
    text: range
    title: str = ""
    key: Key | None = None
    moved: bool = False
    out: list[Out] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Arranged:
    """A body as it will be. titles: of what has no place there; kept: the lines of that, counted from 0."""

    pieces: tuple[Piece, ...]
    titles: tuple[str, ...]
    kept: frozenset[int]


def arrange(
    body: Body, old: Place, new: Place, key: Callable[[Key], Key | None], title: str, paragraphs: Iterable[str]
) -> Arranged:
    """The body under the headings of the newer form.

    old, new: the headings of both. key: where a heading of the old form is in the newer one. title: of the heading
    under which everything is kept that has no place; paragraphs: what else belongs there.
    """
    shelf = _Shelf(body, new, key)
    shelf.fill(blocks(body, old))
    writer = _Writer(body, [shelf.root.text])
    usual = next((out.level for out in shelf.root.out if out.level and not out.moved), LEVEL)
    for out in shelf.root.out:
        writer.write(out, usual, 0)
    paragraphs = list(paragraphs)
    if shelf.kept or paragraphs:
        writer.heading(LEVEL, title)
        for paragraph in paragraphs:
            writer.paragraph(paragraph)
        for out in shelf.kept:
            writer.write(out, LEVEL + 1, 0)
        writer.close()
    lines = {number - body.first_line for out in shelf.kept for number in _numbers(out)}
    return Arranged(tuple(writer.pieces), tuple(shelf.titles), frozenset(lines))


def _numbers(out: Out) -> Iterator[int]:
    """The lines of a heading and of all below it."""
    yield from (*out.head, *out.text)
    for inner in out.out:
        yield from _numbers(inner)


class _Shelf:
    """The blocks of a body, each put where the newer form has it."""

    def __init__(self, body: Body, new: Place, key: Callable[[Key], Key | None]) -> None:
        self._body = body
        self._key = key
        self._places: dict[Key, Place] = {ROOT: new}
        self._parents: dict[Key, Key] = {}
        self._list(new, ROOT)
        self._ranks = {place: number for number, place in enumerate(self._places)}
        self.root = Out(0, NOTHING, NOTHING, key=ROOT)
        self._outs = {ROOT: self.root}
        self._waiting: list[Out] = []
        self.kept: list[Out] = []
        self.titles: list[str] = []

    def _list(self, place: Place, own: Key) -> None:
        for child in place.children.values():
            key = key_of(child)
            if key not in self._places:
                self._places[key] = child
                self._parents[key] = own
                self._list(child, key)

    def fill(self, top: Block) -> None:
        """Every block of the body."""
        self.root.text = top.text
        self._fill(top, self.root, "")
        for out in self._waiting:
            assert out.key is not None  # only what the newer form knows waits for its place there
            self._put(out, out.key)

    def _fill(self, block: Block, into: Out, path: str, kept: bool = False) -> None:
        """The blocks below one; into: where that is now. path: its title and those above; kept: it has no place.

        What is kept away from the headings above it names them in its own, so that it stays clear whose it is.
        """
        for child in block.blocks:
            out, below, aside = self._out(child), f"{path} > {child.title}" if path else child.title, False
            if out.key is not None and out.key not in self._outs:
                self._outs[out.key] = out
                (into.out if self._parents[out.key] == into.key else self._waiting).append(out)
            elif child.place is not None and out.key is None:
                aside = True
                if self._said(child):
                    out.moved = not kept
                    out.title = "" if kept or not path else below
                    (into.out if kept else self.kept).append(out)
                    self._title(child, below)
            else:
                out.key = None
                into.out.append(out)
            self._only_box(child, out, below)
            self._fill(child, out, below, aside)

    def _out(self, block: Block) -> Out:
        """The block as the newer form has it; its key None where that has no place for it."""
        out = Out(block.level, block.head, block.text)
        key = self._key(key_of(block.place)) if block.place is not None else None
        if key is not None and key in self._places:
            place, above = self._places[key], self._places[self._parents[key]]
            out.key = key
            if above.child(block.title) != place:
                out.title = place.title
        return out

    def _only_box(self, block: Block, out: Out, path: str) -> None:
        """Text straight under a section that had only one box gets a heading where that no longer says which box."""
        only = block.place.only_box if block.place is not None and block.place.kind != "question" else None
        if only is None or not any(line.strip() for line in self._text(block.text)):
            return
        key = self._key(key_of(only))
        place = self._places.get(key) if key is not None else None
        if out.key is not None and place is not None and self._places[out.key].only_box == place:
            return
        if place is None and out.key is None:
            return
        first = next(n for n, line in zip(block.text, self._text(block.text), strict=True) if line.strip())
        text = range(first, block.text.stop)
        box = Out(0, NOTHING, text, title=(place or only).title, key=key if place is not None else None)
        out.text = range(block.text.start, first)
        if place is None:
            box.title = f"{path}: {only.title}"
            self.kept.append(box)
            self.titles.append(box.title)
        elif key is not None and key not in self._outs:
            self._outs[key] = box
            self._waiting.append(box)

    def _put(self, out: Out, key: Key) -> None:
        """A heading goes below another one than before, among its brothers in the newer form's order."""
        parent = self._parents[key]
        if parent not in self._outs:
            made = Out(0, NOTHING, NOTHING, title=self._places[parent].title, key=parent)
            self._outs[parent] = made
            self._put(made, parent)
        out.moved = True
        brothers = self._outs[parent].out
        rank = self._ranks[key]
        later = (n for n, brother in enumerate(brothers) if brother.key is not None and self._ranks[brother.key] > rank)
        brothers.insert(next(later, len(brothers)), out)

    def _title(self, block: Block, path: str) -> None:
        if any(line.strip() for line in self._text(block.text)):
            self.titles.append(path)

    def _said(self, block: Block) -> bool:
        """Whether a block that will have no place holds anything but the old form's own headings."""
        if any(line.strip() for line in self._text(block.text)):
            return True
        gone = [b for b in block.blocks if b.place is not None and self._key(key_of(b.place)) not in self._places]
        return any(b.place is None for b in block.blocks) or any(map(self._said, gone))

    def _text(self, lines: range) -> Iterator[str]:
        return (self._body.lines[number - self._body.first_line] for number in lines)


@dataclass(slots=True)
class _Writer:
    """The pieces of the body, one after the other; what was not there before has a blank line before it."""

    body: Body
    pieces: list[Piece]

    def write(self, out: Out, level: int, shift: int) -> None:
        """A heading with all below it. level: for one that was not below this before; shift: else, how much deeper."""
        fresh = out.moved or not out.level
        deep = min(level if fresh else out.level + shift, DEEPEST)
        if fresh:
            self.gap()
        shift = deep - out.level if out.level else 0
        title = out.title or ("" if deep == out.level else self._title(out.head))
        self.pieces.append(f"{'#' * deep} {title}" if title else out.head)
        if title and not out.level:
            self.pieces.append("")
        self._text(out.text, shift)
        if fresh:
            self.gap()
        for inner in out.out:
            self.write(inner, deep + 1, shift)

    def heading(self, level: int, title: str) -> None:
        """A new heading."""
        self.gap()
        self.pieces.append(f"{'#' * level} {title}")

    def paragraph(self, text: str) -> None:
        """A new paragraph."""
        self.gap()
        self.pieces.append(text)

    def gap(self) -> None:
        """A blank line, unless one stands there."""
        if self._last().strip():
            self.pieces.append("")

    def close(self) -> None:
        """No blank lines at the end."""
        while self.pieces and not self._last().strip():
            last = self.pieces.pop()
            if isinstance(last, range) and len(last) > 1:
                self.pieces.append(last[:-1])

    def _last(self) -> str:
        """The last line so far."""
        last = next((piece for piece in reversed(self.pieces) if piece != NOTHING), "")
        return last if isinstance(last, str) else self.body.lines[last[-1] - self.body.first_line]

    def _title(self, head: range) -> str:
        return next(heading.title for heading in self.body.headings if heading.line == head.start)

    def _text(self, text: range, shift: int) -> None:
        """Lines as they are, but for an author's own headings below one that stands deeper than before."""
        start = text.start
        for heading in self.body.headings if shift else ():
            if heading.line in text:
                self.pieces.append(range(start, heading.line))
                self.pieces.append(f"{'#' * min(heading.level + shift, DEEPEST)} {heading.title}")
                start = heading.text_line
        self.pieces.append(range(start, text.stop))
