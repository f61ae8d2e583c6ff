from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casekit.rubric.alike import merged
from casekit.rubric.cases import Result, run
from casekit.rubric.given import facts_of
from casekit.rubric.parse.reader import Reader
from tests.rubric.toy import LOADED, TOY, loaded


def result(given: dict[str, Any], expect: dict[str, Any]) -> Result:
    data = deepcopy(TOY)
    data["cases"] = {"a case": {"given": given, "expect": expect}}
    (found,) = run(loaded(data))
    assert found.name == "a case"
    return found


def test_the_forms_own_cases_pass() -> None:
    assert [(r.name, r.passed) for r in run(LOADED)] == [("unpolished lens", True)]


def test_only_what_is_expected_is_compared() -> None:
    given = {"answers": {"polished": "no"}, "grades": {"lamp": "clear"}}
    assert result(given, {"broken": ["unpolished"]}).passed
    assert result(given, {"contradictions": []}).passed


def test_what_applies_may_be_unknown() -> None:
    assert result({}, {"applies": {"tower": "unknown"}}).passed
    assert result({"case_type": "ROCK"}, {"applies": {"tower": "unknown"}}).got == {"applies": {"tower": True}}


def test_a_case_that_comes_out_otherwise_says_how() -> None:
    found = result(
        {"answers": {"polished": "no"}, "grades": {"lamp": "dim"}}, {"broken": ["unpolished"], "fired": ["gap"]}
    )
    assert not found.passed
    assert found.expected == {"broken": ["unpolished"], "fired": ["gap"]}
    assert found.got == {"broken": [], "fired": ["gap"]}


def test_the_order_in_which_ids_are_expected_does_not_matter() -> None:
    given = {"answers": {"polished": "no", "spare": "no"}, "grades": {"lamp": "clear", "overall": "clear"}}
    assert result(given, {"broken": ["unpolished", "law"]}).passed
    assert result(given, {"broken": ["law", "unpolished"]}).passed


def test_everything_that_can_be_given_and_expected() -> None:
    found = result(
        {
            "case_type": ["ROCK", "SHORE"],
            "flags": "fog",
            "age": 61,
            "period": {"from": "2026-04-15", "to": "2026-10-15"},
            "dates": {"polish": "2026-05-12", "drill": ["2026-01-01", "2026-06-01"]},
            "answers": {
                "polished": "Yes",
                "mood": "Glum",
                "pets": ["cat", "gull"],
                "nights": 3,
                "log": "All well.",
                "since": "2026-01-01",
                "storm": "not_assessed",
            },
            "grades": {"lamp": "Gone out", "tower": "not_applicable", "overall": 3},
            "reasons": {"one-above": "A reason.", "like-most": "A reason."},
            "moderated": {"lamp": "dim"},
        },
        {
            "broken": ["one-above-dark"],
            "contradictions": ["polished"],
            "applies": {"tower": True, "age-told": "yes", "overall/sum": "yes", "sum": True, "lamp/raise": True},
            "effective": {"lamp": "dim", "overall": "clear", "keeper": "none"},
        },
    )
    assert found.got["effective"] == {"lamp": "dim", "overall": "clear", "keeper": "none"}
    assert found.got["broken"] == ["one-above-dark"]
    assert found.passed


def test_a_settled_limit_does_not_count_as_broken() -> None:
    given: dict[str, Any] = {"grades": {"lamp": "dim", "tower": "bright", "keeper": "bright", "overall": "bright"}}
    assert result(given, {"broken": ["one-above"]}).passed
    assert result({**given, "reasons": {"one-above": "Because."}}, {"broken": []}).passed


def test_an_expected_grade_may_be_written_as_auditors_write_it() -> None:
    found = result({"grades": {"lamp": "Clear"}}, {"effective": {"lamp": "Clear"}})
    assert found.expected == found.got == {"effective": {"lamp": "clear"}}


def test_a_grade_that_is_called_yes_is_expected_as_such() -> None:
    data = {
        "id": "lit",
        "version": 1,
        "title": "Lit or not",
        "scales": {"lit": {"best_first": ["yes", "no"]}},
        "sections": {"lamp": {"title": "The lamp", "grade": "lit"}},
        "cases": {"a case": {"given": {"grades": {"lamp": "yes"}}, "expect": {"effective": {"lamp": "yes"}}}},
    }
    assert [one.passed for one in run(loaded(data))] == [True]


def several(**cases: dict[str, Any]) -> list[Result]:
    data = deepcopy(TOY)
    data["cases"] = {name.replace("_", " "): case for name, case in cases.items()}
    return list(run(loaded(data)))


BASE = {
    "given": {"answers": {"polished": "no", "spare": "no"}, "grades": {"lamp": "clear"}},
    "expect": {"fired": ["gap"]},
}


def test_a_case_that_is_like_another_says_only_what_differs() -> None:
    found = several(
        a_base=BASE,
        other={"like": "a base", "given": {"grades": {"lamp": "dim"}}, "expect": {"broken": [], "fired": ["gap"]}},
        third={"like": "other", "given": {"answers": {"polished": None}}, "expect": {"broken": []}},
        same={"like": "a base", "expect": {"broken": ["unpolished"]}},
    )
    assert [one.passed for one in found] == [True, True, True, True], [one.because for one in found]


def test_all_other_answers_may_be_given_at_once() -> None:
    rubric = loaded(
        {**deepcopy(TOY), "cases": {"it": {"given": {"other_answers": ["yes", "glum"]}, "expect": {"fired": []}}}}
    )
    _, facts = facts_of(Reader(), rubric, rubric.cases[0], ())
    chosen = {id for id, q in rubric.questions().items() if q.answer.scale or q.answer.options}
    assert {"polished", "mood", "spare"} <= set(facts.answers) <= chosen
    assert facts.answers["polished"].value == "yes"
    assert facts.answers["mood"].value == "glum"


@given(
    st.dictionaries(
        st.sampled_from("abc"), st.integers(0, 2) | st.dictionaries(st.sampled_from("xy"), st.integers(0, 2))
    )
)
def test_laid_over_nothing_and_over_itself_a_case_is_what_it_is(case: dict[str, Any]) -> None:
    assert merged({}, case) == merged(case, {}) == merged(case, case) == case
