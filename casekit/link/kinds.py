"""Kinds of case, flags and dates on record, resolved to the form's own ids."""

from __future__ import annotations

from datetime import date

from casekit.link.unknown import among, stranger
from casekit.link.values import Map, day, days, mapping, text
from casekit.model.audit import Spell
from casekit.model.document import Value
from casekit.problem import Remark, Route
from casekit.rubric.model import Rubric


def kinds_of(
    case: Map, rubric: Rubric, route: Route, remarks: list[Remark]
) -> tuple[tuple[Spell, ...], tuple[str, ...]]:
    """The kinds of case and the flags that stand at route."""
    raw = case.get("type")
    several = isinstance(raw, list)
    spells = []
    for number, item in enumerate(raw if isinstance(raw, list) else [raw]):
        name = text(mapping(item).get("status")) if isinstance(item, dict) else text(item)
        known = among(name, rubric.case_types)
        if known:
            spells.append(Spell(known, day(mapping(item).get("from")), day(mapping(item).get("to"))))
        elif name:
            spot = (*route, "type", number) if several else (*route, "type")
            remarks.append(stranger(spot, "kind of case", name, rubric, rubric.case_types))
    flags = []
    given = case.get("flags")
    for number, item in enumerate(given if isinstance(given, list) else []):
        known = among(text(item), rubric.flags)
        if known:
            flags.append(known)
        elif text(item):
            remarks.append(stranger((*route, "flags", number), "flag", text(item), rubric, rubric.flags))
    return tuple(spells), tuple(flags)


def known_dates(value: Value, rubric: Rubric, route: Route, remarks: list[Remark]) -> dict[str, tuple[date, ...]]:
    """The days that stand at route, by the form's own ids; an empty list says that there is none on record."""
    found = {}
    for name, given in mapping(value).items():
        if name not in rubric.dates:
            remarks.append(stranger((*route, name), "date", name, rubric, rubric.dates))
        elif days(given) or given == []:
            found[name] = days(given)
    return found
