"""What a report is made of: headings, sentences, lists, tables and bars, before anybody decides how they look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. level: 1 for the report's own, 2 for its parts, 3 under these."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote, as they wrote it, and where it stands; "" where the heading over it says so."""

    text: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its caption. numbers: from which column on figures stand; there they are set to the right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: its label, how many, and its tone, t1 (best) to t4 (worst)."""

    label: str
    count: int
    tone: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of shares with its name. The table beside it says the same in figures."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars under one title; describes: what they show, in a sentence."""

    title: str
    describes: str
    bars: tuple[Bar, ...]

    @property
    def drawn(self) -> tuple[Bar, ...]:
        """The bars that have anything to show."""
        return tuple(bar for bar in self.bars if any(part.count for part in bar.parts))


Block = Heading | Words | Points | Quote | Grid | Bars


@dataclass(frozen=True, slots=True)
class Document:
    """A report: its title, whom it is for, and its blocks. made: from which commit, on which day, by which version."""

    title: str
    authority: str
    marking: str
    whom: str
    made: str
    day: str
    blocks: tuple[Block, ...]
