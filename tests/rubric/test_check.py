from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from tests.rubric.toy import TOY, loaded, refused


def with_limits(*limits: dict[str, Any]) -> dict[str, Any]:
    data = deepcopy(TOY)
    data["overall"]["limits"] = [{"id": f"l{i}", **limit} for i, limit in enumerate(limits)]
    return data


FOG, NO_FOG = {"flag": "fog"}, {"not": {"flag": "fog"}}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"always": {"at_most": "dim"}}, {"always": {"at_least": "clear"}}),
        ({"always": {"is": "dim"}}, {"when": FOG, "always": {"is": "clear"}}),
        ({"when": FOG, "always": {"at_most": "dark"}}, {"when": FOG, "always": {"at_least": "bright"}}),
    ],
)
def test_hard_limits_that_no_grade_can_keep_together(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert refused(with_limits(one, other)) == [
        "overall.limits.1: limits 'l0' and 'l1' contradict each other: no grade can keep both"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"always": {"at_most": "dim"}}, {"always": {"at_least": "dim"}}),
        ({"always": {"at_most": "dim"}}, {"usually": {"at_least": "clear"}}),  # a reason settles it
        ({"when": FOG, "always": {"at_most": "dim"}}, {"when": NO_FOG, "always": {"at_least": "clear"}}),
    ],
)
def test_limits_that_can_stand_side_by_side(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(loaded(with_limits(one, other)).overall.limits) == 2


def test_a_circle_through_several_questions_is_found() -> None:
    data = deepcopy(TOY)
    asked = data["sections"]["lamp"]["questions"]
    asked["a"] = {"ask": "A?", "applies_when": {"answer": "b", "is": "no"}}
    asked["b"] = {"ask": "B?", "applies_when": {"any": [{"answer": "c", "is": "no"}, {"flag": "fog"}]}}
    asked["c"] = {"ask": "C?", "applies_when": {"answers": ["a", "spare"], "is": "no"}}
    (remark,) = refused(data)
    assert "what applies goes round in a circle" in remark
    for id in "abc":
        assert f"question '{id}'" in remark


def test_a_chain_is_no_circle() -> None:
    data = deepcopy(TOY)
    asked = data["sections"]["lamp"]["questions"]
    asked["a"] = {"ask": "A?", "applies_when": {"answer": "b", "is": "no"}}
    asked["b"] = {"ask": "B?", "applies_when": {"answer": "spare", "is": "no"}}
    assert "a" in loaded(data).questions()


def test_a_limit_may_look_at_the_grades_of_other_sections() -> None:
    data = deepcopy(TOY)
    limit = {"id": "as-tower", "when": {"grade": "tower", "is": "dark"}, "always": {"at_most": "dim"}}
    data["sections"]["lamp"]["limits"].append(limit)
    assert [limit.id for limit in loaded(data).sections["lamp"].limits] == ["unpolished", "as-tower"]


def test_feedback_questions_share_the_ids_of_the_form() -> None:
    data = deepcopy(TOY)
    data["feedback"]["questions"]["spare"] = "Any spare lamp?"
    assert refused(data) == ["feedback.questions.spare: the id 'spare' is used for two questions"]


def test_the_reflection_cannot_have_the_title_of_a_section() -> None:
    data = deepcopy(TOY)
    data["reflection"]["title"] = "The lamp"
    (remark,) = refused(data)
    assert remark.startswith("reflection.title: the title 'The lamp' stands twice")


def test_boxes_of_one_section_must_differ_and_of_two_may_be_alike() -> None:
    data = deepcopy(TOY)
    data["overall"]["boxes"]["well"] = "What goes well"
    assert loaded(data)
    data["overall"]["boxes"]["again"] = "What goes well!"
    (remark,) = refused(data)
    assert remark.startswith("overall.boxes.again: the title 'What goes well!' stands twice")


LOWEST = {"lowest": "sections"}


@pytest.mark.parametrize(
    ("floor", "ceiling", "clash"),
    [
        ({"at_least": {**LOWEST, "plus": 1}}, {"at_most": LOWEST}, True),
        ({"is": {**LOWEST, "plus": 1}}, {"at_most": LOWEST}, True),
        ({"is": {**LOWEST, "plus": 2}}, {"is": {**LOWEST, "plus": 1}}, True),
        ({"at_least": LOWEST}, {"at_most": LOWEST}, False),
        ({"at_least": LOWEST}, {"at_most": {**LOWEST, "plus": 1}}, False),
        ({"at_least": {**LOWEST, "plus": 1}}, {"at_most": {"lowest": ["lamp"]}}, False),  # other grades
        ({"at_least": {**LOWEST, "plus": 1}}, {"at_most": {"highest": "sections"}}, False),
        ({"at_least": {"majority": "sections", "plus": 1}}, {"at_most": {"majority": "sections"}}, False),
    ],
)
def test_limits_that_go_by_the_same_grades(floor: dict[str, Any], ceiling: dict[str, Any], clash: bool) -> None:
    data = with_limits({"always": floor}, {"always": ceiling})
    del data["cases"]
    says = "both go by the same grades, and none can keep both"
    expected = [f"overall.limits.1: limits 'l0' and 'l1' contradict each other: {says}"] if clash else []
    if clash:
        assert refused(data) == expected
        assert refused(with_limits({"always": ceiling}, {"always": floor})) == expected
    else:
        loaded(data)


@pytest.mark.parametrize(
    ("where", "one", "two"),
    [("flags", "f-a", "f_a"), ("dates", "seen", "Seen"), ("themes", "a-b", "A_B")],
)
def test_ids_that_only_case_or_hyphens_tell_apart(where: str, one: str, two: str) -> None:
    data = deepcopy(TOY)
    data[where] |= {one: "One", two: "Two"}
    assert refused(data) == [f"{where}.{two}: the ids '{one}' and '{two}' differ only by case, hyphens or underscores"]
