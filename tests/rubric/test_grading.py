from __future__ import annotations

from typing import Any

import pytest

from casekit.rubric.cases import Result, run
from casekit.rubric.evaluation import Computed, Lack
from tests.rubric.counting import counting, effective, looked_at, refused

THREE = {"a": "A?", "b": "B?", "c": "C?"}
BANDS = {"scale": "result", "how": "bands", "bands": {"high": 75, "middle": 50, "low": 0}, "round": "none"}
PART: dict[str, Any] = {"questions": THREE, "score": {"how": "points"}, "grade": BANDS}
JUDGED: dict[str, Any] = {id: {"grade": "result", "questions": {f"q-{id}": f"{id}?"}} for id in ("one", "two", "three")}


def graded(section: dict[str, Any], answers: dict[str, object], **more: Any) -> Computed:
    return looked_at(counting({"s": section}), answers, **more).computed["s"]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"a": "yes", "b": "yes", "c": "yes"}, "high"),
        ({"a": "yes", "b": "partly", "c": "no"}, "middle"),  # exactly 50
        ({"a": "partly", "b": "partly", "c": "no"}, "low"),
    ],
)
def test_bands(answers: dict[str, object], expected: str) -> None:
    assert graded(PART, answers).grade == expected


@pytest.mark.parametrize(
    ("round", "expected"), [("none", "low"), ("down", "low"), ("nearest", "middle"), ("up", "middle")]
)
def test_rounding_happens_once_at_the_bands(round: str, expected: str) -> None:
    """4 of 6 is 66.66…, which is less than 66.7, 66 rounded down and 67 rounded up."""
    section = {**PART, "grade": {**BANDS, "bands": {"high": 90, "middle": 66.7, "low": 0}, "round": round}}
    assert graded(section, {"a": "yes", "b": "partly", "c": "partly"}).grade == expected


def test_a_half_is_rounded_up_to_the_nearest() -> None:
    section = {
        "questions": {"a": {"ask": "A?", "answer": "depth"}, "b": {"ask": "B?", "answer": "depth"}},
        "score": {"how": "mean"},
        "grade": {"scale": "result", "how": "bands", "bands": {"high": 3, "middle": 2, "low": 0}, "round": "nearest"},
    }
    assert graded(section, {"a": "1", "b": "2"}).grade == "middle"
    assert graded(section, {"a": "2", "b": "3"}).grade == "high"


def test_how_a_band_came_about_is_said() -> None:
    section = {**PART, "grade": {**BANDS, "round": "nearest"}}
    found = graded(section, {"a": "yes", "b": "partly", "c": "partly"})
    assert found.because == ('the score of "s" is 66.67%, taken as 67, and Middle begins at 50',)
    assert found.routes == (("sections", "s"),)


def test_lower_scores_may_be_the_better_ones() -> None:
    section = {
        "questions": {"a": {"ask": "A?", "answer": "depth"}},
        "score": {"how": "sum"},
        "grade": {"scale": "result", "how": "bands", "bands": {"high": 0, "middle": 1, "low": 3}, "round": "none"},
    }
    assert [graded(section, {"a": a}).grade for a in "0123"] == ["high", "middle", "middle", "low"]


@pytest.mark.parametrize(("how", "expected"), [("lowest", "low"), ("highest", "high"), ("majority", "middle")])
def test_the_grades_of_others(how: str, expected: str) -> None:
    ties = {"ties": "better"} if how == "majority" else {}
    sections = {**JUDGED, "four": {"grade": "result", "questions": {"q-four": "Four?"}}}
    rubric = counting(sections, {"grade": {"scale": "result", "how": how, **ties}})
    seen = looked_at(rubric, {}, {"one": "high", "two": "middle", "three": "middle", "four": "low"})
    assert effective(seen)["overall"] == expected
    assert seen.effective["overall"][1] == "computed"


@pytest.mark.parametrize(("ties", "expected"), [("better", "high"), ("worse", "middle")])
def test_of_several_most_frequent_grades(ties: str, expected: str) -> None:
    rubric = counting(JUDGED, {"grade": {"scale": "result", "how": "majority", "ties": ties}})
    seen = looked_at(rubric, {}, {"one": "high", "two": "middle", "three": "not_assessed"})
    assert effective(seen)["overall"] == expected


LOWEST = {"grade": {"scale": "result", "how": "lowest"}}


