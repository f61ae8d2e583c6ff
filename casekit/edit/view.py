"""A document looked at as text: where its keys, values, lines and comments begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.edit.intents import has, look
from casekit.model.document import Document, Value
from casekit.problem import Route, Span

_COLON = re.compile(r"[ \t]*:")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)
_BLOCK = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the front matter, by its place in the text."""

    start: int
    text: str


class View:
    """The front matter of one document, by indexes into its text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]

    @property
    def data(self) -> Value:
        """The document's values."""
        return self.document.data

    def key(self, route: Route) -> tuple[int, int]:
        """Where the key at route begins and ends."""
        return self._both(self.document.marks.keys[route])

    def value(self, route: Route) -> tuple[int, int]:
        """Where the value at route begins and ends; where nothing stands, the place after its colon twice."""
        return self._both(self.document.marks.values[route])

    def start(self, route: Route) -> int:
        """Where the key at route begins, or the entry without its hyphen."""
        return (self.key if isinstance(route[-1], str) else self.value)(route)[0]

    def opens(self, route: Route) -> bool:
        """Whether the value at route is braces or brackets, with what is in them."""
        return self.text[self.value(route)[0]] in "{["

    def after_colon(self, route: Route) -> int:
        """The place after the colon of the key at route."""
        end = self.key(route)[1]
        colon = _COLON.match(self.text, end)
        return colon.end() if colon else end

    def column(self, index: int) -> int:
        """How far to the right a place is, from 0."""
        return index - self.line_start(index)

    def line_start(self, index: int) -> int:
        """Where the line of a place begins."""
        return self._starts[bisect_right(self._starts, index) - 1]

    def line_end(self, index: int) -> int:
        """Where the line of a place ends, before its line feed."""
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    def before(self, index: int) -> str:
        """What stands on the line before a place."""
        return self.text[self.line_start(index) : index]

    def braces(self, route: Route) -> Route | None:
        """The outermost part of route whose value stands in braces or brackets, route itself included."""
        for length in range(len(route) + 1):
            part = route[:length]
            if has(self.data, part) and isinstance(look(self.data, part), dict | list) and self.opens(part):
                return part
        return None

    def comments(self, start: int, end: int) -> list[Comment]:
        """The comments between two places that stand outside all keys and values."""
        masked = list(self.text[start:end])
        for first, last in self._words():
            for index in range(max(first, start), min(last, end)):
                if masked[index - start] != "\n":
                    masked[index - start] = "x"
        text = "".join(masked)
        return [
            Comment(start + match.start(), self.text[start + match.start() : start + match.end()].rstrip())
            for match in _COMMENT.finditer(text)
        ]

    def comments_above(self, index: int) -> int:
        """Where the comments begin that stand on lines of their own right above the line of a place; else that line."""
        start = self.line_start(index)
        while start > 0:
            above = self.line_start(start - 1)
            if not self.text[above : start - 1].lstrip(" \t").startswith("#"):
                break
            start = above
        return start

    def _words(self) -> Iterator[tuple[int, int]]:
        """The place of every key and of every value that holds no others."""
        for span in self.document.marks.keys.values():
            yield self._both(span)
        for route, span in self.document.marks.values.items():
            if isinstance(look(self.data, route), dict | list):
                continue
            start, end = self._both(span)
            block = _BLOCK.match(self.text, start)
            if block is None or self.line_end(start) >= end:
                yield start, end
            else:
                yield start, block.end()
                yield self.line_end(start), end

    def _both(self, span: Span) -> tuple[int, int]:
        return self._starts[span.line - 1] + span.column - 1, self._starts[span.end_line - 1] + span.end_column - 1
