from __future__ import annotations

import pytest

from casekit.rubric.evaluation import Item, MissingFact
from tests.rubric.toy import changed, facts, loaded, seen

YES = Item(True, True)
NO = Item(False, False)
OPEN = Item(None, False)


def test_what_has_no_condition_applies_and_is_asked_for() -> None:
    evaluation = seen(facts())
    assert evaluation.sections["lamp"] == YES
    assert evaluation.questions["polished"] == YES
    assert evaluation.sections["overall"] == YES
    assert evaluation.boxes["lamp", "well"] == YES


def test_a_section_that_does_not_apply_takes_all_that_is_in_it_along() -> None:
    evaluation = seen(facts(types="SHORE", flags="tourists"))
    for id in ("tower", "visitors"):
        assert evaluation.sections[id] == NO
    for id in ("stairs", "rail"):
        assert evaluation.questions[id] == NO
    assert evaluation.boxes["tower", "well"] == NO


def test_one_of_several_case_types_is_enough() -> None:
    assert seen(facts(types="ROCK SHORE")).sections["tower"] == YES


def test_a_section_none_of_whose_contents_applies_does_not_apply() -> None:
    assert seen(facts()).sections["visitors"] == NO
    assert seen(facts(flags="tourists")).sections["visitors"] == YES


def test_what_nobody_can_tell_applies_is_not_required_and_is_asked_for() -> None:
    evaluation = seen(facts(types=""))
    assert evaluation.sections["tower"] == OPEN
    assert evaluation.questions["stairs"] == OPEN
    assert evaluation.boxes["tower", "well"] == OPEN
    assert evaluation.missing == (MissingFact("case_type", "case_type", "tower"),)


def test_the_age_decides_and_is_asked_for() -> None:
    assert seen(facts(age=60)).questions["age-told"].applies is True
    assert seen(facts(age=59)).questions["age-told"].applies is False
    unknown = seen(facts(age=None))
    assert unknown.questions["age-told"] == OPEN
    assert unknown.missing == (MissingFact("age", "age", "age-told"),)


def test_a_section_left_to_the_auditors_choice_is_asked_for_once_it_is_taken_up() -> None:
    left = seen(facts())
    assert left.sections["keeper"] == Item(True, False)
    assert left.questions["mood"] == Item(True, False)
    assert left.boxes["keeper", "well"] == Item(True, False)
    for said in (facts({"mood": "merry"}), facts({}, {"keeper": "dim"})):
        taken = seen(said)
        assert taken.sections["keeper"] == YES
        assert taken.questions["log"] == YES
        assert taken.boxes["keeper", "well"] == YES


def test_a_question_left_to_the_auditors_choice_is_never_asked_for() -> None:
    rubric = loaded(changed("sections", "lamp", "questions", "horn", to={"ask": "Horn?", "required": "chosen"}))
    assert seen(facts(), rubric).questions["horn"] == Item(True, False)


@pytest.mark.parametrize("state", ["not_assessed", "not_applicable"])
def test_a_section_put_aside_asks_for_nothing_in_it(state: str) -> None:
    evaluation = seen(facts({}, {"tower": state}, flags="tourists"))
    assert evaluation.sections["tower"] == Item(True, False)
    assert evaluation.questions["rail"] == Item(True, False)
    assert evaluation.boxes["tower", "well"] == Item(True, False)


def test_what_is_always_required_is_so_even_in_a_section_put_aside() -> None:
    rubric = loaded(changed("sections", "tower", "questions", "stairs", to={"ask": "Safe?", "required": "always"}))
    assert seen(facts({}, {"tower": "not_assessed"}), rubric).questions["stairs"] == YES
    assert seen(facts(types=""), rubric).questions["stairs"] == Item(None, True)
    assert seen(facts(types="SHORE"), rubric).questions["stairs"] == NO


@pytest.mark.parametrize(
    ("answer", "applies"),
    [("yes", False), ("no", True), ("partly", False), ("not_applicable", False), ("not_assessed", None), (None, None)],
)
def test_an_answer_decides_about_another_question(answer: str | None, applies: bool | None) -> None:
    rubric = loaded(
        changed(
            "sections",
            "lamp",
            "questions",
            "horn",
            to={"ask": "Horn?", "applies_when": {"answer": "spare", "is": "no"}},
        )
    )
    evaluation = seen(facts({"spare": answer} if answer else {}), rubric)
    assert evaluation.questions["horn"].applies is applies
    assert evaluation.missing == ()


def test_an_answer_to_what_does_not_apply_decides_nothing() -> None:
    rubric = loaded(
        changed(
            "sections",
            "lamp",
            "questions",
            "horn",
            to={"ask": "Horn?", "applies_when": {"answer": "stairs", "is": "no"}},
        )
    )
    assert seen(facts({"stairs": "no"}), rubric).questions["horn"].applies is True
    assert seen(facts({"stairs": "no"}, types="SHORE"), rubric).questions["horn"].applies is False


def test_a_box_waits_for_the_grade_of_its_own_section() -> None:
    for grade, item in (("bright", NO), ("clear", YES)):
        assert seen(facts({}, {"lamp": grade})).boxes["lamp", "raise"] == item
    assert seen(facts()).boxes["lamp", "raise"] == OPEN


def test_a_box_asks_the_auditors_grade_and_no_moderators() -> None:
    said = facts({}, {"lamp": "bright"}, judged={"m1": {"lamp": "dim"}})
    assert seen(said).boxes["lamp", "raise"] == NO


def test_a_box_that_need_not_be_filled() -> None:
    assert seen(facts()).boxes["overall", "sum"] == Item(True, False)
