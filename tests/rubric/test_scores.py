from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from casekit.rubric.cases import run
from casekit.rubric.evaluation import Lack
from tests.rubric.counting import counting, looked_at, refused

THREE = {"a": "A?", "b": "B?", "c": "C?"}


def score(
    how: dict[str, Any],
    answers: dict[str, object],
    questions: dict[str, Any] = THREE,
    grades: dict[str, object] | None = None,
    **more: Any,
) -> Fraction | None:
    rubric = counting({"s": {"questions": questions, "score": how}})
    return looked_at(rubric, answers, grades, **more).scores["s"].value


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"how": "points"}, Fraction(50)),
        ({"how": "share", "answered": ["yes"]}, Fraction(100, 3)),
        ({"how": "share", "answered": ["yes", "partly"]}, Fraction(200, 3)),
        ({"how": "mean"}, Fraction(1)),
        ({"how": "sum"}, Fraction(3)),
    ],
)
def test_the_four_ways_to_count(how: dict[str, Any], expected: Fraction) -> None:
    assert score(how, {"a": "yes", "b": "partly", "c": "no"}) == expected


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"how": "points"}, Fraction(70)),
        ({"how": "share", "answered": ["yes"]}, Fraction(60)),
        ({"how": "mean"}, Fraction(7, 5)),
        ({"how": "sum"}, Fraction(7)),
    ],
)
def test_weights(how: dict[str, Any], expected: Fraction) -> None:
    weighted = {"a": {"ask": "A?", "weight": 3}, "b": "B?", "c": "C?"}
    assert score(how, {"a": "yes", "b": "partly", "c": "no"}, weighted) == expected


def test_a_weight_may_be_a_decimal_and_stays_exact() -> None:
    weighted = {"a": {"ask": "A?", "weight": 0.1}, "b": {"ask": "B?", "weight": 0.2}}
    assert score({"how": "share", "answered": ["yes"]}, {"a": "yes", "b": "no"}, weighted) == Fraction(100, 3)


def test_what_weighs_nothing_is_not_even_asked_for() -> None:
    weighted = {"a": "A?", "b": {"ask": "B?", "weight": 0}}
    assert score({"how": "points"}, {"a": "yes"}, weighted) == 100


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("not_applicable", Fraction(100)),  # out of both sides
        ("not_assessed", Fraction(100)),
        ("no_evidence", Fraction(50)),  # in the denominator
        ("no", Fraction(50)),
    ],
)
def test_what_is_left_out_and_what_is_not(state: str, expected: Fraction) -> None:
    assert score({"how": "points"}, {"a": "yes", "b": state}, {"a": "A?", "b": "B?"}) == expected


@pytest.mark.parametrize(
    ("out_of", "expected"), [("applicable", None), ("answered", Fraction(100)), ("available", Fraction(200, 3))]
)
@pytest.mark.parametrize("how", [{"how": "points"}, {"how": "share", "answered": ["yes"]}])
def test_out_of_what(how: dict[str, Any], out_of: str, expected: Fraction | None) -> None:
    assert score({**how, "out_of": out_of}, {"a": "yes", "b": "yes"}) == expected


def test_what_is_missing_is_named() -> None:
    rubric = counting({"s": {"questions": THREE, "score": {"how": "points"}}})
    seen = looked_at(rubric, {"a": "yes"}).scores["s"]
    assert (seen.value, seen.missing) == (None, (Lack("answer", "b"), Lack("answer", "c")))


def test_a_question_that_does_not_apply_is_out_and_one_that_may_apply_leaves_no_score() -> None:
    asked = {"a": "A?", "b": {"ask": "B?", "applies_when": {"case_type": "B"}}}
    assert score({"how": "points"}, {"a": "yes", "b": "no"}, asked) == 100
    assert score({"how": "points"}, {"a": "yes", "b": "no"}, asked, case_types=frozenset()) is None


def test_nothing_to_count_is_no_score() -> None:
    rubric = counting({"s": {"questions": THREE, "score": {"how": "points"}}})
    seen = looked_at(rubric, dict.fromkeys("abc", "not_applicable")).scores["s"]
    assert (seen.value, seen.missing, seen.left_out) == (None, (), 3)


@pytest.mark.parametrize("state", ["not_applicable", "not_assessed"])
def test_a_section_that_was_left_out_has_no_score(state: str) -> None:
    rubric = counting({"s": {"questions": THREE, "grade": "result", "score": {"how": "points"}}})
    seen = looked_at(rubric, {"a": "yes", "b": "yes", "c": "yes"}, {"s": state}).scores["s"]
    assert (seen.value, seen.missing) == (None, ())


