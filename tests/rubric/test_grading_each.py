"""Scores and grades that are worked out, where several answer a section."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.rubric.cases import run
from tests.rubric.counting import counting

BANDS = {"scale": "result", "how": "bands", "bands": {"high": 75, "middle": 50, "low": 0}, "round": "none"}
AGENCY: dict[str, Any] = {
    "title": "Agencies",
    "for_each": {"name": "Agency", "of": {"police": "Police", "school": "School"}, "at_least": 1},
    "score": {"how": "points"},
    "grade": {**BANDS, "override": ["qa_lead"]},
    "questions": {"shared": "Shared?", "joined": {"ask": "Joined?", "boxes": {"how": "How"}}},
    "limits": [{"id": "silent", "when": {"answer": "shared", "is": "no"}, "always": {"is": "low"}}],
}
YES, MIXED = {"shared": "yes", "joined": "yes"}, {"shared": "yes", "joined": "no"}


def outcome(given: dict[str, Any], expect: dict[str, Any], overall: dict[str, Any], **changes: Any) -> tuple[str, ...]:
    cases = {"one": {"given": {"each": {"agency": given}}, "expect": expect}}
    (result,) = run(counting({"agency": {**AGENCY, **changes}}, overall, cases=cases))
    assert result.passed is not bool(result.because)
    return result.because


LOWEST = {"grade": {"scale": "result", "how": "lowest"}}


def test_each_has_a_score_and_a_grade_and_the_whole_takes_the_lowest() -> None:
    given = {"police": {"answers": YES}, "school": {"answers": MIXED}}
    expect = {
        "scores": {"agency.police": 100, "agency.school": 50},
        "effective": {"agency.police": "high", "agency.school": "middle", "overall": "middle"},
    }
    assert outcome(given, expect, LOWEST) == ()


def test_whom_the_audit_leaves_out_is_not_waited_for() -> None:
    assert (
        outcome({"police": {"answers": YES}}, {"effective": {"overall": "high", "agency.school": "none"}}, LOWEST) == ()
    )


def test_whom_the_form_wants_is_waited_for() -> None:
    each = {**AGENCY["for_each"], "at_least": 2}
    assert outcome({"police": {"answers": YES}}, {"effective": {"overall": "none"}}, LOWEST, for_each=each) == ()


def test_a_limit_inside_holds_that_ones_grade_alone() -> None:
    given = {"police": {"answers": {"shared": "no", "joined": "yes"}}, "school": {"answers": YES}}
    expect = {
        "limited": ["silent.police"],
        "effective": {"agency.police": "low", "agency.school": "high", "overall": "low"},
    }
    assert outcome(given, expect, LOWEST) == ()


def test_an_override_inside_is_that_ones_alone() -> None:
    given = {"police": {"answers": MIXED, "overrides": {"agency": "high"}}, "school": {"answers": MIXED}}
    assert outcome(given, {"effective": {"agency.police": "high", "agency.school": "middle"}}, LOWEST) == ()


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ({"how": "mean", "of": ["agency"]}, 75),
        ({"how": "sum", "of": "sections"}, 150),
        ({"how": "points"}, 75),  # over all their questions
        ({"how": "points", "of": ["shared"]}, 100),
        ({"how": "mean", "of": ["agency.police"]}, 100),
    ],
)
def test_a_score_from_outside_counts_all_of_them(score: dict[str, Any], expected: int) -> None:
    given = {"police": {"answers": YES}, "school": {"answers": MIXED}}
    assert outcome(given, {"scores": {"overall": expected}}, {"score": score}) == ()


@pytest.mark.parametrize(("how_many", "grade"), [({}, "low"), ({"how_many": "all"}, "high")])
def test_a_rule_about_all_of_their_scores(how_many: dict[str, str], grade: str) -> None:
    rules = [{"when": {"score": "agency", "below": 60, **how_many}, "is": "low"}, {"otherwise": "high"}]
    overall = {"grade": {"scale": "result", "how": "rules", "rules": rules}}
    given = {"police": {"answers": YES}, "school": {"answers": MIXED}}
    assert outcome(given, {"effective": {"overall": grade}}, overall) == ()


def test_boxes_of_a_question_are_each_ones_own() -> None:
    expect = {"applies": {"agency.police/joined.police/how": True}}
    assert outcome({"police": {"answers": YES}}, expect, LOWEST) == ()