@pytest.mark.parametrize("state", ["not_applicable", "not_assessed"])
def test_what_was_left_out_on_purpose_does_not_count(state: str) -> None:
    assert effective(looked_at(counting(JUDGED, LOWEST), {}, {"one": "high", "two": "middle", "three": state})) == {
        "one": "high",
        "two": "middle",
        "overall": "middle",
    }


def test_a_grade_that_is_missing_leaves_none() -> None:
    found = looked_at(counting(JUDGED, LOWEST), {}, {"one": "high", "two": "low"}).computed["overall"]
    assert (found.grade, found.missing) == (None, (Lack("grade", "three"),))


def test_a_section_that_nobody_chose_is_not_missing_and_one_that_was_begun_is() -> None:
    sections = {**JUDGED, "three": {**JUDGED["three"], "required": "chosen"}}
    rubric = counting(sections, LOWEST)
    grades: dict[str, object] = {"one": "high", "two": "middle"}
    assert looked_at(rubric, {}, grades).computed["overall"].grade == "middle"
    assert looked_at(rubric, {"q-three": "yes"}, grades).computed["overall"].missing == (Lack("grade", "three"),)


def test_nothing_to_go_by_is_no_grade_and_nothing_is_missing() -> None:
    found = looked_at(counting(JUDGED, LOWEST), {}, dict.fromkeys(JUDGED, "not_assessed")).computed["overall"]
    assert (found.grade, found.missing) == (None, ())


def test_a_section_of_which_nobody_can_tell_whether_it_applies() -> None:
    sections = {**JUDGED, "three": {**JUDGED["three"], "applies_when": {"case_type": "B"}}}
    rubric = counting(sections, LOWEST)
    grades: dict[str, object] = {"one": "high", "two": "middle", "three": "low"}
    assert looked_at(rubric, {}, grades).computed["overall"].grade == "middle"
    assert looked_at(rubric, {}, grades, case_types=frozenset("B")).computed["overall"].grade == "low"
    unknown = looked_at(rubric, {}, grades, case_types=frozenset())
    assert unknown.computed["overall"].missing == (Lack("applies", "three"),)
    assert [fact.what for fact in unknown.missing] == ["case_type"]


def test_the_graded_sections_next_beneath_count_unless_others_are_named() -> None:
    inner = {"title": "Inner", "grade": "result", "questions": {"i": "I?"}}
    sections: dict[str, Any] = {
        "group": {"sections": {"inner": inner}},
        "part": {
            "grade": "result",
            "questions": {"p": "P?"},
            "sections": {"deep": {**inner, "title": "D", "questions": {"d": "D?"}}},
        },
    }
    assert counting(sections, LOWEST).overall.grading.items == ("inner", "part")
    named = {"grade": {"scale": "result", "how": "lowest", "of": ["deep"]}}
    assert counting(sections, named).overall.grading.items == ("deep",)


RULES: dict[str, Any] = {
    "questions": THREE,
    "score": {"how": "points"},
    "grade": {
        "scale": "result",
        "how": "rules",
        "rules": [
            {"when": {"answer": "a", "is": "no"}, "is": "low"},
            {"when": {"score": "this", "at_least": 90}, "is": "high"},
            {"otherwise": "middle"},
        ],
    },
}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"a": "no"}, "low"),  # the first that holds; what comes after it is not looked at
        ({"a": "yes", "b": "yes", "c": "yes"}, "high"),
        ({"a": "yes", "b": "no", "c": "no"}, "middle"),
        ({"b": "yes", "c": "yes"}, None),  # unknown never falls through
        ({"a": "yes", "b": "yes"}, None),
        ({"a": "not_applicable", "b": "yes", "c": "yes"}, "high"),
    ],
)
def test_rules(answers: dict[str, object], expected: str | None) -> None:
    found = graded(RULES, answers)
    assert found.grade == expected
    assert found.missing == (() if expected else (Lack("rule", "s"),))


def limited(*limits: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**PART, "limits": [{"id": f"l{i}", **limit} for i, limit in enumerate(limits)], **more}


ALL = {"a": "yes", "b": "yes", "c": "yes"}
NO_C = {"answer": "c", "is": "no"}


