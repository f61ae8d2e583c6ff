from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.days import Length
from casekit.rubric import vocabulary
from casekit.rubric.advice import EXAMPLES
from casekit.rubric.evaluate import evaluate
from casekit.rubric.facts import Facts
from casekit.rubric.load import load, load_scales
from tests.rubric.toy import LOADED, SHARED, TOY, changed, loaded, refused

SCALES = load_scales(SHARED)[0]
LAMP = ("sections", "lamp")
SPARE = (*LAMP, "questions", "spare")
HORN = (*LAMP, "questions", "horn", "applies_when")


def test_the_form_is_read_as_it_stands() -> None:
    assert (LOADED.ref, LOADED.title, LOADED.source) == ("lighthouse@2", "Lighthouse check", ("X",))
    assert (LOADED.looks_back, LOADED.looks_back_how) == (Length(6, "months"), "must")
    assert LOADED.several_types
    assert LOADED.case_types == {"ROCK": "On a rock", "SHORE": "On the shore"}
    assert list(LOADED.sections) == ["lamp", "tower", "keeper"]
    lamp = LOADED.sections["lamp"]
    assert (lamp.printed, lamp.parent) == ("1", "")
    assert lamp.scale is LOADED.scales["four"]
    looks = {grade: tuple(look.text for look in looks) for grade, looks in lamp.descriptors.items()}
    assert looks == {"bright": ("Seen from afar.", "Never out."), "dark": ("Out.",)}
    assert list(lamp.boxes) == ["well", "raise"]
    assert lamp.boxes["raise"].needs == "action"
    assert LOADED.sections["tower"].sections["visitors"].parent == "tower"
    assert LOADED.feedback.required
    assert LOADED.concern.respond == Length(0, "same day")
    assert LOADED.overall.questions["wreck"].reversed


def test_defaults_are_inherited_unless_something_else_is_said() -> None:
    questions = LOADED.questions()
    assert questions["stairs"].answer.scale is LOADED.scales["met"]
    assert questions["nights"].answer.kind == "count"
    assert LOADED.sections["tower"].boxes.keys() == {"well", "raise"}


BARE = {"id": "bare", "when": {"answers": {"in": "this"}, "is": "no"}, "always": {"at_most": "dim"}}


def test_sections_without_limits_of_their_own_share_those_of_the_defaults() -> None:
    data = deepcopy(TOY)
    data["defaults"]["section"]["limits"] = [BARE]
    rubric = loaded(data)
    (limit,) = rubric.sections["tower"].limits
    assert (limit.id, limit.title, limit.section) == ("tower-bare", "Bare", "tower")
    assert limit.when is not None
    assert set(limit.when.items) == {q for s in rubric.sections["tower"].walk() for q in s.questions}
    assert {limit.id for limit in rubric.sections["lamp"].limits} == {"unpolished"}
    assert not rubric.sections["tower"].sections["visitors"].limits
    assert "bare" not in {limit.id for limit in rubric.overall.limits}


def test_a_slip_in_a_shared_limit_is_told_once_and_where_it_stands() -> None:
    data = deepcopy(TOY)
    data["defaults"]["section"]["limits"] = [BARE | {"always": {"at_most": "dimm"}}]
    del data["sections"]["lamp"]["limits"]
    _, remarks = load(data, SCALES)
    (remark,) = remarks
    assert remark.route == ("defaults", "section", "limits", 0, "always", "at_most")


def test_a_section_without_a_grade_inherits_nothing() -> None:
    visitors = LOADED.sections["tower"].sections["visitors"]
    assert visitors.scale is None
    assert visitors.boxes == {}


def test_the_whole_inherits_nothing_and_may_go_without_a_grade() -> None:
    data = changed("overall", to={"title": "In all"})
    del data["cases"]
    plain = loaded(data)
    assert plain.overall.scale is None
    assert plain.overall.boxes == {}
    del data["overall"]
    assert loaded(data).overall.title == "Overall judgement"


def test_a_question_may_be_a_text_alone() -> None:
    assert LOADED.questions()["stairs"].ask == "The stairs are safe."


