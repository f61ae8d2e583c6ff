"""Small forms made at random are judged as a second program judges them, written from the language's page alone."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.rubric.counting import counting, effective, looked_at

NUMBERS = {"yes": 2, "partly": 1, "no": 0}
TURNED = {"yes": "no", "partly": "partly", "no": "yes"}
GRADES = ["high", "middle", "low"]
ANSWERS = [*NUMBERS, "not_applicable", "not_assessed", "no_evidence", None]
Form = dict[str, Any]


BOUNDS: list[Form] = [{"at_most": "middle"}, {"at_most": "low"}, {"at_least": "middle"}, {"at_least": "high"}]


@st.composite
def limits(draw: st.DrawFn, name: str, asked: list[str]) -> list[Form]:
    """At least one, each for an answer of its own: two for the same answer could contradict each other."""
    causes = st.tuples(st.sampled_from(asked), st.sampled_from(sorted(NUMBERS)))
    return [
        {"id": f"{name}-{n}", "when": {"answer": id, "is": value}, "always": draw(st.sampled_from(BOUNDS))}
        for n, (id, value) in enumerate(draw(st.lists(causes, min_size=1, max_size=2, unique=True)))
    ]


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Parts with questions, a score and a grade by bands; the whole takes its grade, or its score, from the parts."""
    parts = {}
    for name in draw(st.sampled_from(["a", "ab", "abc"])):
        asked = {
            f"{name}{n}": {
                "ask": f"{name}{n}?",
                "weight": draw(st.sampled_from([1, 2, 0.5, 0])),
                "reversed": draw(st.booleans()),
            }
            for n in range(draw(st.integers(1, 3)))
        }
        asked[f"{name}9"] = {"ask": "Last?", "weight": 1}
        how = draw(st.sampled_from(["points", "share", "mean"]))
        top = 2 if how == "mean" else 100
        cuts = sorted(draw(st.lists(st.integers(1, top * 4), min_size=2, max_size=2, unique=True)), reverse=True)
        parts[f"part-{name}"] = {
            "questions": asked,
            "score": {
                "how": how,
                "out_of": draw(st.sampled_from(["applicable", "answered", "available"])),
                **({"answered": draw(st.sampled_from([["yes"], ["yes", "partly"], ["no"]]))} if how == "share" else {}),
            },
            "grade": {
                "scale": "result",
                "how": "bands",
                "bands": {"high": cuts[0] / 4, "middle": cuts[1] / 4, "low": 0},
                "round": draw(st.sampled_from(["none", "nearest", "down", "up"])),
            },
            "limits": draw(limits(name, sorted(asked))),
        }
    how = draw(st.sampled_from(["lowest", "highest", "majority"]))
    ties = {"ties": draw(st.sampled_from(["better", "worse"]))} if how == "majority" else {}
    return {"parts": parts, "overall": {"grade": {"scale": "result", "how": how, **ties}}}


@st.composite
def judged_forms(draw: st.DrawFn) -> tuple[Form, dict[str, str | None]]:
    form = draw(forms())
    ids = [id for part in form["parts"].values() for id in part["questions"]]
    return form, {id: draw(st.sampled_from(ANSWERS)) for id in ids}


class UnknownError(Exception):
    """Something is missing."""


def scored(part: Form, answers: dict[str, str | None]) -> Fraction | None:
    """By hand: what is left out, what earns nothing, what earns its number."""
    how, out_of = part["score"]["how"], part["score"]["out_of"]
    above = below = Fraction(0)
    for id, question in part["questions"].items():
        weight, answer = Fraction(str(question["weight"])), answers[id]
        if weight == 0 or answer in ("not_applicable", "not_assessed"):
            continue
        if answer is None:
            if out_of == "applicable":
                raise UnknownError
            if out_of == "available":
                below += weight * (2 if how == "points" else 1)
            continue
        value = "no" if answer == "no_evidence" else TURNED[answer] if question.get("reversed") else answer
        if how == "share":
            above += weight * (value in part["score"]["answered"])
        else:
            above += weight * NUMBERS[value]
        below += weight * (2 if how == "points" else 1)
    if below == 0:
        return None
    return above / below * (1 if how == "mean" else 100)


def banded(part: Form, score: Fraction) -> str:
    how, bands = part["grade"]["round"], part["grade"]["bands"]
    if how == "nearest":
        score = Fraction(math.floor(score + Fraction(1, 2)))
    elif how != "none":
        score = Fraction(math.floor(score) if how == "down" else math.ceil(score))
    return next(grade for grade in GRADES if score >= Fraction(str(bands[grade])))


def held(part: Form, grade: str, answers: dict[str, str | None]) -> str:
    """Every way in which the unanswered questions that limits ask for could turn out leads to one grade, or to none."""

    def ways(left: list[str], so_far: dict[str, str | None]) -> list[dict[str, str | None]]:
        if not left:
            return [so_far]
        return [way for value in [*NUMBERS, "other"] for way in ways(left[1:], {**so_far, left[0]: value})]

    asked = sorted({limit["when"]["answer"] for limit in part["limits"]})
    found = set()
    for way in ways([id for id in asked if answers[id] in (None, "not_assessed")], answers):
        best, worst = 0, 2
        for limit in part["limits"]:
            said = "no" if way[limit["when"]["answer"]] == "no_evidence" else way[limit["when"]["answer"]]
            if said == limit["when"]["is"]:
                best = max(best, GRADES.index(limit["always"].get("at_most", "high")))
                worst = min(worst, GRADES.index(limit["always"].get("at_least", "low")))
        found.add(max(min(GRADES.index(grade), worst), best))
    if len(found) > 1:
        raise UnknownError
    return GRADES[found.pop()]