def test_a_ceiling_holds_a_computed_grade_and_says_so() -> None:
    found = graded(limited({"when": NO_C, "always": {"is": "low"}}), {**ALL, "c": "no"})
    assert (found.raw, found.grade) == ("middle", "low")
    (limit,) = found.limited_by
    assert (limit.limit.id, limit.grade, limit.bound, limit.because) == (
        "l0",
        "middle",
        "low",
        ('"C?" is answered no',),
    )


def test_a_computed_grade_is_held_and_never_reported_as_broken() -> None:
    rubric = counting({"s": limited({"when": NO_C, "always": {"is": "low"}})})
    assert looked_at(rubric, {**ALL, "c": "no"}).broken == ()


def test_a_floor_and_a_ceiling_that_collide() -> None:
    found = graded(
        limited(
            {"when": {"answer": "a", "is": "yes"}, "always": {"at_least": "middle"}},
            {"when": NO_C, "always": {"at_most": "low"}},
        ),
        {"a": "yes", "b": "no", "c": "no"},
    )
    assert (found.raw, found.grade) == ("low", "low")
    assert [limit.id for limit in found.gave_way] == ["l0"]


def test_a_limit_that_nobody_can_tell_leaves_no_grade_where_it_could_change_it() -> None:
    """The question is not part of the score, so only the limit waits for it."""
    section = limited(
        {"when": {"answer": "x", "is": "no"}, "always": {"at_most": "middle"}},
        score={"how": "points", "of": ["a", "b"]},
    )
    section["questions"] = {**THREE, "x": "X?"}
    high, low = {"a": "yes", "b": "yes"}, {"a": "no", "b": "no"}
    assert graded(section, high).missing == (Lack("limit", "l0"),)
    assert graded(section, low).grade == "low"
    assert graded(section, {**high, "x": "yes"}).grade == "high"
    assert graded(section, {**high, "x": "no"}).grade == "middle"


def test_an_expected_limit_holds_until_a_reason_is_written() -> None:
    section = limited({"when": NO_C, "usually": {"at_most": "low"}})
    answers = {**ALL, "c": "no"}
    assert graded(section, answers).grade == "low"
    assert graded(section, answers, reasons={("s", "l0"): "Because."}).grade == "middle"
    assert graded(section, answers, reasons={("s", "l0"): "  "}).grade == "low"


def test_where_a_moderator_has_to_agree_as_well() -> None:
    section = limited({"when": NO_C, "usually": {"at_most": "low"}, "agreed_by": "moderator"})
    rubric = counting({"s": section, **JUDGED})
    reasons = {("s", "l0"): "Because."}
    assert looked_at(rubric, {**ALL, "c": "no"}, reasons=reasons).computed["s"].grade == "low"
    seen = looked_at(rubric, {**ALL, "c": "no"}, reasons=reasons, judged={"m1": {"one": "low"}})
    assert (seen.computed_first["s"].grade, seen.computed["s"].grade) == ("low", "middle")


def test_a_bound_by_the_grades_of_others() -> None:
    near: dict[str, Any] = {"id": "near", "always": {"at_most": {"lowest": ["one", "two"], "plus": 1}}}
    rubric = counting({**JUDGED, "s": {**PART, "limits": [near]}})
    grades: dict[str, object] = {"one": "low", "two": "high", "three": "high"}
    assert looked_at(rubric, ALL, grades).computed["s"].grade == "middle"
    assert looked_at(rubric, ALL, {**grades, "one": "middle"}).computed["s"].grade == "high"
    assert looked_at(rubric, ALL, {"two": "high"}).computed["s"].missing == (Lack("limit", "near"),)
    assert looked_at(rubric, dict.fromkeys("abc", "no"), {"two": "high"}).computed["s"].grade == "low"


def test_critical_items_and_a_floor_for_each_part_override_a_percentage() -> None:
    def part(n: int) -> dict[str, Any]:
        asked: dict[str, Any] = {f"{q}{n}": f"{q}{n}?" for q in "abcde"}
        asked[f"a{n}"] = {"ask": "Critical?", "tags": ["key"]}
        return {"questions": asked, "score": {"how": "points"}}

    parts = {"part-1": part(1), "part-2": part(2)}
    overall = {
        "score": {"how": "points"},
        "grade": BANDS,
        "limits": [
            {"id": "critical", "when": {"answers": {"tag": "key"}, "is": "no"}, "always": {"is": "low"}},
            {"id": "weak-part", "when": {"scores": ["part-1", "part-2"], "below": 40}, "always": {"is": "low"}},
        ],
    }
    rubric = counting(parts, overall)
    every = {f"{q}{n}": "yes" for q in "abcde" for n in (1, 2)}
    assert effective(looked_at(rubric, every))["overall"] == "high"
    assert [b.limit.id for b in looked_at(rubric, {**every, "a1": "no"}).computed["overall"].limited_by] == ["critical"]
    weak = {**every, **dict.fromkeys(("b2", "c2", "d2", "e2"), "no")}
    seen = looked_at(rubric, weak).computed["overall"]
    assert (seen.raw, seen.grade) == ("middle", "low")
    assert seen.limited_by[0].because == ('the score of "part-2" is 20%',)