@pytest.mark.parametrize(("answer", "expected"), [("yes", 0), ("partly", 50), ("no", 100), ("no_evidence", 0)])
def test_where_yes_is_the_bad_answer(answer: str, expected: int) -> None:
    """No evidence earns what the last value listed earns, and is not turned round."""
    assert score({"how": "points"}, {"a": answer}, {"a": {"ask": "A?", "reversed": True}}) == expected


def test_zero_is_a_number_like_any_other() -> None:
    asked = {"a": {"ask": "A?", "answer": "depth"}, "b": {"ask": "B?", "answer": "depth"}}
    assert score({"how": "mean"}, {"a": "0", "b": "3"}, asked) == Fraction(3, 2)
    assert score({"how": "points"}, {"a": "0", "b": "no_evidence"}, asked) == 0


CHOICES = {"x": {"label": "X", "number": 1}, "y": {"label": "Y", "number": 3}}


@pytest.mark.parametrize(
    ("kind", "answer", "expected"),
    [
        ("choices", ("x",), 25),  # out of all options together
        ("choices", ("x", "y"), 100),
        ("choice", "x", Fraction(100, 3)),  # out of the best one
        ("choice", "y", 100),
        ("choice", "no_evidence", 0),
    ],
)
def test_points_from_choices(kind: str, answer: object, expected: int) -> None:
    assert score({"how": "points"}, {"a": answer}, {"a": {"ask": "A?", "answer": {kind: CHOICES}}}) == expected


def test_texts_dates_and_numbers_are_passed_over() -> None:
    asked = {"a": "A?", "t": {"ask": "T?", "answer": "text"}, "n": {"ask": "N?", "answer": "count"}}
    assert score({"how": "points"}, {"a": "yes"}, asked) == 100


def test_which_questions_count() -> None:
    asked = {"a": {"ask": "A?", "tags": ["key"]}, "b": {"ask": "B?", "tags": ["side"]}, "c": "C?"}
    answers: dict[str, object] = {"a": "yes", "b": "no", "c": "no"}
    assert score({"how": "points", "of": {"in": "this", "tag": "key"}}, answers, asked) == 100
    assert score({"how": "points", "of": {"tag": ["key", "side"]}}, answers, asked) == 50
    assert score({"how": "points", "of": ["b", "c"]}, answers, asked) == 0


PARTS: dict[str, Any] = {
    "one": {"questions": {"a": "A?"}, "score": {"how": "points"}},
    "two": {"questions": {"b": "B?"}, "score": {"how": "points"}, "weight": 3},
}


@pytest.mark.parametrize(("how", "expected"), [("mean", 25), ("sum", 100)])
def test_scores_of_sections_by_their_weight(how: str, expected: int) -> None:
    rubric = counting(PARTS, {"score": {"how": how, "of": "sections"}})
    seen = looked_at(rubric, {"a": "yes", "b": "no"}).scores["overall"]
    assert seen.value == expected
    assert str(seen) == ("25%" if how == "mean" else "100")


def test_a_section_without_a_score_is_left_out_of_the_score_of_sections_unless_it_is_to_come() -> None:
    rubric = counting(PARTS, {"score": {"how": "mean", "of": ["one", "two"]}})
    assert looked_at(rubric, {"a": "yes", "b": "not_applicable"}).scores["overall"].value == 100
    lacking = looked_at(rubric, {"a": "yes"}).scores["overall"]
    assert (lacking.value, lacking.missing) == (None, (Lack("score", "two"),))


def test_a_section_that_the_auditor_did_not_choose_is_left_out() -> None:
    rubric = counting(
        {"one": PARTS["one"], "two": {**PARTS["two"], "required": "chosen"}}, {"score": {"how": "points"}}
    )
    assert looked_at(rubric, {"a": "yes"}).scores["overall"].value == 100


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({}, "'how' of the score of section 's' must be points, share, mean or sum; nothing stands there"),
        ({"how": "share"}, "the score of section 's' does not say which answers count"),
        ({"how": "mean", "answered": ["yes"]}, "the score of section 's' has 'answered', which only a share has"),
        (
            {"how": "share", "answered": ["perhaps"]},
            "question 'a' is never answered 'perhaps', so it could never count",
        ),
        ({"how": "points", "of": "sections"}, "the scores of sections can be averaged (mean) or added (sum)"),
        ({"how": "mean", "of": ["s"]}, "the score of section 's' cannot be counted in itself"),
        ({"how": "points", "of": ["d"]}, "question 'd' is answered with a text, which cannot be counted in a score"),
        (
            {"how": "points", "of": ["e"]},
            "value 'yes' of scale 'plain' has no number, so question 'e' cannot be counted",
        ),
        ({"how": "points", "of": ["f"]}, "the best value of scale 'marks' must have the most points, and more than 0"),
        ({"how": "sum", "of": ["g"]}, "choice 'y' of question 'g' has no number, so no score can be counted"),
    ],
)
def test_scores_that_are_refused(how: dict[str, Any], message: str) -> None:
    others = {
        "d": {"ask": "D?", "answer": "text"},
        "e": {"ask": "E?", "answer": "plain"},
        "f": {"ask": "F?", "answer": "marks"},
        "g": {"ask": "G?", "answer": {"choice": {"x": {"label": "X", "number": 1}, "y": "Y"}}},
    }
    told = refused({"s": {"questions": {"a": "A?"}, "score": how}, "other": {"questions": others}})
    assert any(message in line for line in told), told
    assert all(line.startswith("sections.s.score") for line in told), told