def by_hand(form: Form, answers: dict[str, str | None], judged: dict[str, str] | None = None) -> dict[str, str]:
    grades: dict[str, str] = dict(judged or {})
    unknown = False
    for id, part in form["parts"].items():
        if id in grades:
            continue
        try:
            score = scored(part, answers)
            if score is not None:
                grades[id] = held(part, banded(part, score), answers)
        except UnknownError:
            unknown = True
    if unknown or not grades:
        return grades
    present = sorted(GRADES.index(grade) for grade in grades.values())
    how, ties = form["overall"]["grade"]["how"], form["overall"]["grade"].get("ties")
    most = [rank for rank in present if present.count(rank) == max(map(present.count, present))]
    rank = {"lowest": present[-1], "highest": present[0], "majority": most[0] if ties == "better" else most[-1]}[how]
    return {**grades, "overall": GRADES[rank]}


@given(judged_forms())
def test_the_two_programs_agree(made: tuple[Form, dict[str, str | None]]) -> None:
    form, answers = made
    rubric = counting(form["parts"], form["overall"])
    seen = looked_at(rubric, {id: answer for id, answer in answers.items() if answer is not None})
    assert effective(seen) == by_hand(form, answers)


@given(judged_forms(), st.dictionaries(st.sampled_from(["part-a", "part-b"]), st.sampled_from(GRADES)))
def test_they_agree_after_a_moderation_too(made: tuple[Form, dict[str, str | None]], grades: dict[str, str]) -> None:
    form, answers = made
    grades = {id: grade for id, grade in grades.items() if id in form["parts"]}
    rubric = counting(form["parts"], form["overall"])
    given_answers = {id: answer for id, answer in answers.items() if answer is not None}
    before, after = looked_at(rubric, given_answers), looked_at(rubric, given_answers, judged={"m1": grades})
    assert effective(after) == by_hand(form, answers, grades)
    assert after.computed_first == before.computed
    assert {id: whose for id, (_, whose) in after.effective.items()} == {
        id: "m1" if id in grades else "computed" for id in effective(after)
    }


@given(judged_forms())
def test_scores_stay_between_their_ends(made: tuple[Form, dict[str, str | None]]) -> None:
    form, answers = made
    rubric = counting(form["parts"], form["overall"])
    seen = looked_at(rubric, {id: answer for id, answer in answers.items() if answer is not None})
    for id, score in seen.scores.items():
        if score.value is not None:
            assert 0 <= score.value <= (100 if score.percentage else 2), id


@given(judged_forms())
def test_a_computed_grade_is_never_above_a_ceiling_that_counts(made: tuple[Form, dict[str, str | None]]) -> None:
    form, answers = made
    rubric = counting(form["parts"], form["overall"])
    seen = looked_at(rubric, {id: answer for id, answer in answers.items() if answer is not None})
    for id, part in form["parts"].items():
        for limit in part["limits"]:
            ceiling = limit["always"].get("at_most")
            answer = "no" if answers[limit["when"]["answer"]] == "no_evidence" else answers[limit["when"]["answer"]]
            if ceiling and answer == limit["when"]["is"] and id in seen.effective:
                assert GRADES.index(seen.effective[id][0]) >= GRADES.index(ceiling)


@given(judged_forms(), st.randoms())
def test_the_order_of_the_form_changes_nothing(made: tuple[Form, dict[str, str | None]], chance: Any) -> None:
    form, answers = made

    def shuffled(entries: Form) -> Form:
        keys = list(entries)
        chance.shuffle(keys)
        return {key: entries[key] for key in keys}

    given_answers = {id: answer for id, answer in answers.items() if answer is not None}
    other = {
        id: {**part, "questions": shuffled(part["questions"]), "limits": part["limits"][::-1]}
        for id, part in shuffled(form["parts"]).items()
    }
    one = looked_at(counting(form["parts"], form["overall"]), given_answers)
    two = looked_at(counting(other, form["overall"]), given_answers)
    assert effective(one) == effective(two)
    assert {id: score.value for id, score in one.scores.items()} == {
        id: score.value for id, score in two.scores.items()
    }


@given(judged_forms())
def test_one_more_question_without_an_answer_leaves_no_grade(made: tuple[Form, dict[str, str | None]]) -> None:
    form, answers = made
    first = form["parts"]["part-a"]
    more = {**first, "score": {**first["score"], "out_of": "applicable"}}
    more["questions"] = {**first["questions"], "new": "New?"}
    seen = looked_at(
        counting({**form["parts"], "part-a": more}, form["overall"]),
        {id: answer for id, answer in answers.items() if answer is not None},
    )
    assert "part-a" not in seen.effective
    assert "overall" not in seen.effective
    assert seen.computed["overall"].missing
