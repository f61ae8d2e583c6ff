""" "All" and "most" pass over what the auditor may leave out and did; what is only missing stays unknown."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.rubric.cases import run
from casekit.rubric.load import load


def came(section: dict[str, Any], given: dict[str, Any], how_many: str = "all") -> list[str]:
    """The limits that a case breaks whose whole is red, where red is not allowed once `how_many` are green."""
    rubric, remarks = load(
        {
            "id": "lake",
            "version": 1,
            "title": "Lake",
            "scales": {"light": {"best_first": ["green", "amber", "red"]}},
            "sections": {
                "shore": {"title": "Shore", "grade": "light"},
                "boats": {"title": "Boats", "grade": "light", **section},
            },
            "overall": {
                "title": "The lake",
                "grade": "light",
                "limits": [
                    {
                        "id": "every",
                        "when": {"grades": ["shore", "boats"], "is": "green", "how_many": how_many},
                        "always": {"at_least": "amber"},
                    }
                ],
            },
            "cases": {"it": {"given": given, "expect": {"broken": []}}},
        },
        {},
    )
    assert rubric is not None, remarks
    (result,) = run(rubric)
    return list(result.got.get("broken", [])) if not result.passed else []


EACH = {"for_each": {"name": "Boat", "of": {"one": "One", "two": "Two", "three": "Three"}, "at_least": 2}}


def graded(boats: dict[str, str]) -> dict[str, Any]:
    each = {"boats": {one: {"grades": {"boats": grade}} for one, grade in boats.items()}}
    return {"each": each, "grades": {"shore": "green", "overall": "red"}}


@pytest.mark.parametrize("how_many", ["all", "most"])
@pytest.mark.parametrize(
    ("boats", "broken"),
    [
        ({"one": "green", "two": "green"}, True),  # the third may be left out, and was
        ({"one": "green", "two": "green", "three": "green"}, True),
        ({"one": "amber", "two": "red"}, False),
    ],
)
def test_whom_the_audit_leaves_out_is_no_part_of_all(boats: dict[str, str], broken: bool, how_many: str) -> None:
    assert came(EACH, graded(boats), how_many) == (["every"] if broken else [])


def test_one_who_is_there_and_has_no_grade_yet_leaves_it_open() -> None:
    given = graded({"one": "green", "two": "green"})
    given["each"]["boats"]["three"] = {}
    assert came(EACH, given) == []


def test_nobody_is_left_out_while_more_of_them_have_to_come() -> None:
    assert came(EACH, graded({"one": "green"})) == []


@pytest.mark.parametrize(
    ("section", "boats", "broken"),
    [
        ({"required": "chosen"}, None, True),  # left to the auditor, and not taken up
        ({"required": "chosen"}, "red", False),
        ({"required": "chosen"}, "not_assessed", False),
        ({}, None, False),
    ],
)
def test_a_section_that_the_auditor_did_not_choose_is_no_part_of_all(
    section: dict[str, Any], boats: str | None, broken: bool
) -> None:
    grades = {"shore": "green", "overall": "red", **({"boats": boats} if boats else {})}
    assert came(section, {"grades": grades}) == (["every"] if broken else [])
