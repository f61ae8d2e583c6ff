from __future__ import annotations

from dataclasses import replace

import pytest

from casekit.rubric.facts import Judged
from tests.rubric.toy import LOADED, broken, changed, facts, loaded, seen

CLEAR = {"lamp": "clear", "tower": "clear", "overall": "clear"}


def test_a_hard_limit_is_broken_with_its_cause_and_its_place() -> None:
    evaluation = seen(facts({"polished": "no"}, {"lamp": "clear"}))
    (found,) = evaluation.broken
    assert (found.limit.id, found.section, found.grade, found.bound, found.by) == (
        "unpolished",
        "lamp",
        "clear",
        "dim",
        "auditor",
    )
    assert found.because == ('"The lens was polished in the last three months." is answered no',)
    assert found.routes == (("sections", "lamp", "answers", "polished"),)
    assert found.limit.source == ("X1",)


@pytest.mark.parametrize("grade", ["dim", "dark"])
def test_at_or_below_the_bound_is_kept(grade: str) -> None:
    assert broken(seen(facts({"polished": "no"}, {"lamp": grade}))) == []


@pytest.mark.parametrize("answer", ["yes", "partly", "not_applicable", "not_assessed"])
def test_other_answers_do_not_limit(answer: str) -> None:
    assert broken(seen(facts({"polished": answer}, {"lamp": "bright"}))) == []


def test_no_evidence_counts_as_the_last_value() -> None:
    evaluation = seen(facts({"polished": "no_evidence"}, {"lamp": "bright"}))
    assert broken(evaluation) == ["auditor:unpolished<=dim"]
    assert evaluation.broken[0].because[0].endswith("has no evidence on file")


def test_an_unanswered_question_limits_nothing() -> None:
    assert broken(seen(facts({}, {"lamp": "bright", "overall": "bright"}))) == []


def test_a_reason_does_not_lift_a_hard_limit() -> None:
    said = facts({"polished": "no"}, {"lamp": "clear"}, reasons={("lamp", "unpolished"): "It rained."})
    assert broken(seen(said)) == ["auditor:unpolished<=dim"]


def test_one_grade_above_the_lowest_is_allowed_and_two_are_not() -> None:
    grades = {"lamp": "dim", "tower": "bright"}
    assert "auditor:one-above<=clear" not in broken(seen(facts({}, {**grades, "overall": "clear"})))
    found = seen(facts({}, {**grades, "overall": "bright"})).broken
    by_id = {b.limit.id: b for b in found}
    assert by_id["one-above"].bound == "clear"
    assert by_id["one-above"].because == ('"The lamp" is graded Dim',)
    assert by_id["one-above"].routes == (("sections", "lamp", "grade"),)


def test_an_expected_limit_is_settled_by_a_reason_that_says_something() -> None:
    grades = {"lamp": "dim", "tower": "bright", "overall": "bright"}
    for reason, text in (("", "auditor:one-above<=clear"), ("The fog.", "(auditor:one-above<=clear)")):
        said = facts({}, grades, reasons={("overall", "one-above"): reason})
        assert text in broken(seen(said))


def test_a_limit_that_a_moderator_must_agree_to_needs_reason_and_moderation() -> None:
    grades = {"lamp": "dark", "tower": "clear", "overall": "clear"}
    reasons = {("overall", "one-above-dark"): "The lamp was lit again the same night."}
    alone = broken(seen(facts({}, grades, reasons=reasons)))
    agreed = broken(seen(facts({}, grades, reasons=reasons, judged={"m1": {"overall": "clear"}})))
    unsaid = broken(seen(facts({}, grades, judged={"m1": {"overall": "clear"}})))
    assert "auditor:one-above-dark<=dim" in alone
    assert "(auditor:one-above-dark<=dim)" in agreed
    assert "auditor:one-above-dark<=dim" in unsaid


def test_the_lowest_uses_the_grades_that_are_there() -> None:
    assert "auditor:one-above<=clear" in broken(seen(facts({}, {"lamp": "dim", "overall": "bright"})))


def bounded(bound: dict[str, object], grades: dict[str, object]) -> list[str]:
    """The toy form with one expected limit on the whole."""
    data = changed("overall", "limits", to=[{"id": "only", "usually": bound}])
    return broken(seen(facts({}, grades), loaded(data)))


@pytest.mark.parametrize(
    ("bound", "overall", "expected"),
    [
        ({"at_least": {"lowest": "sections"}}, "dark", ["auditor:only<=dim"]),
        ({"at_least": {"lowest": "sections"}}, "dim", []),
        ({"at_most": {"highest": "sections"}}, "bright", ["auditor:only<=clear"]),
        ({"at_most": {"highest": "sections"}}, "clear", []),
        ({"at_least": {"highest": "sections"}}, "dim", ["auditor:only<=clear"]),
        ({"is": {"lowest": "sections"}}, "clear", ["auditor:only<=dim"]),
        ({"at_most": {"lowest": ["lamp", "tower"], "plus": 1}}, "bright", ["auditor:only<=clear"]),
        ({"at_most": {"majority": "sections", "plus": 1}, "at_least": {"lowest": "sections"}}, "bright", []),
    ],
)
def test_bounds_that_other_grades_set(bound: dict[str, object], overall: str, expected: list[str]) -> None:
    grades = {"lamp": "clear", "tower": "dim", "overall": overall}
    assert bounded(bound, grades) == expected


