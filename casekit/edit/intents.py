"""What somebody means to change in an audit file, and what its data is then to be."""

from __future__ import annotations

from dataclasses import dataclass

from casekit.edit.source import Piece
from casekit.model.document import Value
from casekit.problem import Route


@dataclass(frozen=True, slots=True)
class Set:
    """The key at route gets this value; the key and what it stands in are made where they are not there."""

    route: Route
    value: Value


@dataclass(frozen=True, slots=True)
class Remove:
    """The key or the entry at route goes, with its value; comments beside it stay."""

    route: Route


@dataclass(frozen=True, slots=True)
class Append:
    """The list at route gets one more entry at its end. An entry that stands there already is not added again."""

    route: Route
    value: Value


@dataclass(frozen=True, slots=True)
class Rename:
    """The key at route is called key from now on; its value and its place stay."""

    route: Route
    key: str


@dataclass(frozen=True, slots=True)
class Rearrange:
    """The body consists of these pieces from now on, in this order."""

    pieces: tuple[Piece, ...]


Intent = Set | Remove | Append | Rename | Rearrange


class Impossible(Exception):
    """What is meant cannot be: says why."""


def look(data: Value, route: Route) -> Value:
    """The value at route; KeyError where there is none."""
    for step in route:
        if not _steps(data, step):
            raise KeyError(route)
        data = data[step]  # type: ignore[index]
    return data


def _steps(data: Value, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(data, list) and 0 <= step < len(data)
    return isinstance(data, dict) and step in data


def has(data: Value, route: Route) -> bool:
    """Whether something (be it nothing) stands at route."""
    try:
        look(data, route)
    except KeyError:
        return False
    return True


def nested(route: Route, value: Value) -> Value:
    """The value with a mapping around it for each step of route."""
    for step in reversed(route):
        value = {str(step): value}
    return value


def meant(data: Value, intent: Intent) -> Value:
    """The data after the change; the data given stays as it is. Impossible where it cannot be."""
    match intent:
        case Set(route, value):
            return _put(data, route, value)
        case Remove(route):
            return _without(data, route) if has(data, route) else data
        case Append(route, value):
            there = look(data, route) if has(data, route) else None
            if there is not None and not isinstance(there, list):
                raise Impossible(f"'{route[-1]}' is not a list")
            return data if _stands(there or [], value) else _put(data, route, [*(there or []), value])
        case Rename(route, key):
            return _renamed(data, route, key) if has(data, route) else data
        case _:
            return data


def same(one: Value, other: Value) -> bool:
    """Whether two values are equal and of the same kinds all through: true is not 1, nothing is not an empty list."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and one == other


def _stands(entries: list[Value], value: Value) -> bool:
    if not isinstance(value, dict) or "id" not in value:
        return False
    for entry in entries:
        if isinstance(entry, dict) and entry.get("id") == value["id"]:
            if same(entry, value):
                return True
            raise Impossible(f"an entry with the id '{value['id']}' stands there already")
    return False


def _put(data: Value, route: Route, value: Value) -> Value:
    if not route:
        return value
    step, rest = route[0], route[1:]
    if isinstance(step, int):
        if not isinstance(data, list) or not 0 <= step < len(data):
            raise Impossible("there is no such entry")
        return [*data[:step], _put(data[step], rest, value), *data[step + 1 :]]
    if data is not None and not isinstance(data, dict):
        raise Impossible(f"'{step}' cannot stand below what is not a set of keys")
    inner = data or {}
    return {**inner, step: _put(inner.get(step), rest, value)}


def _without(data: Value, route: Route) -> Value:
    """What loses its last key or entry becomes nothing."""
    step, rest = route[0], route[1:]
    if isinstance(data, dict):
        if rest:
            return {key: _without(item, rest) if key == step else item for key, item in data.items()}
        return {key: item for key, item in data.items() if key != step} or None
    assert isinstance(data, list)  # something stands at route
    if rest:
        return [_without(item, rest) if number == step else item for number, item in enumerate(data)]
    return [item for number, item in enumerate(data) if number != step] or None


def _renamed(data: Value, route: Route, key: str) -> Value:
    step, rest = route[0], route[1:]
    if isinstance(data, dict):
        if not rest and key != step and key in data:
            raise Impossible(f"the key '{key}' stands there already")
        return {
            key if name == step and not rest else name: _renamed(item, rest, key) if name == step and rest else item
            for name, item in data.items()
        }
    assert isinstance(data, list)  # something stands at route
    if not rest:
        raise Impossible("an entry of a list has no name")
    return [_renamed(item, rest, key) if number == step else item for number, item in enumerate(data)]
