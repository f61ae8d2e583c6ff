"""The one YAML loader: plain values from the parser's events, and a problem for whatever else YAML could do."""

from __future__ import annotations

from typing import Any

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from casekit.model.document import Value
from casekit.problem import Problem, Span
from casekit.read import refusals
from casekit.read.events import DEEPEST, events
from casekit.read.lost import Lost
from casekit.read.scalars import LONG_NUMBER, scalar
from casekit.read.syntax import explain
from casekit.read.text import REFUSED

MOST = 50
"""So many problems are reported for one file; the rest shows when these are mended."""


LOOKED_TOO_DEEP = "maximum nesting depth"
"""What some versions of the parser in C say of brackets far ahead, before the ones in front of them are read.

The parser in Python stops at the same place in every version, so it has the last word on such a text.
"""


class _EnoughError(Exception):
    """Reading further would tell the author nothing more, or cost too much."""


class _Frame:
    """A mapping or list that is still open; key_next: what comes next is a key of the mapping."""

    __slots__ = ("flow", "items", "key", "key_end", "key_next", "lines", "mapping")

    def __init__(self, event: Any) -> None:
        is_mapping = type(event) is MappingStartEvent
        self.mapping: dict[str, Value] | None = {} if is_mapping else None
        self.items: list[Value] = []
        self.key_next = is_mapping
        self.key: str | None = None
        self.key_end = 0
        self.flow = bool(event.flow_style)
        self.lines: dict[str, int] = {}


def load(path: str, text: str, first_line: int = 1, *, pure: bool = False) -> tuple[Value, list[Problem]]:
    """The values of a YAML text as dicts, lists and scalars, and the problems found.

    first_line: the line of the file on which the text begins. Where a problem is an error the values are
    not to be trusted. pure: by PyYAML's parser in Python, even where the one in C is there.
    """
    loader = _Loader(path, text, first_line)
    try:
        loader.load(pure)
    except _EnoughError:
        pass
    except (YAMLError, ValueError, OverflowError) as error:
        if not pure and LOOKED_TOO_DEEP in str(error):
            return load(path, text, first_line, pure=True)
        loader.problems.append(explain(path, text, first_line, error))
    return loader.root, loader.problems


class _Loader:
    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.frames: list[_Frame] = []
        self.documents = 0
        self.root: Value = None
        self.lost = Lost(text)

    def load(self, pure: bool) -> None:
        """Every event once, from the first to the last or to the first that cannot be understood."""
        steps = {
            ScalarEvent: self.scalar,
            MappingStartEvent: self.open,
            SequenceStartEvent: self.open,
            MappingEndEvent: self.close,
            SequenceEndEvent: self.close,
            AliasEvent: self.alias,
            DocumentStartEvent: self.document,
        }
        take = events(self.text, pure=pure)
        while (event := take()) is not None:
            step = steps.get(type(event))
            if step:
                step(event)

    def scalar(self, event: Any) -> None:
        """A word, a text, a number: as a key or as a value."""
        text: str = event.value
        plain = not event.style
        if event.anchor is not None or event.tag is not None:
            self.extras(event)
        elif event.style == '"' and (match := REFUSED.search(text)):
            self.add(event, refusals.unseen(match[0]))
        frame = self.frames[-1] if self.frames else None
        if frame and frame.key_next and frame.mapping is not None:
            self.key(frame, frame.mapping, event, text, plain)
            return
        value: Value = text
        if plain:
            value = scalar(text)
            if value is text and len(text) > 15 and LONG_NUMBER.fullmatch(text):
                self.add(event, refusals.long_number(text))
            if not text or self.lost.has_comments:
                self.look_for_lost_text(frame, event)
        self.place(value)

    def key(self, frame: _Frame, mapping: dict[str, Value], event: Any, text: str, plain: bool) -> None:
        """What stands before a colon: text, and no other key of the mapping."""
        frame.key_next = False
        frame.key = text
        frame.key_end = event.end_mark.index
        if plain and text == "<<":
            self.add(event, refusals.MERGE_KEY)
        elif plain and scalar(text) is not text:
            self.add(event, refusals.key_not_text(text) if text else refusals.KEY_MISSING)
        line = event.start_mark.line + self.first_line
        first = frame.lines.setdefault(text, line)
        if text in mapping:
            self.add(event, refusals.duplicate(text, first, line))

    def open(self, event: Any) -> None:
        """A mapping or a list begins."""
        if event.anchor is not None or event.tag is not None:
            self.extras(event)
        if len(self.frames) >= DEEPEST:
            self.add(event, refusals.TOO_DEEP)
            raise _EnoughError
        inner = _Frame(event)
        frame = self.frames[-1] if self.frames else None
        if frame and frame.key_next:
            self.add(event, refusals.KEY_NOT_A_WORD)
            frame.key_next = False
            frame.key = None
        else:
            self.place(inner.items if inner.mapping is None else inner.mapping)
        self.frames.append(inner)

    def close(self, event: Any) -> None:
        """The innermost mapping or list ends."""
        self.frames.pop()

    def alias(self, event: Any) -> None:
        """A reference to an anchor: refused, and nothing in its place."""
        self.add(event, refusals.alias(event.anchor))
        frame = self.frames[-1] if self.frames else None
        if frame and frame.key_next:
            frame.key_next = False
            frame.key = None
        else:
            self.place(None)

    def document(self, event: Any) -> None:
        """The start of a document: there may be one, without directives."""
        self.documents += 1
        if self.documents > 1:
            self.add(event, refusals.SECOND_DOCUMENT)
            raise _EnoughError
        if event.version or event.tags:
            self.add(event, refusals.DIRECTIVE)

    def place(self, value: Value) -> None:
        """The value goes where it stands: into the list, under the key, or to the top."""
        if not self.frames:
            self.root = value
            return
        frame = self.frames[-1]
        if frame.mapping is None:
            frame.items.append(value)
            return
        if frame.key is not None:
            frame.mapping.setdefault(frame.key, value)
        frame.key_next = True

    def extras(self, event: Any) -> None:
        """An anchor or an explicit tag."""
        if event.anchor is not None:
            self.add(event, refusals.anchor(event.anchor))
        if event.tag is not None:
            self.add(event, refusals.tag(event.tag))

    def look_for_lost_text(self, frame: _Frame | None, event: Any) -> None:
        """Text that the author wrote and YAML leaves out without a word."""
        in_braces = frame is not None and frame.flow and frame.mapping is not None
        if frame and in_braces and not event.value and self.lost.key_without_colon(frame.key_end):
            self.add(event, refusals.lost_in_braces(frame.key or ""))
        end = event.end_mark
        comment = self.lost.comment(end.index, event.value)
        if comment:
            line, column = end.line + self.first_line, end.column + 1
            span = Span(line, column, line, column + len(comment))
            self.say(span, refusals.lost_in_comment(comment.strip()))

    def add(self, event: Any, said: refusals.Said) -> None:
        """A problem at an event."""
        start, end, first = event.start_mark, event.end_mark, self.first_line
        self.say(Span(start.line + first, start.column + 1, end.line + first, end.column + 1), said)

    def say(self, span: Span, said: refusals.Said) -> None:
        """A problem at a span; enough is enough."""
        code, message, hint = said
        self.problems.append(Problem(self.path, span, code, message, hint))
        if len(self.problems) >= MOST:
            raise _EnoughError
