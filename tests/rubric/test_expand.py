"""A section that several answer becomes a section for each of them, and nothing else changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.rubric.cases import run
from casekit.rubric.evaluate import evaluate
from casekit.rubric.expand import expand, instances, repeated, sample
from casekit.rubric.facts import ANSWERED, Facts, Given, Own
from casekit.rubric.instances import MOST, is_reference, joined, one_of, typed
from casekit.rubric.model import Condition, Rubric
from casekit.rubric.never import never
from casekit.rubric.notes import notes
from casekit.rubric.plain import plain
from tests.rubric.several import data, loaded, several, told
from tests.rubric.toy import LOADED

FORMS = ("partners", "siblings", "columns", "counted")
REFERENCES = st.from_regex(r"[A-Z][A-Z0-9]{3,11}", fullmatch=True)
NAMED = {
    "agency": ("police", "probation", "clinic"),
    "panel": ("chair", "nurse", "teacher"),
    "row": ("self", "moderated"),
}
GIVEN = st.fixed_dictionaries(
    {"child": st.lists(REFERENCES, max_size=9)},
    optional={id: st.lists(st.sampled_from(ones), unique=True) for id, ones in NAMED.items()},
)


def ids_in(value: Any) -> Iterator[str]:
    """Every id of a section or question that a condition, a bound or a test anywhere in the value looks at."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from ids_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from ids_in(inner)
    elif is_dataclass(value):
        if isinstance(value, Condition) and value.kind in ("case_type", "flag"):
            return
        for field in fields(value):
            if field.name in ("items", "accepts"):
                yield from getattr(value, field.name)
            elif field.name not in ("template", "plan", "scale", "scales"):
                yield from ids_in(getattr(value, field.name))


@pytest.mark.parametrize("form", FORMS)
def test_the_worked_cases_hold(form: str) -> None:
    assert [result for result in run(several(form)) if not result.passed] == []


def test_a_form_in_which_nothing_repeats_is_its_own_expansion() -> None:
    assert expand(LOADED) is LOADED
    assert expand(LOADED, {"lamp": ("K7Q2M",)}) is LOADED


@pytest.mark.parametrize("form", FORMS)
@given(GIVEN)
def test_ids_are_unique_and_everything_that_is_looked_at_is_there(form: str, given: dict[str, list[str]]) -> None:
    rubric = expand(several(form), given)
    sections = [s.id for s in rubric.all_sections()]
    questions = [q for s in rubric.all_sections() for q in s.questions]
    limits = [limit.id for s in rubric.all_sections() for limit in s.limits]
    triggers = [t.id for s in rubric.all_sections() for t in s.triggers]
    for ids in ([*sections, *questions], limits, triggers):
        assert len(set(ids)) == len(ids)
    assert set(ids_in(rubric)) <= {*sections, *questions}
    for section in rubric.all_sections():
        assert all(question.section == section.id for question in section.questions.values())
        assert all(limit.section == section.id for limit in section.limits)
        assert all(inner.parent == section.id for inner in section.sections.values())


@pytest.mark.parametrize("form", FORMS)
@given(GIVEN)
def test_each_has_all_that_the_form_has_there_and_stands_at_a_place_of_its_own(
    form: str, given: dict[str, list[str]]
) -> None:
    rubric = expand(several(form), given)
    routes = [section.route for section in rubric.all_sections()]
    assert len(set(routes)) == len(routes)
    for section in repeated(several(form)):
        for one in instances(section, given.get(section.id, ())):
            made = rubric.section(joined(section.id, one))
            assert made is not None
            assert [typed(s.id) for s in made.walk()] == [s.id for s in section.walk()]
            assert [typed(q) for s in made.walk() for q in s.questions] == [
                q for s in section.walk() for q in s.questions
            ]
            assert {one_of(s.id) for s in made.walk()} == {one}
            assert made.route == ("sections", section.id, "each", one)


@pytest.mark.parametrize("form", FORMS)
def test_written_out_as_plain_data_it_is_the_same_form(form: str) -> None:
    assert loaded(plain(several(form))) == several(form)


@given(GIVEN)
def test_expanding_twice_changes_nothing_more(given: dict[str, list[str]]) -> None:
    for form in FORMS:
        once = expand(several(form), given)
        assert expand(once, given) is once


@given(GIVEN)
def test_outside_the_sections_that_repeat_nothing_changes_but_whom_conditions_look_at(
    given: dict[str, list[str]],
) -> None:
    plain = several("partners").section("together")
    made = expand(several("partners"), given).section("together")
    assert plain is not None
    assert made is not None
    assert replace(made, limits=(), questions={}) == replace(plain, limits=(), questions={})
    assert [replace(limit, when=None) for limit in made.limits] == [replace(limit, when=None) for limit in plain.limits]


@given(st.lists(REFERENCES, max_size=60))
def test_an_audit_names_its_own_as_many_as_the_form_takes(ones: list[str]) -> None:
    (child,) = repeated(several("siblings"))
    there = instances(child, ones)
    assert len(there) == min(6, len(set(ones)))
    assert list(there) == list(dict.fromkeys(ones))[:6]


def test_whom_an_audit_leaves_out_is_not_asked_for_where_fewer_will_do() -> None:
    rubric = expand(several("partners"), {"agency": ("police",)})
    seen = evaluate(rubric, Facts(flags=frozenset()))
    assert seen.sections["agency.police"].required
    assert not seen.sections["agency.clinic"].required
    assert seen.sections["panel.nurse"].required
    assert not seen.questions["shared-in-time.clinic"].required
    taken_up = Facts(answers={"shared-in-time.clinic": Given(ANSWERED, "yes")})
    assert evaluate(rubric, taken_up).sections["agency.clinic"].required


