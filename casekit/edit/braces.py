"""Edits inside braces and brackets, on the line that they stand on, as long as it can still be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casekit.edit.brothers import former_end, next_brother, predecessor
from casekit.edit.canonical import flow
from casekit.edit.intents import look
from casekit.edit.scalars import WIDTH, is_word
from casekit.edit.source import Splice, Way
from casekit.edit.view import View
from casekit.model.document import Value
from casekit.problem import Route


def new_value(view: View, route: Route, value: Value) -> Iterator[Way]:
    """Another value for a key or an entry that stands in braces."""
    text = flow(value)
    if text is not None:
        start, end = view.value(route)
        gap = " " if view.text[start - 1 : start] == ":" else ""
        yield from _if_short(view, Splice(start, end, gap + text))


def new_key(view: View, route: Route, value: Value, order: Sequence[str]) -> Iterator[Way]:
    """One more key between braces that hold some; order: of the keys there."""
    parent, key = route[:-1], str(route[-1])
    brothers, text = look(view.data, parent), flow(value)
    if text is None or not isinstance(brothers, dict) or not is_word(key) or not view.opens(parent):
        return
    after = predecessor([*brothers], key, order)
    if after is not None:
        end = view.value((*parent, after))[1]
        yield from _if_short(view, Splice(end, end, f", {key}: {text}"))
    else:
        start = view.key((*parent, next(iter(brothers))))[0]
        yield from _if_short(view, Splice(start, start, f"{key}: {text}, "))


def new_entry(view: View, route: Route, value: Value) -> Iterator[Way]:
    """One more entry behind the last one of the list at route."""
    text = flow(value)
    there = look(view.data, route)
    if text is not None and isinstance(there, list) and view.opens(route):
        end = view.value((*route, len(there) - 1))[1]
        yield from _if_short(view, Splice(end, end, f", {text}"))


def without(view: View, route: Route) -> Iterator[Way]:
    """A key or an entry goes, its comma with it; never the last one."""
    following, former = next_brother(view, route), former_end(view, route)
    start = view.start(route)
    if following is not None:
        if not view.comments(start, following):
            yield [Splice(start, following, "")]
    elif former is not None:
        end = view.value(route)[1]
        if not view.comments(former, end):
            yield [Splice(former, end, "")]


def _if_short(view: View, splice: Splice) -> Iterator[Way]:
    """The change, where its line stays short enough to be read, or gets no longer."""
    more = len(splice.text) - (splice.end - splice.start)
    if more <= 0 or view.line_end(splice.end) - view.line_start(splice.start) + more <= WIDTH:
        yield [splice]