def test_sections_that_lie_in_each_other_are_not_counted_twice() -> None:
    inner = {"title": "Inner", "questions": {"b": "B?"}, "score": {"how": "points"}}
    sections = {"s": {"questions": {"a": "A?"}, "score": {"how": "points"}, "sections": {"inner": inner}}}
    (told,) = refused(sections, {"score": {"how": "mean", "of": "sections"}})
    assert "sections 's' and 'inner' lie in each other, so one would be counted twice" in told


@pytest.mark.parametrize(("state", "fires"), [("not_applicable", True), ("not_assessed", False), ("no", True)])
def test_a_score_over_nothing_compares_to_nothing_and_one_that_nobody_looked_at_is_unknown(
    state: str, fires: bool
) -> None:
    weak = {"id": "weak", "when": {"not": {"score": "s", "at_least": 40}}, "needs": "action"}
    rubric = counting({"s": {"questions": THREE, "score": {"how": "points"}, "triggers": [weak]}})
    seen = looked_at(rubric, dict.fromkeys("abc", state))
    assert bool(seen.fired) is fires


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        ({"at_least": 50}, True),
        ({"above": 50}, False),
        ({"at_most": 50}, True),
        ({"below": 50}, False),
        ({"is": 50}, True),
        ({"is": [12.5, 50.0]}, True),
        ({"is": 49.99}, False),
    ],
)
def test_a_score_is_compared_as_a_number(test: dict[str, Any], holds: bool) -> None:
    fair = {"id": "fair", "when": {"score": "s", **test}, "needs": "action"}
    rubric = counting({"s": {"questions": THREE, "score": {"how": "points"}, "triggers": [fair]}})
    seen = looked_at(rubric, {"a": "yes", "b": "partly", "c": "no"})
    assert bool(seen.fired) is holds


def test_several_scores() -> None:
    weak = {"id": "weak", "when": {"scores": "sections", "below": 40, "how_many": 2}, "needs": "action"}
    rubric = counting(PARTS, {"triggers": [weak]})
    assert not looked_at(rubric, {"a": "yes", "b": "no"}).fired
    assert looked_at(rubric, {"a": "no", "b": "no"}).fired


@pytest.mark.parametrize(
    ("day", "applies"),
    [
        ({"from": "2026-10-15"}, True),
        ({"from": "2026-10-16"}, False),
        ({"to": "2026-10-15"}, True),
        ({"to": "2026-10-14"}, False),
        ({"from": "2026-01-01", "to": "2026-12-31"}, True),
    ],
)
def test_questions_come_and_go_by_the_last_day_of_the_period(day: dict[str, str], applies: bool) -> None:
    asked = {"a": "A?", "b": {"ask": "B?", "applies_when": {"day": day}}}
    rubric = counting({"s": {"questions": asked, "score": {"how": "points"}}})
    assert looked_at(rubric, {"a": "yes"}).questions["b"].applies is applies
    unknown = looked_at(rubric, {"a": "yes"}, end=None)
    assert unknown.questions["b"].applies is None
    assert [(fact.what, fact.id) for fact in unknown.missing] == [("period", "to")]


@pytest.mark.parametrize(
    ("expected", "passes"),
    [(66.67, True), (66.7, True), (67, True), ("66.667", True), (66.66, False), ("none", False), (66.668, False)],
)
def test_a_worked_case_compares_as_many_decimals_as_are_written(expected: object, passes: bool) -> None:
    cases = {"one": {"given": {"answers": {"a": "yes", "b": "yes", "c": "no"}}, "expect": {"scores": {"s": expected}}}}
    rubric = counting({"s": {"questions": THREE, "score": {"how": "points"}}}, cases=cases)
    (result,) = run(rubric)
    assert result.passed is passes
    assert passes or result.because