OVERRIDE = {"override": ["qa_lead"]}


def test_an_override_stands_in_place_of_what_is_computed_and_stays_inside_the_limits() -> None:
    section = limited({"when": NO_C, "always": {"at_most": "middle"}}, grade={**BANDS, **OVERRIDE})
    rubric = counting({"s": section})
    seen = looked_at(rubric, ALL, overrides={"s": "low"})
    assert seen.effective["s"] == ("low", "override")
    held = looked_at(rubric, {**ALL, "c": "no"}, overrides={"s": "high"}).computed["s"]
    assert (held.raw, held.grade, [b.limit.id for b in held.limited_by]) == ("middle", "middle", ["l0"])


def test_an_override_that_the_form_does_not_allow_counts_for_nothing() -> None:
    assert looked_at(counting({"s": PART}), ALL, overrides={"s": "low"}).effective["s"] == ("high", "computed")


def test_a_grade_that_the_auditor_typed_changes_nothing() -> None:
    assert looked_at(counting({"s": PART}), ALL, {"s": "low"}).effective["s"] == ("high", "computed")


@pytest.mark.parametrize("state", ["not_applicable", "not_assessed"])
def test_a_computed_section_may_be_left_out(state: str) -> None:
    seen = looked_at(counting({"s": PART}), ALL, {"s": state})
    assert "s" not in seen.effective
    assert seen.computed["s"].missing == ()


def test_a_moderators_grade_of_a_computed_section_counts_and_stands_under_the_limits() -> None:
    rubric = counting({"s": limited({"when": NO_C, "always": {"is": "low"}})})
    seen = looked_at(rubric, {**ALL, "c": "no"}, judged={"m1": {"s": "high"}})
    assert seen.effective["s"] == ("high", "m1")
    assert [(b.limit.id, b.by) for b in seen.broken] == [("l0", "m1")]
    assert seen.computed_first["s"].grade == "low"
    assert "s" not in seen.computed


def test_parents_are_worked_out_again_after_each_moderation() -> None:
    rubric = counting(JUDGED, LOWEST)
    grades: dict[str, object] = dict.fromkeys(JUDGED, "high")
    seen = looked_at(rubric, {}, grades, judged={"m1": {"two": "low"}, "d1": {"two": "middle"}})
    assert seen.computed_first["overall"].grade == "high"
    assert seen.effective["overall"] == ("middle", "computed")


def test_a_parent_sees_the_limited_child() -> None:
    parent = {
        "title": "P",
        "grade": {"scale": "result", "how": "lowest"},
        "sections": {"s": {"title": "S", **limited({"when": NO_C, "always": {"is": "low"}})}},
    }
    seen = looked_at(counting({"p": parent}), {**ALL, "c": "no"})
    assert effective(seen) == {"s": "low", "p": "low"}


def test_boxes_and_triggers_see_computed_grades_and_scores() -> None:
    section = {
        **PART,
        "boxes": {"why": {"title": "Why", "applies_when": {"grade": "this", "below": "high"}}},
        "triggers": [{"id": "weak", "when": {"score": "this", "below": 60}, "needs": "action"}],
    }
    weak = looked_at(counting({"s": section}), {"a": "yes", "b": "partly", "c": "no"})
    assert weak.boxes["s", "why"].required
    assert [(f.trigger.id, f.because) for f in weak.fired] == [("weak", ('the score of "s" is 50%',))]
    assert looked_at(counting({"s": section}), ALL).boxes["s", "why"].applies is False


