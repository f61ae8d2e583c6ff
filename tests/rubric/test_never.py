"""What can never come about in a form is told, and nothing that can."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.rubric.condition import truth
from casekit.rubric.model import Rubric
from casekit.rubric.never import never, only_after_change
from casekit.rubric.notes import notes
from casekit.rubric.possible import Possibilities
from casekit.rubric.state import State
from tests.rubric.counting import counting
from tests.rubric.toy import LOADED, TOY, facts, loaded


def toy(*changes: tuple[tuple[str | int, ...], Any], several: bool = True) -> Rubric:
    """The toy form with some values put in."""
    data = deepcopy(TOY)
    del data["cases"]
    data["case_types"]["several"] = several
    for route, value in changes:
        where: Any = data
        for key in route[:-1]:
            where = where[key]
        where[route[-1]] = value
    return loaded(data)


def told(rubric: Rubric) -> list[str]:
    return [f"{'.'.join(map(str, r.route))}: {r.message}" for r in never(rubric)]


HORN = ("sections", "lamp", "questions", "horn", "applies_when")
STAIRS = ("sections", "tower", "questions", "stairs")
TOWER = ("sections", "tower", "applies_when")
LIMIT = ("sections", "lamp", "limits", 0, "when")


def test_the_toy_form_has_nothing_of_the_kind() -> None:
    assert told(LOADED) == []
    assert only_after_change(LOADED) == []


@pytest.mark.parametrize(
    "condition",
    [
        {"all": [{"flag": "fog"}, {"not": {"flag": "fog"}}]},
        {"age": {"below": 3, "at_least": 5}},
        {"all": [{"age": {"above": 4}}, {"age": {"below": 5}}]},
        {"all": [{"answer": "polished", "is": "yes"}, {"answer": "polished", "is": "no"}]},
        {"all": [{"answer": "polished", "is": "yes"}, {"answer": "polished", "below": "partly"}]},
        {"all": [{"answers": ["polished", "spare"], "is": "no"}, {"not": {"answers": {"tag": "legal"}, "is": "no"}}]},
        {"all": [{"answer": "nights", "above": 3}, {"answer": "nights", "is": [1, 2]}]},
        {"all": [{"date": "polish", "within": "3 months"}, {"date": "polish", "older_than": "1 year"}]},
        {"all": [{"date": "polish", "within": "2 weeks"}, {"not": {"date": "polish", "within": "1 month"}}]},
        {"all": [{"date": "polish", "older_than": "1 year"}, {"not": {"date": "polish", "older_than": "6 months"}}]},
        {"all": [{"date": "boat", "at_least": 3, "within": "6 weeks"}, {"not": {"date": "boat", "within": "1 year"}}]},
        {"all": [{"answers": {"tag": "legal"}, "is": "no"}, {"not": {"answers": {"tag": "legal"}, "is": "no"}}]},
        {"not": {"any": [{"flag": "fog"}, {"not": {"flag": "fog"}}]}},
    ],
)  # fmt: skip
def test_a_condition_that_contradicts_itself(condition: dict[str, Any]) -> None:
    assert told(toy((HORN, condition))) == [
        "sections.lamp.questions.horn.applies_when: question 'horn' can never be asked: no case meets its condition"
    ]


@pytest.mark.parametrize(
    "condition",
    [
        {"all": [{"flag": "fog"}, {"flag": "tourists"}]},
        {"all": [{"case_type": "ROCK"}, {"case_type": "SHORE"}]},
        {"age": {"above": 3, "below": 5}},
        {"all": [{"date": "polish", "within": "1 month"}, {"date": "polish", "older_than": "28 days"}]},
        {"all": [{"date": "polish", "within": "1 year"}, {"date": "polish", "older_than": "3 months"}]},
        {"all": [{"date": "polish", "within": "3 months"}, {"date": "drill", "older_than": "1 year"}]},
        {"all": [{"not": {"date": "polish", "within": "1 year"}}, {"not": {"date": "polish", "older_than": "1 year"}}]},
        {"all": [{"not": {"answer": "polished", "is": "yes"}}, {"not": {"answer": "polished", "at_most": "partly"}}]},
        {"all": [{"answer": "pets", "is": "cat"}, {"answer": "pets", "is": "gull"}]},
        {"answers": {"in": "tower"}, "is": "no", "how_many": "all"},
    ],
)  # fmt: skip
def test_a_condition_that_some_case_meets(condition: dict[str, Any]) -> None:
    assert told(toy((HORN, condition))) == []


def test_a_section_that_no_kind_of_case_reaches_and_nothing_more_about_what_is_in_it() -> None:
    nowhere = {"all": [{"case_type": "ROCK"}, {"not": {"case_type": ["ROCK", "SHORE"]}}]}
    inside = {"ask": "Safe?", "applies_when": {"all": [{"flag": "fog"}, {"not": {"flag": "fog"}}]}}
    assert told(toy((TOWER, nowhere), (STAIRS, inside))) == [
        "sections.tower.applies_when: section 'tower' can never apply: no kind of case meets its condition"
    ]


def test_a_condition_that_contradicts_those_around_it() -> None:
    assert told(toy((STAIRS, {"ask": "Safe?", "applies_when": {"not": {"case_type": "ROCK"}}}))) == [
        "sections.tower.questions.stairs.applies_when: question 'stairs' can never be asked: no kind of case meets "
        "its condition together with the conditions around it"
    ]


def test_a_question_that_is_not_asked_where_its_answer_is_needed() -> None:
    rail = ("sections", "tower", "sections", "visitors", "questions", "rail", "applies_when")
    wants = {"all": [{"answer": "rail", "is": "yes"}, {"not": {"flag": "tourists"}}]}
    assert told(toy((HORN, wants), (rail, {"flag": "tourists"}))) == [
        "sections.lamp.questions.horn.applies_when: question 'horn' can never be asked: no case meets its condition"
    ]


def test_a_limit_that_never_counts_and_a_trigger_that_never_fires() -> None:
    both = {"all": [{"grade": "tower", "is": "dark"}, {"grade": "tower", "above": "dim"}]}
    trigger = {"id": "odd", "when": both, "needs": "action"}
    assert told(toy((LIMIT, both), (("overall", "triggers", 0), trigger))) == [
        "sections.lamp.limits.0.when: limit 'unpolished' can never count: no case meets its condition",
        "overall.triggers.0.when: trigger 'odd' can never fire: no case meets its condition",
    ]


def test_a_date_that_is_never_asked_for() -> None:
    test = {"date": "polish", "within": "3 months", "applies_when": {"not": {"flag": "fog"}}}
    assert told(toy(((*HORN[:-1], "agrees_with"), test))) == [
        "sections.lamp.questions.horn.agrees_with: 'agrees_with' of question 'horn' can never count: no case meets its "
        "condition together with the conditions around it"
    ]


def test_a_shared_box_is_told_only_where_no_section_reaches_it() -> None:
    raise_ = {"title": "Raise", "applies_when": {"case_type": "SHORE"}}
    shore = {"not": {"case_type": "SHORE"}}
    assert told(toy((("boxes", "raise"), raise_), (TOWER, shore))) == []
    every = [((("sections", id, "applies_when")), shore) for id in ("lamp", "tower", "keeper")]
    assert told(toy((("boxes", "raise"), raise_), *every)) == [
        "sections.lamp.boxes.raise: box 'raise' can never apply: no kind of case meets its condition together with "
        "the conditions around it"
    ]


def test_limits_that_always_contradict() -> None:
    strict = {"id": "strict", "when": {"answer": "polished", "is": "no"}, "always": {"at_most": "dark"}}
    mild = {"id": "mild", "when": {"answer": "polished", "at_most": "partly"}, "always": {"at_least": "clear"}}
    assert told(toy((("sections", "lamp", "limits"), [strict, mild]))) == [
        "sections.lamp.limits.1: limits 'strict' and 'mild' contradict each other: wherever 'strict' counts, 'mild' "
        "does, and no grade can keep both"
    ]
    assert told(toy((("sections", "lamp", "limits"), [strict, mild | {"when": {"flag": "fog"}}]))) == []


def test_a_rule_of_a_grade_that_is_never_reached() -> None:
    """Either it contradicts itself, or a rule above it holds wherever it does."""
    rules = [
        {"when": {"answer": "dry", "at_most": "partly"}, "is": "low"},
        {"when": {"all": [{"flag": "wet"}, {"not": {"flag": "wet"}}]}, "is": "low"},
        {"when": {"answer": "dry", "is": "no"}, "is": "middle"},
        {"when": {"score": "part", "below": 40}, "is": "middle"},
        {"otherwise": "high"},
    ]
    grade = {"scale": "result", "how": "rules", "rules": rules}
    part = {"questions": {"dry": "Dry?"}, "score": {"how": "points"}, "grade": grade}
    assert told(counting({"part": part})) == [
        "sections.part.grade.rules.1: the rule for 'low' can never count: no case meets its condition",
        "sections.part.grade.rules.2: the rule for 'middle' is never reached: one above it always holds first",
    ]


def test_the_last_rule_may_be_one_too_many() -> None:
    """The language asks for it, however complete the others are."""
    wet = {"flag": "wet"}
    rules = [{"when": wet, "is": "low"}, {"when": {"not": wet}, "is": "high"}, {"otherwise": "middle"}]
    part = {"questions": {"dry": "Dry?"}, "grade": {"scale": "result", "how": "rules", "rules": rules}}
    assert told(counting({"part": part})) == []


def test_a_descriptor_and_a_questions_box_that_nobody_sees() -> None:
    nobody = {"age": {"below": 3, "above": 5}}
    dry = {
        "ask": "Dry?",
        "descriptors": {"yes": [{"text": "Dust.", "applies_when": nobody}, "So."]},
        "boxes": {"how": {"title": "How?", "applies_when": nobody}},
    }
    looks = {"high": [{"text": "Tall.", "applies_when": nobody}]}
    form = counting({"part": {"questions": {"dry": dry}, "grade": "result", "descriptors": looks}})
    why = "no case meets its condition"
    assert [r.message for r in never(form)] == [
        f"box 'how' of question 'dry' can never apply: {why}",
        f"a descriptor of 'yes' in question 'dry' can never be shown: {why}",
        f"a descriptor of 'high' in section 'part' can never be shown: {why}",
    ]


def test_what_only_a_case_reaches_whose_kind_changed() -> None:
    form = toy((STAIRS, {"ask": "Safe?", "applies_when": {"case_type": "SHORE"}}), several=False)
    assert told(form) == []
    assert [r.message for r in only_after_change(form)] == [
        "question 'stairs' can be asked only in a case whose kind changed in the period"
    ]


def test_each_of_several_has_a_case_and_answers_of_its_own() -> None:
    """The whole's kind of case is not an agency's, and two agencies may answer one question in two ways."""
    both = {"all": [{"answer": "stairs", "is": "no"}, {"answer": "stairs", "is": "yes"}]}
    guests: dict[str, Any] = {"for_each": {"name": "Guest", "of": {"old": "Old", "young": "Young"}}, "title": "Guests"}
    guests["questions"] = {
        "fog-lamp": {"ask": "Lamp?", "applies_when": {"not": {"case_type": "ROCK"}}},
        "stairs": {"ask": "Safe?", "applies_when": {"flag": "fog"}},
        "rope": {"ask": "Rope?", "applies_when": both},
    }
    tower = {"title": "Tower", "applies_when": {"case_type": "ROCK"}, "sections": {"guests": guests}}
    assert told(toy((("sections", "tower"), tower), (HORN, both))) == [
        "sections.tower.sections.guests.questions.rope.applies_when: question 'rope' can never be asked: no case meets "
        "its condition"
    ]


SAID = st.sampled_from(["yes", "partly", "no", "not_applicable"])
CONDITIONS = st.recursive(
    st.one_of(
        st.sampled_from(["ROCK", "SHORE"]).map(lambda id: {"case_type": id}),
        st.sampled_from(["fog", "tourists"]).map(lambda id: {"flag": id}),
        st.integers(0, 6).map(lambda n: {"age": {"at_least": n}}),
        st.sampled_from(["yes", "partly", "no"]).map(lambda v: {"answer": "polished", "is": v}),
        st.sampled_from(["yes", "partly", "no"]).map(lambda v: {"answer": "spare", "at_most": v}),
        st.sampled_from(["3 months", "6 months", "1 year"]).map(lambda v: {"date": "polish", "within": v}),
        st.sampled_from(["3 months", "6 months", "1 year"]).map(lambda v: {"date": "polish", "older_than": v}),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda some: {"all": some}),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: {"any": some}),
        inner.map(lambda one: {"not": one}),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(
    CONDITIONS,
    st.sampled_from(["ROCK", "SHORE", "ROCK SHORE"]),
    st.sampled_from(["", "fog", "tourists", "fog tourists"]),
    st.integers(0, 7),
    st.fixed_dictionaries({}, optional={"polished": SAID, "spare": SAID}),
    st.sampled_from([[], ["2026-10-01"], ["2026-06-01"], ["2026-01-01"], ["2020-01-01"]]),
)  # fmt: skip
def test_what_a_case_meets_is_never_called_impossible(
    condition: dict[str, Any], types: str, flags: str, age: int, answers: dict[str, str], polished: list[str]
) -> None:
    form = toy((HORN, condition))
    own, plan = form.questions()["horn"].applies_when, form.plan
    assert own is not None
    assert plan is not None
    state = State(form, plan, facts(answers, types=types, flags=flags, age=age, dates={"polish": polished}))
    state.opens = dict.fromkeys([*plan.sections, *plan.questions], True)
    for question in plan.questions:
        state.hear(question)
    if truth(own, state):
        assert Possibilities(form)([own])


def scored(when: dict[str, Any], how: str = "points", bands: dict[str, float] | None = None) -> list[str]:
    """What is told of a form whose section counts two answers of 0 to 2, one of them twice."""
    grade = {"scale": "light", "how": "bands", "bands": bands or {"green": 1.5, "red": 0}, "round": "none"}
    return told(
        loaded(
            {
                "id": "dock",
                "version": 1,
                "title": "Dock",
                "scales": {"pt": {"numbers": [0, 1, 2]}, "light": {"best_first": ["green", "red"]}},
                "sections": {
                    "a": {
                        "title": "A",
                        "score": {"how": how},
                        "grade": grade,
                        "questions": {
                            "q": {"ask": "Q.", "answer": "pt"},
                            "r": {"ask": "R.", "answer": "pt", "weight": 2},
                        },
                        "limits": [{"id": "l", "when": {"score": "this", **when}, "always": {"is": "red"}}],
                    }
                },
            }
        )
    )


@pytest.mark.parametrize(
    ("how", "when", "says"),
    [
        ("points", {"below": 140}, "every score meets 'below: 140': the score is between 0 and 100"),
        ("points", {"below": 0}, "no score meets 'below: 0': the score is between 0 and 100"),
        ("points", {"above": 100}, "no score meets 'above: 100': the score is between 0 and 100"),
        ("points", {"at_least": 0}, "every score meets 'at_least: 0': the score is between 0 and 100"),
        ("mean", {"at_least": 40}, "no score meets 'at_least: 40': the score is between 0 and 2"),
        ("points", {"at_least": 60, "below": 40}, "no score meets 'at_least: 60' and 'below: 40'"),
        ("points", {"is": 120}, "no score meets 'is: 120'"),
        ("points", {"above": 0, "below": 100}, ""),
        ("points", {"at_least": 100}, ""),
        ("points", {"is": 0}, ""),
        ("mean", {"above": 1.9, "below": 2}, ""),
        ("sum", {"at_least": 6}, ""),
        ("sum", {"above": 6}, "no score meets 'above: 6': the score is between 0 and 6"),
    ],
)
def test_a_comparison_with_a_score_that_comes_out_the_same_always(how: str, when: dict[str, Any], says: str) -> None:
    found = scored(when, how)
    assert len(found) == bool(says), found
    assert not says or says in found[0]


def test_a_band_that_no_score_reaches() -> None:
    assert scored({"below": 50}, bands={"green": 120, "red": 0}) == [
        "sections.a.grade.bands.green: the band of 'green' begins at 120, and the score is 100 at most"
    ]
    assert scored({"below": 50}, bands={"green": 100, "red": 0}) == []


def test_a_question_that_its_section_shuts_out_where_several_answer() -> None:
    inner = {
        "title": "A",
        "applies_when": {"case_type": "CP"},
        "questions": {"never": {"ask": "Never?", "answer": "met", "applies_when": {"case_type": "CIN"}}},
    }
    data = {
        "id": "dock",
        "version": 1,
        "title": "Dock",
        "case_types": {"CIN": "In need", "CP": "With a plan"},
        "scales": {"met": {"best_first": ["yes", "no"]}},
        "sections": {
            "each": {
                "title": "Each",
                "for_each": {"name": "Boat", "of": {"a": "A", "b": "B"}},
                "sections": {"in": inner},
            }
        },
    }
    assert [r.message for r in only_after_change(loaded(data))] == [
        "question 'never' can be asked only in a case whose kind changed in the period"
    ]
    inner["applies_when"] = {"age": {"below": 3}}
    inner["questions"]["never"]["applies_when"] = {"age": {"above": 5}}  # type: ignore[index]
    assert [r.message for r in never(loaded(data))] == [
        "question 'never' can never be asked: no case meets its condition together with the conditions around it"
    ]


def test_the_audits_case_and_that_of_one_of_several_are_never_put_together() -> None:
    """A section for audits of adults may hold a boat of its own age: which one has it, only the audit says."""
    boats = {
        "title": "Boats",
        "for_each": {"name": "Boat", "of": {"a": "A"}},
        "questions": {"old": {"ask": "Old?", "answer": "met", "applies_when": {"age": {"above": 5}}}},
    }
    data = {
        "id": "dock",
        "version": 1,
        "title": "Dock",
        "scales": {"met": {"best_first": ["yes", "no"]}},
        "sections": {"out": {"title": "Out", "applies_when": {"age": {"below": 3}}, "sections": {"boats": boats}}},
    }
    assert never(loaded(data)) == []


def test_a_form_that_asks_more_than_an_audit_can_hold_is_noted() -> None:
    def noted(boats: int) -> list[str]:
        section = {
            "title": "Boats",
            "for_each": {"name": "Boat", "of": {f"b{n}": f"Boat {n}" for n in range(boats)}},
            "questions": {f"q{n}": {"ask": f"Question {n}?", "answer": "met"} for n in range(100)},
        }
        data = {
            "id": "dock",
            "version": 1,
            "title": "Dock",
            "scales": {"met": {"best_first": ["yes", "no"]}},
            "sections": {"boat": section},
        }
        return [r.message for r in notes(loaded(data), ()) if "questions" in r.message]

    assert noted(15) == []
    assert ["1,600 questions" in message for message in noted(16)] == [True]


def test_figures_of_a_row_that_is_named() -> None:
    data = {
        "id": "dock",
        "version": 1,
        "title": "Dock",
        "scales": {"pt": {"numbers": [0, 1, 2]}, "light": {"best_first": ["green", "red"]}},
        "sections": {
            "a": {
                "title": "A",
                "for_each": {"name": "Row", "of": {"own": "Own", "checked": "Checked"}},
                "score": {"how": "points"},
                "grade": {"scale": "light", "how": "bands", "bands": {"green": 120, "red": 0}, "round": "none"},
                "questions": {"x": {"ask": "Safe.", "answer": "pt"}},
            }
        },
        "overall": {
            "title": "Whole",
            "score": {"how": "mean", "of": ["a.checked"]},
            "grade": {"scale": "light", "how": "bands", "bands": {"green": 50, "red": 0}, "round": "none"},
            "limits": [{"id": "l", "when": {"score": "a.own", "below": 140}, "always": {"is": "red"}}],
        },
    }
    assert told(loaded(data)) == [
        "sections.a.grade.bands.green: the band of 'green' begins at 120, and the score is 100 at most",
        "overall.limits.0.when: in limit 'l' every score meets 'below: 140': the score is between 0 and 100",
    ]
