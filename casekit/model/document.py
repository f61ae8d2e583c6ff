"""A file as it was read: its values, where each stands, and the headings of its body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.problem import START, Route, Span

Scalar = str | int | float | bool | None
Value = Scalar | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Marks:
    """Where each value of a YAML text stands in its file, by route.

    values: the span of the value; keys: the span of the key that leads to it (absent for list items).
    """

    values: Mapping[Route, Span] = field(default_factory=dict)
    keys: Mapping[Route, Span] = field(default_factory=dict)

    def of(self, route: Route) -> Span:
        """The span of the value at route, or of the nearest enclosing key that exists.

        For a key whose value is a mapping or list, the key is the better place to point at, so it wins.
        A route into the body, ("#", line), is that line's first character; () is the file's. With three more numbers,
        ("#", line, column, end line, end column), it is a place in the file's text.
        """
        if not route:
            return START
        if route[0] == "#" and len(route) == 5:
            return Span(*(int(number) for number in route[1:]))
        if route[0] == "#":
            line = int(route[1]) if len(route) > 1 else 1
            return Span(line, 1, line, 1)
        value = self.values.get(route)
        key = self.keys.get(route)
        if value is not None and (key is None or key.line == value.line == value.end_line):
            return value
        if key is not None:
            return key
        return self.of_key(route[:-1]) if route else START

    def of_key(self, route: Route) -> Span:
        """The span of the key at route, or of the nearest enclosing one; for what is missing inside it."""
        while route:
            span = self.keys.get(route) or self.values.get(route)
            if span is not None:
                return span
            route = route[:-1]
        return START


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body that stands on its own (not inside a quote, list or fence).

    level: 1 to 6; title: its text without the marks; line: where it begins in the file, 1-based;
    text_line: the first line after it.
    """

    level: int
    title: str
    line: int
    text_line: int


@dataclass(frozen=True, slots=True)
class Body:
    """What stands under the front matter: lines of the file from first_line on, and its headings in order."""

    first_line: int = 1
    lines: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()

    def text(self, start: int, end: int) -> str:
        """Lines start to end (file lines, 1-based, end exclusive), without blank lines around."""
        return "\n".join(self.lines[start - self.first_line : end - self.first_line]).strip("\n")

    @property
    def end_line(self) -> int:
        """One past the last line of the file."""
        return self.first_line + len(self.lines)


@dataclass(frozen=True, slots=True)
class Document:
    """One file: path relative to the repository, its data (plain dicts, lists, scalars), marks and body."""

    path: str
    text: str
    data: Value
    marks: Marks
    body: Body = Body()


def place(text: str, start: int, end: int) -> Route:
    """The route to a piece of a file's text, from start to end (offsets in code points, end exclusive)."""
    first, last = text.count("\n", 0, start), text.count("\n", 0, end)
    begun, ended = text.rfind("\n", 0, start), text.rfind("\n", 0, end)
    return ("#", first + 1, start - begun, last + 1, end - ended)
