"""How an edit of the front matter can be written: the ways, best first, each as changes to the text.

Whether a way does what is meant is not known here: whoever takes one reads the file again and looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from casekit.edit import braces
from casekit.edit.brothers import next_brother, predecessor
from casekit.edit.canonical import item_lines, pair_lines
from casekit.edit.intents import Append, Intent, Remove, Rename, Set, has, look, meant, nested
from casekit.edit.replacing import replaced
from casekit.edit.scalars import inline, quoted
from casekit.edit.source import Splice, Way
from casekit.edit.view import View
from casekit.model.document import Value
from casekit.problem import Route

Order = Callable[[Route], Sequence[str]]
"""The order of the keys of the mapping at a route; () where there is none."""


def ways(view: View, intent: Intent, order: Order) -> Iterator[Way]:
    """Each way to write the edit, which changes something; none where it cannot be written by lines."""
    match intent:
        case Set(route, value):
            yield from _set(view, route, value, order)
        case Append(route, value):
            yield from _append(view, route, value, order)
        case Remove(route):
            yield from _remove(view, route)
        case Rename(route, key):
            start, end = view.key(route)
            yield [Splice(start, end, inline(key))]
            yield [Splice(start, end, quoted(key))]


def _set(view: View, route: Route, value: Value, order: Order) -> Iterator[Way]:
    known = next(n for n in range(len(route) - 1, -1, -1) if _holds(view.data, route[:n]) or n == 0)
    parent, at = route[:known], route[: known + 1]
    value = nested(route[known + 1 :], value)
    there = has(view.data, at)
    around = view.braces(parent)
    if around is not None:
        if there:
            yield from braces.new_value(view, at, value)
        else:
            yield from braces.new_key(view, at, value, order(parent))
        yield from replaced(view, around, look(meant(view.data, Set(at, value)), around))
    elif there:
        yield from replaced(view, at, value)
    else:
        yield from _inserted(view, at, value, order)


def _holds(data: Value, route: Route) -> bool:
    """Whether a set of keys or a list stands at route that is not empty, so that something can be put into it."""
    return has(data, route) and isinstance(there := look(data, route), dict | list) and bool(there)


def _append(view: View, route: Route, value: Value, order: Order) -> Iterator[Way]:
    if not _holds(view.data, route):
        yield from _set(view, route, [value], order)
        return
    there = look(view.data, route)
    assert isinstance(there, list)  # else the edit would not be possible
    around = view.braces(route)
    if around is not None:
        yield from braces.new_entry(view, route, value)
        yield from replaced(view, around, look(meant(view.data, Append(route, value)), around))
    else:
        indent = " " * view.column(view.value(route)[0])
        end = view.value((*route, len(there) - 1))[1]
        yield from _below(view, end, item_lines((*route, len(there)), value, indent))


def _inserted(view: View, route: Route, value: Value, order: Order) -> Iterator[Way]:
    """A new key in a mapping that has others already, each on a line of its own."""
    parent, key = route[:-1], str(route[-1])
    brothers = look(view.data, parent)
    assert isinstance(brothers, dict)  # else the edit would not be possible
    first = view.key((*parent, next(iter(brothers))))[0]
    column = view.column(first)
    lines = pair_lines(route, value, " " * column)
    after = predecessor([*brothers], key, order(parent))
    if after is not None:
        yield from _below(view, view.value((*parent, after))[1], lines)
    elif view.before(first).strip():
        yield [Splice(first, first, "\n".join([lines[0][column:], *lines[1:], " " * column]))]
    else:
        start = view.comments_above(first)
        yield [Splice(start, start, "".join(f"{line}\n" for line in lines))]


def _below(view: View, end: int, lines: Sequence[str]) -> Iterator[Way]:
    """New lines right below the line of a place; or, where blank lines belong to what stands there, below those."""
    at = view.line_end(end)
    added = "".join(f"\n{line}" for line in lines)
    yield [Splice(at, at, added)]
    blank = at
    while blank + 1 < len(view.text) and not view.text[blank + 1 : view.line_end(blank + 1)].strip():
        blank = view.line_end(blank + 1)
    if blank != at:
        yield [Splice(blank, blank, added)]


def _remove(view: View, route: Route) -> Iterator[Way]:
    around = view.braces(route[:-1])
    if around is not None:
        yield from braces.without(view, route)
        yield from replaced(view, around, look(meant(view.data, Remove(route)), around))
        return
    start, end = view.start(route), view.line_end(view.value(route)[1])
    before = view.before(start)
    comments = [comment.text for comment in view.comments(start, end)]
    entry = isinstance(route[-1], int)
    if before.strip() == ("-" if entry else ""):
        column = before.index("-") if entry else len(before)
        kept = "".join(f"{' ' * column}{text}\n" for text in comments)
        yield [Splice(view.line_start(start), min(end + 1, len(view.text)), kept)]
    elif not entry:
        following = next_brother(view, route)
        if following is not None and not view.comments(start, following):
            yield [Splice(start, following, "")]
        yield [Splice(start, end, "".join(f"\n{' ' * view.column(start)}{text}" for text in comments))]
