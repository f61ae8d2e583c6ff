"""Whose file is audited: a case without a name, and the audit's first lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

from casekit.days import less
from casekit.demo.bank import Bank
from casekit.demo.cast import Cast, Days
from casekit.demo.draft import Map
from casekit.demo.streams import weighted
from casekit.model.document import Value
from casekit.rubric.model import Length, Rubric

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
SIGNS = "23456789" + LETTERS
LOOK_BACK = Length(6, "months")
"""The period of an audit whose form does not name one."""

SEVERAL = 0.1


def form_of(cases: Bank, chance: Random) -> str:
    """The id of the form that an audit is done in."""
    forms = list(cases.data)
    return weighted(chance, forms, [_number(cases.at(form, "audits")) for form in forms])


def reference(chance: Random) -> str:
    """A random reference, which says nothing of anybody."""
    return chance.choice(LETTERS) + "".join(chance.choice(SIGNS) for _ in range(4))


def first_lines(
    rubric: Rubric, cases: Bank, id: str, cast: Cast, days: Days, chance: Random, before: Mapping[str, Value]
) -> Map:
    """The front matter as it is allotted: form, case, auditor and period.

    before: the case as an earlier audit of the same child had it; empty where there is none.
    """
    types = cases.map(rubric.id, "types")
    kind = weighted(chance, list(types), [_number(cases.at(rubric.id, "types", type, "share")) for type in types])
    age = chance.randint(*_ages(cases.map(rubric.id, "types", kind)))
    second = cases.at(rubric.id, "types", kind, "second")
    flags = [
        flag
        for flag, about in cases.map(rubric.id, "flags").items()
        if isinstance(about, dict)
        and chance.random() * 100 < _number(about["share"])
        and _ages(about)[0] <= age <= _ages(about)[1]
    ]
    several = second is not None and rubric.several_types and chance.random() < SEVERAL
    case: Map = {
        "ref": reference(chance),
        "type": [str(second), kind] if several else kind,
        "flags": [*flags],
        "age": age,
        "team": cast.team,
        "practitioner": cast.practitioner,
        "team_manager": cast.team_manager,
        "reviewer": cast.reviewer,
    }
    if before:
        passing = {flag for flag, about in cases.map(rubric.id, "flags").items() if _passes(about)}
        known = before["flags"] if isinstance(before["flags"], list) else []
        case |= {
            **{key: before[key] for key in ("ref", "type", "age")},
            "flags": [f for f in known if f not in passing],
        }
    return {
        "id": id,
        "rubric": rubric.ref,
        "case": case,
        "auditor": cast.auditor,
        "period": period(rubric, days.end),
    }


def period(rubric: Rubric, end: date) -> Value:
    """The time looked at, as long as the form looks back."""
    return {"from": less(end, rubric.looks_back or LOOK_BACK).isoformat(), "to": end.isoformat()}


def _passes(about: Value) -> bool:
    """Whether a flag tells of something that is over by the next audit, such as that the case changed hands."""
    return isinstance(about, Mapping) and "moved" in about


def _ages(about: Value) -> tuple[int, int]:
    assert isinstance(about, Mapping)
    return int(_number(about["from"])), int(_number(about["to"]))


def _number(value: Value) -> float:
    assert isinstance(value, int | float)
    return float(value)
