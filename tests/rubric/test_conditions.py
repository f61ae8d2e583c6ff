from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from casekit.rubric.evaluation import Evaluation
from tests.rubric.toy import TOY, facts, loaded, seen

ALL_LEGAL = {"answers": {"tag": "legal"}, "is": "yes", "how_many": "all"}


def fired(condition: dict[str, Any], said: object = None, **more: Any) -> Evaluation:
    """The toy form with one trigger of that condition."""
    data = deepcopy(TOY)
    data["overall"]["triggers"] = [{"id": "bell", "when": condition, "needs": "action"}]
    del data["cases"]
    return seen(facts(said, **more) if isinstance(said, dict) else facts(**more), loaded(data))


def holds(condition: dict[str, Any], said: object = None, **more: Any) -> bool:
    return bool(fired(condition, said, **more).fired)


def why(condition: dict[str, Any], said: object = None, **more: Any) -> list[str]:
    (found,) = fired(condition, said, **more).fired
    return list(found.because)


@pytest.mark.parametrize(
    ("condition", "said", "expected"),
    [
        ({"answer": "spare", "is": "no"}, {"spare": "no"}, True),
        ({"answer": "spare", "is": ["no", "partly"]}, {"spare": "partly"}, True),
        ({"answer": "spare", "is": "no"}, {"spare": "yes"}, False),
        ({"answer": "spare", "at_most": "partly"}, {"spare": "partly"}, True),
        ({"answer": "spare", "below": "partly"}, {"spare": "partly"}, False),
        ({"answer": "spare", "below": "partly"}, {"spare": "no"}, True),
        ({"answer": "spare", "above": "partly"}, {"spare": "yes"}, True),
        ({"answer": "spare", "at_least": "partly"}, {"spare": "no"}, False),
        ({"answer": "spare", "at_least": "partly", "at_most": "partly"}, {"spare": "partly"}, True),
        ({"answer": "storm", "below": "low"}, {"storm": "high"}, True),  # listed worst first
        ({"answer": "mood", "is": "glum"}, {"mood": "glum"}, True),
        ({"answer": "mood", "is": "glum"}, {"mood": "no_evidence"}, False),  # choices have no last value
        ({"answer": "pets", "is": "gull"}, {"pets": ("cat", "gull")}, True),
        ({"answer": "pets", "is": "gull"}, {"pets": ("cat",)}, False),
        ({"answer": "nights", "at_least": 3}, {"nights": 3}, True),
        ({"answer": "nights", "above": 3}, {"nights": 3}, False),
        ({"answer": "nights", "is": [1, 2]}, {"nights": 2}, True),
        ({"answer": "nights", "below": 3, "at_least": 1}, {"nights": 0}, False),
        ({"answer": "nights", "at_most": 3}, {"nights": "many"}, False),  # no number, so unknown
    ],
)
def test_one_answer(condition: dict[str, Any], said: dict[str, object], expected: bool) -> None:
    assert holds(condition, said) is expected


@pytest.mark.parametrize("said", [{}, {"spare": "not_assessed"}, {"spare": "purple"}])
def test_unknown_never_fires_nor_does_its_opposite(said: dict[str, object]) -> None:
    assert not holds({"answer": "spare", "is": "no"}, said)
    assert not holds({"not": {"answer": "spare", "is": "no"}}, said)


@pytest.mark.parametrize("more", [{"types": "SHORE"}, {"said": {"stairs": "not_applicable"}}])
def test_what_does_not_apply_compares_to_nothing(more: dict[str, Any]) -> None:
    assert not holds({"answer": "stairs", "is": "no"}, **{"said": {"stairs": "no"}, **more})
    assert holds({"not": {"answer": "stairs", "is": "no"}}, **{"said": {"stairs": "no"}, **more})


@pytest.mark.parametrize(
    ("said", "any_no", "two_no", "all_yes"),
    [
        ({"polished": "yes", "spare": "yes"}, False, False, True),
        ({"polished": "no", "spare": "yes"}, True, False, False),
        ({"polished": "no", "spare": "no"}, True, True, False),
        ({"polished": "no"}, True, False, False),
        ({"polished": "yes"}, False, False, False),
        ({"polished": "yes", "spare": "not_applicable"}, False, False, True),
        ({"polished": "yes", "spare": "not_assessed"}, False, False, False),
        ({"polished": "not_applicable", "spare": "not_applicable"}, False, False, False),  # all over nothing
    ],
)
def test_several_answers(said: dict[str, object], any_no: bool, two_no: bool, all_yes: bool) -> None:
    legal = {"answers": {"tag": "legal"}, "is": "no"}
    assert holds(legal, said) is any_no
    assert holds({**legal, "how_many": 2}, said) is two_no
    assert holds(ALL_LEGAL, said) is all_yes


