"""The law's timescales: the nation's file in policy/statutory, its holidays, and what the council adds to both."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from casekit.days import parse_day
from casekit.model.law import Law, Timescale
from casekit.resources import resource
from casekit.workdays import Calendar, parse_span


def law(nation: str, holidays: Iterable[str], dates: Mapping[str, Any], types: Mapping[str, Any]) -> Law:
    """The law of a nation, by its file's name; holidays: further days on which nobody works."""
    data = _file(f"statutory/{nation}")
    closed = {day for year in _file("holidays")[data["holidays"]].values() for day in year}
    closed.update(day for text in holidays if (day := parse_day(text)))
    return Law(
        nation=data["nation"],
        timescales=tuple(timescale(entry) for entry in data["timescale"]),
        calendar=Calendar(frozenset(closed)),
        dates={event: tuple(ids) for event, ids in dates.items()},
        types={status: tuple(ids) for status, ids in types.items()},
    )


def timescale(entry: Mapping[str, Any]) -> Timescale:
    """One entry of a nation's file. ValueError where its length is none."""
    within = parse_span(entry["within"])
    if within is None:
        raise ValueError(f"{entry['id']}: '{entry['within']}' is no length of time")
    return Timescale(
        id=entry["id"],
        what=entry["what"],
        event=entry["event"],
        kind=entry["kind"],
        within=within,
        source=entry["source"],
        after=entry.get("after", ""),
        status=entry.get("while", ""),
        below=entry.get("age_below"),
        least=entry.get("age_from"),
        always=entry.get("always", False),
        begun=entry.get("or_standing", False),
        start=_day(entry.get("from")),
        end=_day(entry.get("to")),
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((resource("policy") / f"{name}.toml").read_text(encoding="utf-8"))