def test_a_borrowed_scale_keeps_ids_and_ranks_and_knows_both_labels() -> None:
    four = LOADED.scales["four"]
    assert four.ranks == {"bright": 0, "clear": 1, "dim": 2, "dark": 3}
    assert four.label("dark") == "Gone out"
    assert four.value("bright").means == "Seen from afar."
    assert four.names["dark"] == four.names["gone out"] == "dark"


def test_worst_first_turns_the_ranks_round() -> None:
    risk = LOADED.scales["risk"]
    assert risk.ranks == {"low": 0, "high": 1}
    assert [v.id for v in risk.values] == ["high", "low"]
    assert [v.id for v in risk.best_first] == ["low", "high"]


def test_a_section_may_be_graded_on_a_shared_scale_itself() -> None:
    data = changed(*LAMP, "grade", to="stars")
    data["boxes"]["raise"].pop("applies_when")
    data["overall"].pop("limits")
    assert loaded(data).sections["lamp"].scale is not None


def test_a_section_may_mix_the_forms_boxes_with_its_own() -> None:
    boxes = loaded(changed(*LAMP, "boxes", to={"well": None, "own": "Of its own"})).sections["lamp"].boxes
    assert [b.title for b in boxes.values()] == ["What goes well", "Of its own"]


def test_looking_back() -> None:
    anytime = loaded(changed(*LAMP, "looks_back", to="none")).sections["lamp"]
    assert (anytime.looks_back, anytime.looks_back_how) == (None, "none")
    longer = loaded(changed(*LAMP, "looks_back", to={"main": "1 year"})).sections["lamp"]
    assert (longer.looks_back, longer.looks_back_how) == (Length(1, "years"), "main")


def test_a_remark_on_an_unknown_key_points_at_the_key() -> None:
    (remark,) = load(changed("titel", to="x"), SCALES)[1]
    assert remark.at_key
    assert remark.route == ("titel",)
    assert "What may stand there: id, version," in remark.hint


def test_a_remark_says_what_to_write_instead() -> None:
    """A number for an id, and a number in quotes: both are natural slips, so the hint is about them."""
    numbered = load(changed("scales", "met", "best_first", to={"2": "Two", "1": "One"}), SCALES)[1]
    assert {r.hint for r in numbered if "cannot be the id" in r.message} == {
        "A scale whose values are numbers has them under 'numbers', in quotes where a label follows."
    }
    assert not any("at least two" in r.message for r in numbered)
    (remark,) = load(changed("version", to="2"), SCALES)[1]
    assert remark.hint == "Write it without quotes."


def hints(*route: str | int, to: Any) -> list[str]:
    """What to do, as is said of the toy form with one thing changed."""
    return [remark.hint for remark in load(changed(*route, to=to), SCALES)[1]]


def test_every_mistake_is_told_with_what_to_write() -> None:
    assert hints("sections", "lamp", "title", to=3) == ['It is written so: title: "Visits to the child".']
    assert hints("title", to=...) == ['Add a line such as title: "Visits to the child"']
    assert hints("flags", "fog", to=None) == ["It is written so: flags: {missing: Went missing in the period}."]
    assert hints(*HORN, to={"answer": "spare", "is": "Partly"}) == [
        "Write partly, the value's id: audits may call it otherwise, a form may not."
    ]
    wide = "\\u00a0 is a no-break space, which looks like any other; type the space again."
    assert hints("\u00a0title", to="x") == [wide]
    assert hints(*SPARE, "answer", to="met\u00a0") == [wide]


def test_every_example_of_what_to_write_is_of_the_language() -> None:
    known = {word for words in vars(vocabulary).values() if isinstance(words, tuple) for word in words}
    assert set(EXAMPLES) <= known | {"values", "several", "how_many", "in", "plus", "choice", "choices"}
    for word, example in EXAMPLES.items():
        assert word in example


CASES = Path(__file__).with_name("refused.txt").read_text(encoding="utf-8").split("\n\n")[1:]