@pytest.mark.parametrize(
    ("said", "most", "not_most"),
    [
        ({"polished": "no", "spare": "no", "rail": "yes"}, True, False),
        ({"polished": "no", "spare": "yes", "rail": "yes"}, False, True),
        ({"polished": "no", "spare": "yes", "rail": "not_applicable"}, False, True),  # half is not most
        ({"polished": "no", "spare": "not_applicable", "rail": "not_applicable"}, True, False),
        ({"polished": "no", "spare": "no"}, True, False),  # whatever the third turns out to be
        ({"polished": "yes", "spare": "yes"}, False, True),
        ({"polished": "no", "spare": "not_assessed", "rail": "yes"}, False, False),
        ({"polished": "no"}, False, False),
        (dict.fromkeys(("polished", "spare", "rail"), "not_applicable"), False, True),  # most of nothing
    ],
)
def test_most_is_more_than_half_of_those_that_apply(said: dict[str, object], most: bool, not_most: bool) -> None:
    condition = {"answers": ["polished", "spare", "rail"], "is": "no", "how_many": "most"}
    assert holds(condition, said, flags="tourists") is most
    assert holds({"not": condition}, said, flags="tourists") is not_most


@pytest.mark.parametrize(
    "selector",
    [
        "questions",
        "spare",
        ["spare", "horn"],
        {"in": "lamp"},
        {"in": "lamp", "tag": "custom"},
        {"in": ["tower", "lamp"]},
        {"in": ["lamp", "tower"], "tag": "custom"},
        {"tag": ["legal", "custom"]},
    ],
)
def test_what_a_selector_comes_to(selector: object) -> None:
    assert holds({"answers": selector, "is": "no"}, {"spare": "no"})
    assert not holds({"answers": selector, "is": "no"}, {"stairs": "yes", "spare": "yes"})


def test_in_this_means_the_section_in_which_it_stands() -> None:
    data = deepcopy(TOY)
    del data["cases"]
    data["sections"]["tower"]["triggers"] = [
        {"id": "bell", "when": {"answers": {"in": "this"}, "is": "no"}, "needs": "action"}
    ]
    rubric = loaded(data)
    assert [f.trigger.id for f in seen(facts({"rail": "no"}, flags="tourists"), rubric).fired] == ["bell"]
    assert seen(facts({"horn": "no"}, flags="fog"), rubric).fired == ()
    assert seen(facts({"rail": "no"}, flags="tourists", types="SHORE"), rubric).fired == ()


@pytest.mark.parametrize(
    ("condition", "more", "expected"),
    [
        ({"flag": "fog"}, {"flags": "fog"}, True),
        ({"flag": ["fog", "tourists"]}, {"flags": "tourists"}, True),
        ({"flag": "fog"}, {}, False),
        ({"case_type": ["SHORE", "ROCK"]}, {}, True),
        ({"case_type": "SHORE"}, {}, False),
        ({"age": 40}, {}, True),
        ({"age": {"below": 40}}, {}, False),
        ({"age": {"at_least": 40, "below": 41}}, {}, True),
        ({"case_type": "ROCK", "flag": "fog", "age": {"above": 39}}, {"flags": "fog"}, True),
        ({"case_type": "ROCK", "flag": "fog"}, {}, False),
        ({"case_type": "ROCK", "answer": "spare", "is": "no"}, {"said": {"spare": "no"}}, True),
        ({"any": [{"flag": "fog"}, {"case_type": "ROCK"}]}, {}, True),
        ({"all": [{"flag": "fog"}, {"case_type": "ROCK"}]}, {}, False),
        ({"date": "boat", "within": "1 month"}, {"dates": {"boat": ["2026-10-01"]}}, True),
        ({"not": {"date": "boat", "within": "1 month"}}, {"dates": {"boat": []}}, True),
        ({"grade": "lamp", "below": "clear"}, {"grades": {"lamp": "dim"}}, True),
        ({"grade": "overall", "is": "dim"}, {"grades": {"overall": "dim"}}, True),
        ({"grades": "sections", "is": "dim"}, {"grades": {"overall": "dim", "lamp": "clear"}}, False),
        ({"grades": {"in": ["lamp", "overall"]}, "is": "dim"}, {"grades": {"tower": "dim"}}, True),
        ({"grades": {"in": "overall"}, "is": "dim", "how_many": 2}, {"grades": {"lamp": "dim", "tower": "dim"}}, True),
    ],
)
def test_other_subjects(condition: dict[str, Any], more: dict[str, Any], expected: bool) -> None:
    assert holds(condition, **more) is expected


