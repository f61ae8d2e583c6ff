"""What a page is made of: small finished values that templates only print."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; href is relative to the page, or "" where the text stands alone."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One grade's part of a bar. x, width and middle are per cent of the bar's length, ready to print.

    shown: its count where the part is wide enough to hold it, else "".
    """

    x: str
    width: str
    middle: str
    tone: str
    shown: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of grades, best first. id is unique on its page; title and desc say in words what it shows."""

    id: str
    title: str
    desc: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    tone: "" for plain text, else the colour of its tag (the text says the same). key: what it is sorted by
    where that is not the text. note: a second, smaller line (behind a number: on the same line). bar: drawn
    instead of the text. kind: "", "number" or "whole" (never broken over lines). lines: a list after the text.
    """

    text: str
    href: str = ""
    tone: str = ""
    key: str = ""
    note: str = ""
    bar: Bar | None = None
    kind: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    kind: "", "number", "wide" (long text), "ask" (questions, the same width in each table), "answer" or "chart".
    choose: readers may filter by its values.
    """

    text: str
    kind: str = ""
    choose: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the first cell of a row is its heading.

    id is unique on its page. empty: what stands there instead where there are no rows. tools: readers may
    sort (and filter, where columns say so) with the script. more: a script with the rows of all pages.
    titled: whether the caption is seen; where a heading above says the same, it is only read out. drawn: some
    cells are bars. of: what it belongs to, read out behind the caption, where a page has several of its kind.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "None."
    tools: bool = False
    more: str = ""
    titled: bool = False
    drawn: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a summary: what, and its values."""

    label: str
    values: tuple[Link, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A heading and the text under it."""

    title: str
    html: Markup
    note: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that needs somebody. tone: "bad" or "warn" (the text says the same)."""

    tone: str
    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands out, with what it counts, of how many, and where to read on."""

    number: str
    label: str
    of: str
    href: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class GradesView:
    """The grades of one form. denominator: the sentence that says what is counted. months: all of them, elsewhere."""

    id: str
    title: str
    rubric: Link
    denominator: str
    legend: tuple[Cell, ...]
    tables: tuple[Table, ...]
    months: Link = Link("")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path in the site, its template, what it is called, the way to it, and its finished content."""

    path: str
    template: str
    title: str
    crumbs: tuple[Link, ...]
    body: object

    @property
    def root(self) -> str:
        """What leads from this page to the top of the site: "" or "../"."""
        return "../" * self.path.count("/")
