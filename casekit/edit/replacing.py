"""A value of the front matter gives way to another, on lines of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casekit.edit.canonical import item_lines, pair_lines
from casekit.edit.scalars import quoted
from casekit.edit.source import Splice, Way
from casekit.edit.view import Comment, View
from casekit.model.document import Value
from casekit.problem import Route


def replaced(view: View, route: Route, value: Value) -> Iterator[Way]:
    """The value at route, around which there are no braces, gives way to another; comments inside it stay above it."""
    if not route:
        return
    if isinstance(route[-1], int):
        yield from _entry(view, route, value)
        return
    key, colon = view.key(route)[0], view.after_colon(route)
    start, end = view.value(route)
    column = view.column(key)
    first, *below = pair_lines(route, value, " " * column)
    inside = view.comments(view.line_end(colon), view.line_end(end)) if view.line_end(colon) < end else []
    for head in _heads(first[column + len(_name(first[column:])) :], value):
        yield [*_above(view, key, inside), _behind(view, colon, start, end, [head, *below])]


def _name(line: str) -> str:
    """The key at the start of a line that casekit wrote, with its colon."""
    if not line.startswith('"'):
        return line[: line.index(":") + 1]
    end = 1
    while line[end] != '"':
        end += 2 if line[end] == "\\" else 1
    return line[: end + 2]


def _heads(head: str, value: Value) -> Iterator[str]:
    """What may stand behind the colon: as casekit writes it, and in quotes, where what follows would be misread."""
    yield head
    if isinstance(value, str):
        yield f" {quoted(value)}"


def _behind(view: View, colon: int, start: int, end: int, lines: Sequence[str]) -> Splice:
    """New lines for what stands from the colon to the value's end; a comment on the key's line stays there."""
    if view.line_start(start) == view.line_start(colon) == view.line_start(end):
        rest = view.text[end : view.line_end(end)]
    else:
        rest = "".join(f"  {comment.text}" for comment in view.comments(colon, view.line_end(colon)))
    return Splice(colon, view.line_end(end), "\n".join([lines[0] + rest, *lines[1:]]))


def _entry(view: View, route: Route, value: Value) -> Iterator[Way]:
    """An entry of a list, behind the hyphen on its own line."""
    start, end = view.value(route)
    before = view.before(start)
    if before.strip() != "-":
        return
    dash = view.line_start(start) + before.index("-")
    lines = item_lines(route, value, before[: before.index("-")])
    comments = view.comments(start, view.line_end(end))
    yield [*_above(view, dash, comments), Splice(dash, view.line_end(end), "\n".join(lines)[before.index("-") :])]


def _above(view: View, place: int, comments: Sequence[Comment]) -> Way:
    """The comments on lines of their own above the line of a place."""
    if not comments:
        return []
    start, column = view.line_start(place), view.column(place)
    return [Splice(start, start, "".join(f"{' ' * column}{comment.text}\n" for comment in comments))]