def test_any_is_true_and_all_is_false_whatever_is_unknown_beside_it() -> None:
    unknown = {"answer": "spare", "is": "no"}
    assert holds({"any": [unknown, {"case_type": "ROCK"}]})
    assert holds({"not": {"all": [unknown, {"case_type": "SHORE"}]}})


def test_causes_are_said_in_the_teams_words() -> None:
    condition = {
        "all": [
            {"any": [{"answer": "spare", "is": "no"}, {"answer": "polished", "is": "no"}]},
            {"not": {"flag": "fog"}},
            {"case_type": "ROCK", "age": {"at_least": 40}},
            {"date": "boat", "older_than": "1 month"},
            {"grade": "lamp", "is": "dark"},
            {"answer": "pets", "is": "cat"},
        ]
    }
    said = {"spare": "no", "polished": "yes", "pets": ("cat", "gull")}
    more = {"grades": {"lamp": "dark"}, "dates": {"boat": ["2026-05-12"]}}
    (found,) = fired(condition, said, **more).fired
    assert list(found.because) == [
        '"A spare lamp is at hand." is answered no',
        "not marked: Much fog",
        "the case type is On a rock",
        "the child is 40 years old",
        'the last date under "Supply boats" is 12 May 2026, 5 months and 3 days before the period ends on '
        "15 October 2026",
        '"The lamp" is graded Gone out',
        '"Which pets?" is answered cat and gull',
    ]
    assert found.routes == (
        ("sections", "lamp", "answers", "spare"),
        ("case", "flags"),
        ("case", "type"),
        ("case", "age"),
        ("dates", "boat"),
        ("sections", "lamp", "grade"),
        ("sections", "keeper", "answers", "pets"),
    )


def test_of_several_only_those_that_make_it_so_are_named() -> None:
    assert why({"answers": {"tag": "legal"}, "is": "no"}, {"polished": "no", "spare": "yes"}) == [
        '"The lens was polished in the last three months." is answered no'
    ]
    assert why({"not": ALL_LEGAL}, {"polished": "no", "spare": "yes"}) == [
        '"The lens was polished in the last three months." is answered no'
    ]


def test_that_something_is_not_so_is_said_by_what_it_is() -> None:
    assert why({"not": {"answer": "spare", "is": "no"}}, {"spare": "yes"}) == [
        '"A spare lamp is at hand." is answered yes'
    ]
    assert why({"not": {"answer": "spare", "is": "no"}}, {"spare": "not_applicable"}) == [
        '"A spare lamp is at hand." is not applicable'
    ]


def asked(condition: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    return [(m.what, m.id) for m in fired(condition, **more).missing if m.needed_by == "bell"]


def test_a_fact_that_decides_is_asked_for() -> None:
    assert asked({"age": {"below": 5}}, age=None) == [("age", "age")]
    assert asked({"date": "boat", "within": "1 day"}) == [("date", "boat")]
    assert asked({"case_type": "ROCK", "age": 3}, types="SHORE", age=None) == []  # settled without it


def test_an_unanswered_question_explains_it_and_nothing_is_asked_for() -> None:
    assert asked({"all": [{"age": 3}, {"answer": "spare", "is": "no"}]}, age=None) == []


def test_a_moderators_grade_fires_and_the_auditors_still_does() -> None:
    for auditor, moderator in (("dark", "clear"), ("clear", "dark")):
        said = facts({}, {"overall": auditor}, judged={"m1": {"overall": moderator}})
        assert [f.trigger.id for f in seen(said).fired] == ["out"]
    assert seen(facts({}, {"overall": "dim"}, judged={"m1": {"overall": "clear"}})).fired == ()
