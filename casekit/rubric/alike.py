"""Worked cases that are like another one: what is given in them, with only what differs written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from casekit.problem import Route
from casekit.rubric.facts import Given
from casekit.rubric.model import Json
from casekit.rubric.parse.reader import Reader, quoted
from casekit.rubric.vocabulary import STATES
from casekit.words import listing

T = TypeVar("T")


def merged(base: Mapping[str, Json], own: Mapping[str, Json]) -> dict[str, Json]:
    """What is given in a case like another one: maps are laid over each other, all else replaces what stood there.

    A key with nothing behind it takes out what the other case gives there.
    """
    found = dict(base)
    for key, value in own.items():
        before = found.get(key)
        if value is None:
            found.pop(key, None)
        elif isinstance(value, Mapping):
            found[key] = merged(before if isinstance(before, Mapping) else {}, value)
        else:
            found[key] = value
    return found


def written(given: Mapping[str, Json], route: Route) -> bool:
    """Whether what is at route below `given` stands in the case itself, and not in the one that it is like."""
    at: Json = given
    for step in route:
        if isinstance(at, Mapping) and step in at:
            at = at[step]
        else:
            return isinstance(at, list)
    return True


def state_or(read: Callable[[T, object], Given | None], one: T, raw: object) -> Given | None:
    """What was given: a state such as not_applicable, or a value; None for a value that is not known there."""
    return Given(raw) if isinstance(raw, str) and raw in STATES else read(one, raw)


def others(
    reader: Reader,
    given: Mapping[str, Json],
    key: str,
    route: Route,
    known: Mapping[str, T],
    read: Callable[[T, object], Given | None],
) -> dict[str, Given]:
    """What every one of these gets that knows one of the values under key; whoever is named gets what is written there.

    Where several values stand there, the first one that is known. A value that none of them knows goes to the reader.
    """
    if key not in given:
        return {}
    raw = given[key]
    values: Iterable[object] = raw if isinstance(raw, list) else [raw]
    found: dict[str, Given] = {}
    for value in values:
        fits = {id: meant for id, one in known.items() if (meant := state_or(read, one, value)) is not None}
        if not fits:
            reader.say((*route, key), f"nothing that '{key}' could be about knows the value {quoted(value)}")
        found = {**fits, **found}
    return found


def like(reader: Reader, fields: Mapping[str, Json], before: Mapping[str, T], route: Route, what: str) -> T | None:
    """The case above that this one is like; None where it is like none."""
    if "like" not in fields:
        return None
    name = fields["like"]
    if isinstance(name, str) and name in before:
        return before[name]
    hint = f"Above it stand {listing(map(quoted, before))}." if before else "No case stands above it."
    reader.say((*route, "like"), f"{what} is like {quoted(name)}, and no case above it has that name", hint)
    return None
