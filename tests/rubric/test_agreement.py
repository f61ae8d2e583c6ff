from __future__ import annotations

import pytest

from casekit.rubric.evaluation import Evaluation, MissingFact
from casekit.rubric.facts import Facts
from casekit.rubric.model import Rubric
from tests.rubric.toy import LOADED, changed, facts, loaded, seen

RECENT, OLD = {"polish": ["2026-09-01"]}, {"polish": ["2026-05-12"]}
POLISHED = ("sections", "lamp", "questions", "polished")


def against(said: Facts, rubric: Rubric = LOADED) -> list[str]:
    return [c.question for c in seen(said, rubric).contradictions]


@pytest.mark.parametrize(
    ("answer", "dates", "contradicts"),
    [
        ("yes", RECENT, False),
        ("yes", OLD, True),
        ("partly", OLD, True),
        ("no", OLD, False),
        ("no", RECENT, True),
        ("no_evidence", RECENT, True),
        ("no_evidence", OLD, False),
        ("partly", RECENT, False),
        ("yes", {"polish": []}, True),
        ("no", {"polish": []}, False),
        ("yes", {}, False),
        ("no", {}, False),
        ("not_applicable", OLD, False),
        ("not_assessed", OLD, False),
    ],
)
def test_a_date_that_must_hold_both_ways(answer: str, dates: dict[str, list[str]], contradicts: bool) -> None:
    assert against(facts({"polished": answer}, dates=dates)) == ["polished"] * contradicts


@pytest.mark.parametrize(
    ("answer", "drills", "contradicts"),
    [("yes", 2, False), ("yes", 1, True), ("partly", 1, False), ("no", 1, False), ("no", 2, False)],
)
def test_a_date_that_a_yes_needs(answer: str, drills: int, contradicts: bool) -> None:
    dates = {"drill": ["2026-01-01", "2026-07-01"][:drills]}
    assert against(facts({"drills": answer}, dates=dates)) == ["drills"] * contradicts


def test_it_says_what_the_dates_say_and_where() -> None:
    (found,) = seen(facts({"polished": "yes"}, dates=OLD)).contradictions
    assert found.answer == "yes"
    assert found.says == (
        'the last date under "Lens polished" is 12 May 2026, 5 months and 3 days before the period ends on '
        "15 October 2026"
    )
    assert found.routes == (("sections", "lamp", "answers", "polished"), ("dates", "polish"))


def test_a_date_is_asked_for_by_a_yes_only() -> None:
    asked = MissingFact("date", "polish", "polished")
    assert seen(facts({"polished": "yes"})).missing == (asked,)
    assert seen(facts({"polished": "no"})).missing == ()
    assert seen(facts({})).missing == ()


def test_without_an_end_of_the_period_it_is_the_period_that_is_missing() -> None:
    assert seen(facts({"polished": "yes"}, end=None)).missing == (MissingFact("period", "to", "polished"),)


def test_each_date_that_a_yes_needs_is_held_against_it() -> None:
    said = facts({"boats": "yes"}, dates={"lit": ["2026-03-01"], "boat": []})
    assert [(c.question, c.test.test.keys()) for c in seen(said).contradictions] == [
        ("boats", {"every", "from"}),
        ("boats", {"first_within", "after"}),
    ]


def test_the_worst_value_counts_as_no_whatever_it_is_called() -> None:
    question = {"ask": "Storm?", "answer": "risk", "agrees_with": {"date": "polish", "within": "3 months"}}
    rubric = loaded(changed("sections", "lamp", "questions", "horn", to=question))
    assert against(facts({"horn": "high"}, dates=RECENT), rubric) == ["horn"]
    assert against(facts({"horn": "low"}, dates=OLD), rubric) == ["horn"]
    assert against(facts({"horn": "low"}, dates=RECENT), rubric) == []


def test_a_question_that_does_not_apply_contradicts_nothing() -> None:
    assert against(facts({"drills": "yes"}, types="SHORE", dates={"drill": []})) == []


def only_in_fog(test: object) -> Rubric:
    return loaded(changed(*POLISHED, "agrees_with", to=test))


def conditional(flags: str, answer: str, dates: dict[str, list[str]]) -> Evaluation:
    rubric = only_in_fog(
        [
            {"date": "polish", "within": "3 months", "applies_when": {"flag": "fog"}},
            {"date": "survey", "within": "1 year", "applies_when": {"age": {"below": 50}}},
        ]
    )
    return seen(facts({"polished": answer}, flags=flags, age=None, dates=dates), rubric)


def test_a_date_counts_only_in_the_cases_that_it_is_for() -> None:
    assert [c.question for c in conditional("fog", "yes", OLD).contradictions] == ["polished"]
    assert conditional("", "yes", OLD).contradictions == ()


def test_where_nobody_can_tell_whether_a_date_counts_the_fact_is_asked_for() -> None:
    assert MissingFact("age", "age", "polished") in conditional("", "yes", OLD).missing
    assert conditional("fog", "no", RECENT).contradictions == ()


def test_no_date_in_force_says_nothing_against_a_no() -> None:
    rubric = only_in_fog({"date": "polish", "within": "3 months", "applies_when": {"flag": "fog"}})
    assert against(facts({"polished": "no"}, dates=RECENT), rubric) == []
    assert against(facts({"polished": "no"}, flags="fog", dates=RECENT), rubric) == ["polished"]
