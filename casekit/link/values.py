"""Typed looks at plain data whose shape was already judged: what does not fit is simply not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from casekit.days import parse_day, parse_moment
from casekit.model.audit import Told
from casekit.model.document import Value
from casekit.problem import Route

Map = Mapping[str, Value]


def mapping(value: Value) -> Map:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def text(value: Value) -> str:
    """The value where it is text, without blanks around it, else ""."""
    return value.strip() if isinstance(value, str) else ""


def day(value: Value) -> date | None:
    """The day that the value names, else None."""
    return parse_day(value)


def moment(value: Value) -> date | datetime | None:
    """The day, or day and time, that the value names, else None."""
    return parse_day(value) or parse_moment(value)


def days(value: Value) -> tuple[date, ...]:
    """One day or several, in order of time."""
    found = (day(v) for v in (value if isinstance(value, list) else [value]))
    return tuple(sorted(d for d in found if d is not None))


def texts(value: Value) -> tuple[str, ...]:
    """The texts of a list; none where something else stands there."""
    return tuple(filter(None, map(text, value))) if isinstance(value, list) else ()


def entries(value: Value, route: Route) -> Iterator[tuple[Map, Route]]:
    """Each mapping of a list, with its route."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, dict):
                yield item, (*route, number)


def told(value: Value, route: Route, who: str = "who", at: str = "at") -> tuple[Told, ...]:
    """Who was told, and when."""
    return tuple(Told(text(item.get(who)), moment(item.get(at)), where) for item, where in entries(value, route))