@pytest.mark.parametrize(
    ("bound", "overall", "expected"),
    [
        ({"at_least": {"lowest": "sections"}}, "dark", []),  # the missing one may be dark as well
        ({"at_most": {"highest": "sections"}}, "bright", []),  # the missing one may be bright as well
        ({"at_least": {"highest": "sections"}}, "dark", ["auditor:only<=clear"]),
        ({"at_most": {"lowest": "sections"}}, "bright", ["auditor:only<=clear"]),
        ({"is": {"lowest": "sections"}}, "dim", []),
    ],
)
def test_while_a_grade_is_missing_only_what_is_broken_either_way(
    bound: dict[str, object], overall: str, expected: list[str]
) -> None:
    assert bounded(bound, {"lamp": "clear", "overall": overall}) == expected


@pytest.mark.parametrize(("overall", "off"), [("clear", False), ("dim", True), ("bright", True)])
def test_the_majority(overall: str, off: bool) -> None:
    grades = {"lamp": "clear", "tower": "clear", "keeper": "dim", "overall": overall}
    assert ("auditor:like-most<=clear" in broken(seen(facts({}, grades)))) is off


def test_any_of_several_most_frequent_grades_will_do() -> None:
    for overall, off in (("clear", False), ("dim", False), ("dark", True)):
        grades = {"lamp": "clear", "tower": "dim", "overall": overall}
        found = {b.limit.id for b in seen(facts({}, grades)).broken}
        assert ("like-most" in found) is off


def test_a_majority_that_can_still_change_holds_nobody_to_it() -> None:
    one_of_two = seen(facts({}, {"lamp": "clear", "overall": "dim"}))
    not_assessed = seen(facts({}, {"lamp": "clear", "tower": "not_assessed", "overall": "dim"}))
    assert "like-most" not in {b.limit.id for b in one_of_two.broken}
    assert "like-most" in {b.limit.id for b in not_assessed.broken}


def test_a_majority_says_how_many() -> None:
    found = seen(facts({}, {"lamp": "clear", "tower": "clear", "keeper": "dim", "overall": "dark"})).broken
    assert next(b for b in found if b.limit.id == "like-most").because == ("2 of 3 section grades are Clear",)


def test_a_section_that_does_not_apply_has_no_part_in_it() -> None:
    said = facts({}, {"lamp": "bright", "tower": "dark", "overall": "bright"}, types="SHORE")
    assert broken(seen(said)) == []


def test_a_moderator_is_under_the_limits_too_and_the_auditors_grade_stays_as_it_is() -> None:
    said = facts({"polished": "no"}, {"lamp": "dim"}, judged={"m1": {"lamp": "clear"}})
    evaluation = seen(said)
    assert broken(evaluation) == ["m1:unpolished<=dim"]
    assert evaluation.effective == {"lamp": ("clear", "m1")}


def test_a_moderator_who_corrects_leaves_the_auditors_broken_limit_on_record() -> None:
    said = facts({"polished": "no"}, {"lamp": "clear"}, judged={"m1": {"lamp": "dim"}, "d1": {"lamp": "clear"}})
    assert broken(seen(said)) == ["auditor:unpolished<=dim", "d1:unpolished<=dim"]


def test_a_section_lowered_by_a_moderator_can_break_what_stood_above_it() -> None:
    said = facts({}, {"lamp": "clear", "tower": "clear", "overall": "clear"}, judged={"m1": {"lamp": "dark"}})
    assert "m1:one-above<=dim" in broken(seen(said))


def test_a_broken_limit_is_not_said_again_for_a_moderator_who_did_not_touch_it() -> None:
    said = facts({"polished": "no"}, {"lamp": "clear", "tower": "dim"}, judged={"m1": {"tower": "clear"}})
    assert broken(seen(said)) == ["auditor:unpolished<=dim"]


def test_the_grade_in_effect_is_the_latest() -> None:
    said = facts({}, CLEAR, judged={"m1": {"overall": "dim"}, "d1": {"overall": "bright", "nowhere": "dim"}})
    assert seen(said).effective == {
        "lamp": ("clear", "auditor"),
        "tower": ("clear", "auditor"),
        "overall": ("bright", "d1"),
    }


def test_a_cause_that_is_a_moderators_grade_stands_in_the_moderation() -> None:
    moderation = Judged("m1", {"lamp": "dark"}, "It went out.", ("moderations", 0))
    said = replace(facts({}, CLEAR), judged=(moderation,))
    routes = {b.limit.id: b.routes for b in seen(said).broken if b.by == "m1"}
    assert routes["one-above"] == (("moderations", 0, "sections", "lamp"),)


def test_a_moderators_own_reason_settles_an_expected_limit_for_their_grade() -> None:
    moderation = Judged("m1", {"overall": "bright"}, "The fog lifted.")
    said = replace(facts({}, {"lamp": "dim", "tower": "dim", "overall": "dim"}), judged=(moderation,))
    assert broken(seen(said)) == ["(m1:one-above<=clear)", "(m1:like-most<=dim)"]


def test_a_moderators_grade_that_the_scale_lacks_changes_nothing() -> None:
    assert seen(facts({}, {"lamp": "clear"}, judged={"m1": {"lamp": "purple"}})).effective["lamp"] == (
        "clear",
        "auditor",
    )


def test_limits_do_not_name_a_grade_that_the_rubric_lacks() -> None:
    ranks = {s.id: s.scale.ranks for s in LOADED.all_sections() if s.scale}
    for b in seen(facts({"polished": "no", "spare": "no"}, {**CLEAR, "overall": "bright"})).broken:
        assert b.bound in ranks[b.section]
