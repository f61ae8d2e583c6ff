"""Plain text on a terminal, line by line: paragraphs that keep within its width, lists of ids with their labels."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casekit.output.safe import quiet, seen
from casekit.output.style import PLAIN, Style

WIDEST = 100
"""Columns beyond which a line of prose is hard to read."""


def flat(text: str) -> str:
    """Somebody's text in one line, with nothing in it that a terminal would obey."""
    return " ".join(seen(text).split())


@dataclass(slots=True)
class Paper:
    """A text under way. width: columns of the terminal, of which at most WIDEST are used."""

    width: int = 80
    style: Style = PLAIN
    lines: list[str] = field(default_factory=list)

    def gap(self) -> None:
        """One empty line, unless there is one already or nothing stands above."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def line(self, text: str, indent: int = 0) -> None:
        """One line as it is."""
        self.lines.append(f"{' ' * indent}{text}")

    def say(self, text: str, indent: int = 0, hang: int = 0, mark: str = "", faint: bool = False) -> None:
        """A paragraph; lines after the first are moved right by hang. mark: what stands before the first line."""
        room = max(30, min(self.width, WIDEST))
        for paragraph in filter(None, map(str.strip, seen(text).split("\n\n"))):
            wrapped = textwrap.wrap(
                " ".join(paragraph.split()),
                room,
                initial_indent=" " * indent + mark,
                subsequent_indent=" " * (indent + hang),
                break_long_words=False,
                break_on_hyphens=False,
            )
            self.lines += [self.faint(line) if faint else line for line in wrapped]

    def head(self, title: str, id: str, indent: int = 0, number: str = "", bold: bool = False) -> None:
        """A title with its id behind it, in one line where both fit. number: what stands before the title."""
        title = flat(title)
        mark = f"{number}  " if number else ""
        if indent + len(f"{mark}{title} ({id})") > self.width:
            self.say(f"{title} ({id})", indent, len(mark) or 2, mark)
        else:
            self.line(f"{mark}{self.bold(title) if bold else title} {self.faint(f'({id})')}", indent)

    def points(self, texts: Iterable[str], indent: int = 0) -> None:
        """Texts, each behind a dash; one alone without."""
        texts = list(texts)
        for text in texts:
            self.say(text, indent, 2, "- ") if len(texts) > 1 else self.say(text, indent)

    def pairs(self, entries: Mapping[str, str], indent: int = 0) -> None:
        """Ids in a column of their own, their labels beside them."""
        column = min(max(map(len, entries), default=0), 28) + 2
        for id, label in entries.items():
            self.say(label, indent, column, f"{id:<{column - 1}} ")

    def bold(self, text: str) -> str:
        """The text as a heading."""
        return f"{self.style.bold}{flat(text)}{self.style.end}"

    def faint(self, text: str) -> str:
        """The text as something beside."""
        return f"{self.style.faint}{seen(text)}{self.style.end}"

    def text(self) -> str:
        """What was written, with one line break at the end; no pipeline takes any of its lines for a command."""
        return quiet("\n".join(line.rstrip() for line in self.lines).rstrip("\n") + "\n")