def test_a_questions_own_boxes_go_with_the_question() -> None:
    asked = {"a": {"ask": "A?", "applies_when": {"flag": "wet"}, "boxes": {"how": "How wet"}}, "b": "B?"}
    rubric = counting({"s": {"questions": asked}})
    assert looked_at(rubric, {}).boxes["s", "a/how"].applies is False
    wet = looked_at(rubric, {}, flags=frozenset({"wet"})).boxes["s", "a/how"]
    assert (wet.applies, wet.required) == (True, True)


GRADE_ROUTE = "sections.s.grade"


@pytest.mark.parametrize(
    ("grade", "messages"),
    [
        ({"how": "lowest"}, [f"{GRADE_ROUTE}: the grade of section 's' does not say on which scale it is"]),
        ({"scale": "result", "how": "least"}, ["'how' of the grade of section 's' must be judged, lowest"]),
        ({**BANDS, "round": ...}, [f"{GRADE_ROUTE}: the grade of section 's' does not say 'round'"]),
        ({**BANDS, "bands": ...}, [f"{GRADE_ROUTE}: the grade of section 's' does not say 'bands'"]),
        (
            {**BANDS, "ties": "better"},
            [f"{GRADE_ROUTE}.ties: the grade of section 's' is bands, so 'ties' means nothing there"],
        ),
        ({**BANDS, "bands": {"high": 75}}, ["one band alone grades every score of section 's' alike"]),
        ({**BANDS, "bands": {"hi": 75, "low": 0}}, [f"{GRADE_ROUTE}.bands.hi: 'hi' is no grade of scale 'result'"]),
        (
            {**BANDS, "bands": {"high": "75", "low": 0}},
            ["the band of 'high' must be the score from which on it is reached"],
        ),
        ({**BANDS, "bands": {"high": 75, "low": 5}}, ["the lowest band begins at 5, and the score may be 0"]),
        ({**BANDS, "bands": {"high": 50, "middle": 75, "low": 0}}, ["the bands do not follow the order of the scale"]),
        (
            {**BANDS, "bands": {"high": 50, "middle": 50, "low": 0}},
            ["the bands of 'high' and 'middle' overlap: a score of 50 lies in both"],
        ),
        (
            {**BANDS, "bands": {"high": [75, 100], "middle": [50, 75], "low": [0, 49]}, "round": "nearest"},
            ["the bands of 'high' and 'middle' overlap: a score of 75 lies in both"],
        ),
        (
            {**BANDS, "bands": {"high": [75, 100], "middle": [50, 74], "low": [0, 49]}},
            ["the bands leave a gap: a score between 74 and 75 has no grade", "a score between 49 and 50 has no grade"],
        ),
        (
            {**BANDS, "bands": {"high": [76, 100], "middle": [50, 74], "low": [0, 49]}, "round": "down"},
            ["the bands leave a gap: a score between 74 and 76 has no grade"],
        ),
        (
            {**BANDS, "bands": {"high": [75, 99], "low": [0, 74]}, "round": "down"},
            ["the highest band ends at 99, and the score may be 100"],
        ),
        ({**BANDS, "bands": {"high": [75, 100], "low": 0}}, ["some bands say up to where they go and some do not"]),
        ({**BANDS, "bands": {"high": [100, 75], "low": [0, 74]}}, ["the band of 'high' begins above its end"]),
        ({**BANDS, "override": ["boss"]}, [f"{GRADE_ROUTE}.override: 'boss' is no role that casekit knows"]),
        ({"scale": "result", "override": ["qa_lead"]}, ["is judged, so there is nothing to override"]),
        ({"scale": "result", "how": "majority", "of": ["t"]}, ["does not say 'ties'"]),
        (
            {"scale": "result", "how": "lowest"},
            ["section 's' has no graded section beneath it whose grade it could take"],
        ),
        (
            {"scale": "result", "how": "lowest", "of": ["s"]},
            ["the grade of section 's' cannot be worked out from itself"],
        ),
        (
            {"scale": "result", "how": "lowest", "of": ["u"]},
            ["section 'u' is graded on scale 'depth', section 's' on 'result'"],
        ),
        (
            {"scale": "result", "how": "rules", "rules": [{"when": NO_C, "is": "low"}]},
            ["the last rule must say what holds otherwise"],
        ),
        (
            {"scale": "result", "how": "rules", "rules": [{"otherwise": "low"}, {"otherwise": "high"}]},
            ["no rule behind 'otherwise' could ever be reached"],
        ),
        (
            {"scale": "result", "how": "rules", "rules": [{"is": "low"}, {"otherwise": "high"}]},
            ["a rule must have when and is"],
        ),
        (
            {
                "scale": "result",
                "how": "rules",
                "rules": [{"when": {"grade": "this", "is": "low"}, "is": "low"}, {"otherwise": "high"}],
            },
            [f"{GRADE_ROUTE}.rules: the rules of section 's' ask for the grade they give"],
        ),
        (
            {"scale": "result", "how": "lowest", "of": ["v"]},
            ["grades go round in a circle: those of section"],
        ),
    ],
)
def test_grades_that_are_refused(grade: dict[str, Any], messages: list[str]) -> None:
    """t and u are judged; v takes the grade of s."""
    sections = {
        "s": {**PART, "grade": {key: value for key, value in grade.items() if value is not ...}},
        "t": {"grade": "result"},
        "u": {"grade": "depth"},
        "v": {"grade": {"scale": "result", "how": "lowest", "of": ["s"]}},
    }
    told = refused(sections)
    for message in messages:
        assert any(message in line for line in told), told
    assert len(told) == len(messages), told


