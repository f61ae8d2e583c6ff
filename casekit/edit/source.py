"""A file's text together with what reading hides of it: the line end of each line, and a byte order mark."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WINDOWS, UNIX = "\r\n", "\n"


@dataclass(frozen=True, slots=True)
class Splice:
    """What stands from start to end (indexes into the text, end exclusive) becomes this text."""

    start: int
    end: int
    text: str


Way = list[Splice]
"""One way to write an edit: changes that do not touch each other."""

Piece = range | str
"""Lines of the file as they are, by their numbers (1-based), or new text of one line or several."""


@dataclass(frozen=True, slots=True)
class Source:
    """text: with LF line ends. ends: the end of each line that has one, as it stands in the file. mark: whether the
    file begins with a byte order mark.
    """

    text: str
    ends: tuple[str, ...]
    mark: bool = False

    @classmethod
    def of(cls, raw: bytes) -> Source:
        """The source in those bytes, which are UTF-8."""
        mark = raw.startswith(codecs.BOM_UTF8)
        pieces = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8").split("\n")
        ends = tuple(WINDOWS if piece.endswith("\r") else UNIX for piece in pieces[:-1])
        lines = [piece.removesuffix("\r") for piece in pieces[:-1]]
        return cls("\n".join([*lines, pieces[-1]]), ends, mark)

    def raw(self) -> bytes:
        """The bytes of the file."""
        lines = self.text.split("\n")
        text = "".join(line + end for line, end in zip(lines, (*self.ends, ""), strict=True))
        return (codecs.BOM_UTF8 if self.mark else b"") + text.encode("utf-8")

    def spliced(self, splices: Iterable[Splice]) -> Source:
        """The source after these changes, none of which touches another; new lines end like those around them."""
        text, ends = self.text, list(self.ends)
        for splice in sorted(splices, key=lambda s: (s.start, s.end), reverse=True):
            first = text.count("\n", 0, splice.start)
            last = first + text.count("\n", splice.start, splice.end)
            ends[first:last] = [self._end(first, splice.start)] * splice.text.count("\n")
            text = text[: splice.start] + splice.text + text[splice.end :]
        return Source(text, tuple(ends), self.mark)

    def arranged(self, first_line: int, pieces: Sequence[Piece]) -> Source:
        """The source with these pieces in place of everything from first_line on."""
        lines, ends = self.text.split("\n"), list(self.ends)
        usual = ends[-1] if ends else UNIX
        new, new_ends = lines[: first_line - 1], ends[: first_line - 1]
        for piece in pieces:
            if isinstance(piece, str):
                added = piece.split("\n")
                new += added
                new_ends += [new_ends[-1] if new_ends else usual] * len(added)
            else:
                for number in piece:
                    new.append(lines[number - 1])
                    new_ends.append(ends[number - 1] if number <= len(ends) else usual)
        return Source("\n".join([*new, ""]), tuple(new_ends), self.mark)

    def _end(self, line: int, start: int) -> str:
        """How a line begins to end that is put in at start, which lies in that line (0-based)."""
        if not self.ends:
            return UNIX
        above = line > 0 and (start == 0 or self.text[start - 1] == "\n")
        return self.ends[min(line - 1 if above else line, len(self.ends) - 1)]
