"""Routes of keys into an audit's data, as a planted mistake names them: [actions, any, owner]."""

from __future__ import annotations

from collections.abc import Sequence

from casekit.demo.draft import Map
from casekit.model.document import Value

ANY = "any"
"""In place of a key or a number: the first under which the rest of the route leads to something."""

Step = str | int
Route = Sequence[Step]


class NotHereError(Exception):
    """The audit has nothing at that route: this mistake cannot be planted in it."""


def found(data: Value, route: Route) -> Value:
    """What stands at the end of the route."""
    holder, last = holder_of(data, route)
    return holder[last]  # type: ignore[index]  # holder_of saw that it fits


def holder_of(data: Value, route: Route) -> tuple[Map | list[Value], Step]:
    """The mapping or list that holds the end of the route, and the key or number there. NotHereError if none does."""
    for path in _paths(data, list(route)):
        holder: Value = data
        for step in path[:-1]:
            holder = holder[step]  # type: ignore[index]  # _paths walked this way
        assert isinstance(holder, dict | list)
        return holder, path[-1]
    raise NotHereError(route)


def put(data: Map, route: Route, value: Value) -> None:
    """Writes the value at the end of the route, where something stands already."""
    holder, last = holder_of(data, route)
    holder[last] = value  # type: ignore[index]


def removed(data: Map, route: Route) -> None:
    """Takes out what stands at the end of the route, and a list or mapping that it leaves empty."""
    holder, last = holder_of(data, route)
    del holder[last]  # type: ignore[arg-type]
    if not holder and len(route) > 1:
        removed(data, route[:-1])


def _paths(data: Value, route: list[Step]) -> list[list[Step]]:
    """Every way in which the route can be walked; any is each key or number in turn."""
    if not route:
        return [[]]
    step, rest = route[0], route[1:]
    if isinstance(data, dict):
        steps: Sequence[Step] = list(data) if step == ANY else [step] if step in data else []
        inner = {key: data[str(key)] for key in steps}
    elif isinstance(data, list):
        steps = range(len(data)) if step == ANY else [step] if isinstance(step, int) and step < len(data) else []
        inner = {number: data[int(number)] for number in steps}
    else:
        return []
    return [[key, *path] for key, value in inner.items() for path in _paths(value, rest)]
