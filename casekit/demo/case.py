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


def first_lines(rubric: Rubric, cases: Bank, id: str, cast: Cast, days: Days, chance: Random) -> Map:
    """The front matter as it is allotted: form, case, auditor and period."""
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
        "ref": chance.choice(LETTERS) + "".join(chance.choice(SIGNS) for _ in range(4)),
        "type": [str(second), kind] if several else kind,
        "flags": [*flags],
        "age": age,
        "team": cast.team,
        "practitioner": cast.practitioner,
        "team_manager": cast.team_manager,
        "reviewer": cast.reviewer,
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


def _ages(about: Value) -> tuple[int, int]:
    assert isinstance(about, Mapping)
    return int(_number(about["from"])), int(_number(about["to"]))


def _number(value: Value) -> float:
    assert isinstance(value, int | float)
    return float(value)
