"""A form in sentences: where one reads answers to choose from, and what a grade looks like in a question."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from casekit.rubric.aloud import Asked, Described, aloud
from tests.rubric.toy import LOADED, TOY, loaded


def asked(data: dict[str, Any], id: str) -> Asked:
    return next(q for part in aloud(loaded(data)) for q in part.questions if q.id == id)


def test_answers_to_choose_from_stand_in_quotes() -> None:
    """Each may be a phrase of its own with words such as "and" in it."""
    answers = {q.id: q.answers for part in aloud(LOADED) for q in part.questions}
    assert answers["mood"] == "“Merry” or “Glum”"
    assert answers["pets"] == "any of “Cat” or “Gull”"


def test_a_condition_on_a_choice_quotes_it_and_one_on_a_scale_does_not() -> None:
    data = deepcopy(TOY)
    questions = data["sections"]["lamp"]["questions"]
    questions["extra"] = {"ask": "More?", "applies_when": {"answer": "mood", "is": ["merry", "glum"]}}
    questions["again"] = {"ask": "Again?", "applies_when": {"answer": "polished", "is": "no"}}
    assert asked(data, "extra").rules[0] == "Applies when “How is the keeper?” is answered “Merry” or “Glum”"
    assert asked(data, "again").rules[0].endswith("is answered No")


def test_a_condition_names_each_section_that_it_looks_in() -> None:
    data = deepcopy(TOY)
    where = {"answers": {"in": ["lamp", "tower"], "tag": "legal"}, "is": "no"}
    data["sections"]["keeper"]["questions"]["extra"] = {"ask": "More?", "applies_when": where}
    assert asked(data, "extra").rules[0] == (
        "Applies when at least one question marked “Asked for by law” in “The lamp” or “The tower” is answered No"
    )


def test_a_question_says_what_a_grade_of_its_section_looks_like_in_it() -> None:
    data = deepcopy(TOY)
    foggy = {"text": "Even in fog.", "applies_when": {"flag": "fog"}}
    data["sections"]["lamp"]["questions"]["polished"]["descriptors"] = {"bright": ["As new.", foggy]}
    found = asked(data, "polished")
    assert found.descriptors == (
        Described("bright", "Bright", ("As new.", "Even in fog. (where this holds: Much fog)")),
    )
    assert not any("As new." in rule for rule in found.rules)


def test_or_what_an_answer_looks_like() -> None:
    data = deepcopy(TOY)
    data["sections"]["lamp"]["questions"]["polished"]["descriptors"] = {"no": "Dull."}
    assert asked(data, "polished").descriptors == (Described("no", "No", ("Dull.",)),)
