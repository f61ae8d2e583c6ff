"""Where each value and key of a YAML text stands, worked out when somebody first asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from casekit.model.document import Marks
from casekit.problem import Route, Span
from casekit.read.events import events

_COLON = re.compile(r"[ \t]*:")
_TOP = re.compile(r"\n([a-z_]+):(?=[ \n]|\Z)")
_ODD = re.compile(r"\n(?![ #\n]|-[ \n]|[a-z_]+:(?:[ \n]|\Z)|\Z)")
_NOTHING = re.compile(r"(?:[ ]*(?:#.*)?\n)*")
WHOLE = slice(None)


Spans = tuple[dict[Route, Span], dict[Route, Span]]
"""Of values and of keys, by route."""


class Places(Mapping[Route, Span]):
    """The spans of one text by route: of its keys, or of its values.

    Most files have no problem and nobody edits them, so their spans are never needed.
    """

    __slots__ = ("_source", "_which")

    def __init__(self, source: _Source, which: int) -> None:
        self._source = source
        self._which = which

    def __getitem__(self, route: Route) -> Span:
        return self._source.around(route)[self._which][route]

    def __iter__(self) -> Iterator[Route]:
        return iter(self._source.spans()[self._which])

    def __len__(self) -> int:
        return len(self._source.spans()[self._which])


class _Source:
    """A text that the strict loader has accepted, and its spans once they are known: of one top key, or of all."""

    __slots__ = ("_first_line", "_found", "_keys", "_parts", "_piece", "_text", "_tops")

    def __init__(self, text: str, piece: slice, first_line: int, keys: Sequence[str]) -> None:
        self._text = text
        self._piece = piece
        self._first_line = first_line
        self._keys = keys
        self._found: Spans | None = None
        self._tops: dict[str, slice] | None = None
        self._parts: dict[str, Spans] = {}

    def spans(self) -> Spans:
        """Of values and of keys."""
        if self._found is None:
            self._found = spans(self._text[self._piece], self._first_line)
        return self._found

    def around(self, route: Route) -> Spans:
        """At least those of the route and of what it leads through."""
        if self._found is not None or not route or not self._keys:
            return self.spans()
        text = self._text[self._piece]
        if self._tops is None:
            self._tops = tops(text, self._keys)
        if not self._tops:
            return self.spans()
        key = str(route[0])
        if key not in self._parts:
            piece = self._tops.get(key, slice(0, 0))
            line = self._first_line + text.count("\n", 0, piece.start)
            self._parts[key] = spans(text[piece], line) if piece.stop else ({}, {})
        return self._parts[key]


def marks(text: str, first_line: int = 1, piece: slice = WHOLE, keys: Sequence[str] = ()) -> Marks:
    """The marks of a YAML text, or of the piece of a file's text that is YAML and begins on first_line of it.

    The strict loader must have accepted it. keys: its top keys, in their order; none where nobody knows.
    """
    source = _Source(text, piece, first_line, keys)
    return Marks(Places(source, 0), Places(source, 1))


def tops(text: str, keys: Sequence[str]) -> dict[str, slice]:
    """Where each top key and what belongs to it stands, each YAML by itself; nothing where that is not plain to see.

    keys: all that the loader found. It is plain where the first line that says anything is a key, so that every key
    begins its line, where no line begins with anything that is neither such a key, nor a blank, a comment or a list's
    hyphen, and where what looks like a key is one.
    """
    lines = f"\n{text}"
    found = list(_TOP.finditer(lines))
    if [match[1] for match in found] != list(keys) or not found:
        return {}
    starts = [match.start() for match in found]
    if _ODD.search(lines) or not _NOTHING.fullmatch(text, 0, starts[0]):
        return {}
    return {key: slice(*ends) for key, ends in zip(keys, pairwise([*starts, len(text)]), strict=True)}


def spans(text: str, first_line: int, *, pure: bool = False) -> Spans:
    """The spans of values and of keys; where nothing stands for a value, the place after its colon.

    pure: by PyYAML's parser in Python.
    """
    values: dict[Route, Span] = {}
    keys: dict[Route, Span] = {}
    open_: list[_Open] = []
    take = events(text, pure=pure)
    while (event := take()) is not None:
        kind = type(event)
        if kind is ScalarEvent:
            span = _of_scalar(text, first_line, event)
            top = open_[-1] if open_ else None
            if top and top.key_next:
                top.key_next = False
                top.step = event.value
                keys[(*top.route, event.value)] = top.end = span
                top.key_end = event.end_mark.index
                continue
            if not event.value and not event.style:
                span = _of_nothing(text, first_line, span, top)
            values[_next_route(top)] = span
            if top:
                top.finish(span)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            start = event.start_mark
            line, column = start.line + first_line, start.column + 1
            route = _next_route(open_[-1] if open_ else None)
            open_.append(_Open(route, kind is MappingStartEvent, Span(line, column, line, column), event.flow_style))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            done = open_.pop()
            end = event.end_mark
            if done.flow:
                done.end = Span(end.line + first_line, end.column + 1, end.line + first_line, end.column + 1)
            span = Span(done.start.line, done.start.column, done.end.end_line, done.end.end_column)
            values[done.route] = span
            if open_:
                open_[-1].finish(span)
    return values, keys


class _Open:
    """A mapping or list whose end is not reached: its route, the key or index of its next value, its last part."""

    __slots__ = ("end", "flow", "key_end", "key_next", "mapping", "route", "start", "step")

    def __init__(self, route: Route, mapping: bool, start: Span, flow: bool | None) -> None:
        self.route = route
        self.mapping = mapping
        self.key_next = mapping
        self.step: str | int = "" if mapping else 0
        self.start = self.end = start
        self.flow = bool(flow)
        self.key_end = 0

    def finish(self, span: Span) -> None:
        """A value stood there; what comes next is a key, or the next entry of the list."""
        self.end = span
        if self.mapping:
            self.key_next = True
        else:
            self.step = int(self.step) + 1


def _next_route(top: _Open | None) -> Route:
    return (*top.route, top.step) if top else ()


def _of_scalar(text: str, first_line: int, event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    if event.style in ("|", ">"):
        return _of_block(text, first_line, event)
    return Span(start.line + first_line, start.column + 1, end.line + first_line, end.column + 1)


def _of_block(text: str, first_line: int, event: Any) -> Span:
    """From the > or | to the end of the last line that is not blank."""
    start = event.start_mark
    piece = text[start.index : event.end_mark.index].rstrip()
    breaks = piece.count("\n")
    column = len(piece) - piece.rfind("\n") if breaks else start.column + 1 + len(piece)
    return Span(start.line + first_line, start.column + 1, start.line + first_line + breaks, column)


def _of_nothing(text: str, first_line: int, span: Span, top: _Open | None) -> Span:
    """Where a value would stand that is not there: after the colon, or after the key; in a list, where it is."""
    if top is None:
        return Span(first_line, 1, first_line, 1)
    if not top.mapping:
        return span
    colon = _COLON.match(text, top.key_end)
    width = colon.end() - top.key_end if colon else 0
    line, column = top.end.end_line, top.end.end_column + width
    return Span(line, column, line, column)