def test_one_put_aside_as_a_whole_leaves_the_others() -> None:
    rubric = expand(several("partners"))
    aside = Facts(grades={"panel": Given("not_assessed"), "agency.police": Given("not_applicable")})
    seen = evaluate(rubric, aside)
    assert not seen.sections["panel.chair"].required
    assert not seen.questions["shared-in-time.police"].required


def test_a_condition_looks_at_the_ones_own_case_and_dates_and_says_where_they_stand() -> None:
    rubric = expand(several("siblings"), {"child": ("K7Q2M", "T5WXB")})
    facts = Facts(
        end=date(2026, 10, 15),
        age=9,
        case_types=frozenset({"plan"}),
        dates={"seen-alone": (date(2026, 10, 1),)},
        own={"child.T5WXB": Own(dates={"seen-alone": ()})},
        answers={f"alone.{one}": Given(ANSWERED, "yes") for one in ("K7Q2M", "T5WXB")},
    )
    (found,) = evaluate(rubric, facts).contradictions
    assert found.question == "alone.T5WXB"
    assert found.routes == (
        ("sections", "child", "each", "T5WXB", "answers", "alone"),
        ("sections", "child", "each", "T5WXB", "dates", "seen-alone"),
    )


def test_a_missing_fact_is_asked_for_where_it_is_needed() -> None:
    rubric = expand(several("siblings"), {"child": ("K7Q2M", "T5WXB")})
    facts = Facts(case_types=frozenset({"plan"}), own={"child.T5WXB": Own(age=1)})
    assert [(need.what, need.needed_by, need.where) for need in evaluate(rubric, facts).missing] == [
        ("age", "alone.K7Q2M", "child.K7Q2M")
    ]


def test_causes_say_whose_answer_it_is() -> None:
    rubric = expand(several("partners"), {"agency": ("police", "clinic")})
    facts = Facts(
        answers={"shared-in-time.clinic": Given(ANSWERED, "no")}, grades={"together": Given(ANSWERED, "strong")}
    )
    (broken,) = [b for b in evaluate(rubric, facts).broken if b.limit.id == "one-silent"]
    assert broken.because == ('"What the agency knew was shared in time." (Clinic) is answered no',)
    assert broken.routes == (("sections", "agency", "each", "clinic", "answers", "shared-in-time"),)


def test_a_reference_has_the_shape_of_one() -> None:
    assert [
        text
        for text in ("K7Q2M", "TOMMY", "Tommy", "k7q2m", "K7", "K7.Q2", "7KQ2M", "K7Q2M\n", "")
        if is_reference(text)
    ] == [
        "K7Q2M",
        "TOMMY",
    ]


# What is refused ------------------------------------------------------------------------------------------------------


CASES = Path(__file__).with_name("refused_each.txt").read_text(encoding="utf-8").strip("\n").split("\n\n")[1:]


@pytest.mark.parametrize("case", CASES, ids=[case.partition("\n")[0][:60] for case in CASES])
def test_what_makes_no_sense_is_refused_in_plain_words(case: str) -> None:
    change, _, expected = case.partition("\n")
    where, _, value = change.partition(" = ")
    form, _, route = where.partition(" ")
    raw = data(form)
    at = raw
    *above, last = route.split(".")
    for key in above:
        at = at[key]
    at[last] = json.loads(value)
    assert "\n".join(f"    {remark}" for remark in told(raw)) == expected


def test_hundreds_whom_the_form_names_are_refused() -> None:
    raw = data("partners")
    raw["sections"]["agency"]["for_each"] = {"name": "Agency", "of": {f"a{n}": f"Agency {n}" for n in range(300)}}
    assert told(raw) == [f"sections.agency.for_each.of: section 'agency' is answered for 300; {MOST} is the most"]


def test_a_dot_cannot_be_part_of_an_id() -> None:
    raw = data("partners")
    raw["sections"]["agency"]["for_each"]["of"]["po.lice"] = "Police 2"
    assert told(raw) == ["sections.agency.for_each.of.po.lice: 'po.lice' cannot be the id of one of them"]


def test_a_circle_through_one_of_several_is_found() -> None:
    raw = data("columns")
    raw["sections"]["row"]["questions"]["done"]["applies_when"] = {"answer": "planned.moderated", "is": "a"}
    raw["sections"]["row"]["questions"]["planned"]["applies_when"] = {"answer": "done.self", "is": "a"}
    (said,) = told(raw)
    assert said.startswith("sections.row.questions.")
    assert "goes round in a circle" in said
    assert "'done.self'" in said


def test_sections_that_would_stand_under_too_deep_a_heading_are_refused() -> None:
    raw = data("siblings")
    inner = {"child": raw["sections"].pop("child")}
    for id in ("c", "b", "a"):
        inner = {id: {"title": id, "grade": "none", "sections": inner}}
    raw |= {"sections": inner, "overall": {"title": "The whole"}, "cases": {}}
    assert told(raw) == [
        "sections.a.sections.b.sections.c.sections.child.for_each: "
        "section 'child' nests too deep: each who answers it takes a heading of its own"
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_form_that_checks_go_by_has_everybody_in_it(form: str) -> None:
    rubric: Rubric = sample(several(form))
    assert all(len(ones) >= 2 for _, ones in rubric.instances)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_in_the_forms_can_never_come_about(form: str) -> None:
    assert never(several(form)) == []


def test_what_a_worked_case_shows_of_one_counts_as_shown() -> None:
    rubric = several("partners")
    said = [remark.message for remark in notes(rubric, run(rubric)) if remark.message.startswith("no worked case")]
    assert said == ["no worked case breaks the limits 'above-voice', 'most-silent', 'voices-thin' and 'legal-gap'"]