def test_bands_need_a_score() -> None:
    assert refused({"s": {"questions": THREE, "grade": BANDS}}) == [
        "sections.s.grade: section 's' has no score that could lie in a band"
    ]


def test_scores_that_wait_for_each_other_are_refused() -> None:
    part = {"questions": {"a": "A?"}, "score": {"how": "mean", "of": ["t"]}}
    (told,) = refused({"s": part, "t": {"questions": {"b": "B?"}, "score": {"how": "mean", "of": ["s"]}}})
    assert "scores go round in a circle: those of section" in told


def test_ranges_that_close_by_rounding_are_bands_like_others() -> None:
    printed = {**BANDS, "bands": {"high": [75, 100], "middle": [50, 74], "low": [0, 49]}, "round": "nearest"}
    assert graded({**PART, "grade": printed}, {"a": "yes", "b": "yes", "c": "no"}).grade == "middle"


def worked(given: dict[str, Any], expect: dict[str, Any]) -> Result:
    grade = {**BANDS, **OVERRIDE}
    section = limited({"when": NO_C, "always": {"is": "low"}}, grade=grade)
    (result,) = run(
        counting(
            {"s": section, "t": PART | {"questions": {"t1": "T?"}}}, cases={"one": {"given": given, "expect": expect}}
        )
    )
    return result


def test_a_worked_case_expects_grades_that_are_worked_out_and_what_limited_them() -> None:
    answers = {"a": "yes", "b": "yes", "c": "no"}
    assert worked({"answers": answers}, {"limited": ["l0"], "effective": {"s": "low", "t": "none"}}).passed
    assert worked({"answers": {**answers, "c": "yes"}}, {"limited": [], "effective": {"s": "high"}}).passed
    assert worked({"answers": {**answers, "c": "yes"}, "overrides": {"s": "Low"}}, {"effective": {"s": "low"}}).passed


def test_a_worked_case_that_comes_out_otherwise_says_what_was_worked_out() -> None:
    found = worked(
        {"answers": {"a": "yes", "b": "yes", "c": "no"}}, {"limited": [], "effective": {"s": "high", "t": "low"}}
    )
    assert not found.passed
    assert found.because == (
        'l0: "C?" is answered no.',
        "s: 'middle' is worked out, because the score of \"s\" is 66.67%, and Middle begins at 50.",
        "s: limit 'l0' makes it 'low': \"C?\" is answered no.",
        "t: no grade can be worked out while this is missing or cannot be told: 't1'.",
    )


def test_what_a_worked_case_cannot_give_or_expect() -> None:
    cases = {
        "one": {
            "given": {"overrides": {"s": "low"}},
            "expect": {"scores": {"s": "many", "one": 3}, "limited": ["l9"], "effective": {"s": "purple"}},
        }
    }
    assert refused({"s": PART, **JUDGED}, cases=cases) == [
        "cases.one.given.overrides.s: nobody may override the grade of section 's' in this form",
        "cases.one.expect.scores.s: a score is a number, written with as many decimals as are compared, or none",
        "cases.one.expect.scores.one: 'one' is no section with a score of this rubric",
        "cases.one.expect.limited.0: 'l9' is no limit of this rubric",
        "cases.one.expect.effective.s: 'purple' is no grade of section 's'",
    ]