def told(case: str) -> tuple[str, str]:
    """What the toy form with one change is told: "route.of.keys = JSON", or "= -" where the value is left out."""
    change, _, expected = case.strip("\n").partition("\n")
    keys, _, value = change.partition(" = ")
    route = [int(key) if key.isdigit() else key for key in keys.split(".")]
    data = changed(*route, to=... if value == "-" else json.loads(value))
    assert all(remark.hint.endswith((".", "?")) or ": " in remark.hint for remark in load(data, SCALES)[1])
    return "\n".join(f"    {remark}" for remark in refused(data)), expected


@pytest.mark.parametrize("case", CASES, ids=[case.strip("\n").partition("\n")[0][:60] for case in CASES])
def test_what_is_wrong_is_said_where_it_stands(case: str) -> None:
    got, expected = told(case)
    assert got == expected


@pytest.mark.parametrize("key", ["how", "bands", "rules", "answered"])
def test_words_that_stand_inside_others_do_not_stand_alone(key: str) -> None:
    for route in ((), LAMP, SPARE):
        assert any("is not a key of" in r for r in refused(changed(*route, key, to={})))


def test_a_broken_scale_is_said_once_and_not_wherever_it_is_used() -> None:
    assert refused(changed("scales", "met", to={})) == [
        "scales.met: scale 'met' must have exactly one of best_first, worst_first, numbers and from"
    ]


def test_a_box_that_many_sections_share_is_blamed_once() -> None:
    assert len(refused(changed("boxes", "raise", "applies_when", "below", to="x"))) == 1


def test_sections_nest_four_deep_and_no_deeper() -> None:
    def nested(depth: int) -> dict[str, Any]:
        inner = {f"s{depth + 1}": nested(depth + 1)} if depth < 5 else {}
        return {"title": f"Level {depth}", "grade": "none", "questions": {f"q{depth}": "Well?"}, "sections": inner}

    data = deepcopy(TOY)
    data["sections"]["deep"] = nested(1)
    assert any("sections nest more than 4 deep" in r for r in refused(data))


def test_conditions_nest_only_so_deep() -> None:
    condition: dict[str, Any] = {"flag": "fog"}
    for _ in range(400):
        condition = {"not": condition}
    assert any("nests more than 8 deep" in r for r in refused(changed(*HORN, to=condition)))


@pytest.mark.parametrize("data", [None, [], "x", 3, True, {}, {1: 2}, {"scales": {}}, {"scales": {"a": 3}}])
def test_a_file_of_shared_scales_that_is_none(data: object) -> None:
    scales, remarks = load_scales(data)
    assert scales == {}
    assert remarks


LEAF = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**15),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.sampled_from(
        ["lamp", "spare", "met", "four", "no", "dark", "fog", "this", "sections", "6 weeks", "none", "boat"]
    ),
)
WORDS = (
    "is at_most at_least answer answers grade grades date within every from in tag not all any flag age case_type id "
    "title when always usually lowest majority plus how_many best_first labels"
)
KEYS = st.sampled_from(WORDS.split(" ")) | st.text(max_size=4)
JSON = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=8
)


def places(data: Any, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    keys = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    return [route, *(place for key in keys for place in places(data[key], (*route, key)))]


PLACES = places(TOY)[1:]


@given(st.lists(st.tuples(st.sampled_from(PLACES), JSON), min_size=1, max_size=3))
def test_whatever_stands_in_the_file_loading_gives_a_rubric_or_says_why_not(
    changes: list[tuple[tuple[str | int, ...], Any]],
) -> None:
    data = deepcopy(TOY)
    for route, value in changes:
        where: Any = data
        for key in route[:-1]:
            try:
                where = where[key]
            except (KeyError, IndexError, TypeError):
                break
        if isinstance(where, dict):
            where[route[-1]] = value
    rubric, remarks = load(data, SCALES)
    assert (rubric is None) is bool(remarks)
    if rubric is not None:
        evaluate(rubric, Facts())


@given(JSON)
def test_any_data_at_all(data: object) -> None:
    assert load(data, {})[0] is None
    load_scales(data)
