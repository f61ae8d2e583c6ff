"""What holds of every audit, however odd, under the toy form."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casekit.rubric.evaluate import evaluate
from casekit.rubric.evaluation import BrokenLimit, Evaluation
from casekit.rubric.facts import ANSWERED, NOTHING, Facts, Given, Judged
from casekit.rubric.plan import nodes
from tests.rubric.toy import END, LOADED, START

QUESTIONS = LOADED.questions()
SECTIONS = {s.id: s for s in LOADED.all_sections()}
STATES = ("not_applicable", "not_assessed", "no_evidence", "unanswered")
ODD = st.one_of(st.text(max_size=4), st.integers(-2, 9), st.dates(), st.lists(st.text(max_size=4)).map(tuple))


def values(id: str) -> st.SearchStrategy[Given]:
    answer = QUESTIONS[id].answer
    ids = list(answer.scale.ranks if answer.scale else answer.options) or ["x"]
    fitting = st.sampled_from(ids) | st.lists(st.sampled_from(ids), unique=True).map(tuple)
    return st.builds(Given, st.sampled_from(STATES)) | st.builds(Given, st.just(ANSWERED), fitting | ODD | st.none())


GRADES = st.builds(Given, st.sampled_from(STATES)) | st.builds(
    Given, st.just(ANSWERED), st.sampled_from(["bright", "clear", "dim", "dark", "purple"]) | st.none()
)
GRADED = st.dictionaries(st.sampled_from([*SECTIONS, "nowhere"]), st.sampled_from(["bright", "dim", "dark", "purple"]))
JUDGED = st.builds(Judged, st.sampled_from(["m1", "m2", "d1"]), GRADED, st.sampled_from(["", "Why not."]))
DAYS = st.lists(st.dates(date(2025, 1, 1), date(2027, 1, 1)), max_size=4).map(tuple)
LIMITS = [(s.id, limit.id) for s in SECTIONS.values() for limit in s.limits]
FACTS = st.builds(
    Facts,
    case_types=st.frozensets(st.sampled_from(["ROCK", "SHORE", "SEA"])),
    flags=st.frozensets(st.sampled_from(["fog", "tourists", "mist"])),
    age=st.none() | st.integers(0, 99),
    start=st.none() | st.just(START),
    end=st.none() | st.just(END),
    dates=st.dictionaries(st.sampled_from([*LOADED.dates, "never"]), DAYS),
    answers=st.fixed_dictionaries({}, optional={id: values(id) for id in QUESTIONS}),
    grades=st.dictionaries(st.sampled_from([*SECTIONS, "nowhere"]), GRADES),
    reasons=st.dictionaries(st.sampled_from(LIMITS), st.sampled_from(["", " ", "Because."])),
    judged=st.lists(JUDGED, max_size=2, unique_by=lambda judged: judged.by).map(tuple),
)


def unsettled(limits: tuple[BrokenLimit, ...]) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    return [(b.limit.id, b.section, b.grade, b.bound, b.because) for b in limits if b.by == "auditor"]


@given(FACTS)
def test_no_audit_crashes_it_and_everything_has_its_item(facts: Facts) -> None:
    seen = evaluate(LOADED, facts)
    assert seen.sections.keys() == SECTIONS.keys()
    assert seen.questions.keys() == QUESTIONS.keys()
    assert seen.boxes.keys() == {(s.id, b) for s in SECTIONS.values() for b in s.boxes}


@given(FACTS, st.integers())
def test_the_order_of_what_is_given_changes_nothing(facts: Facts, seed: int) -> None:
    def shuffled(entries: dict[str, Given]) -> dict[str, Given]:
        keys = list(entries)
        Random(seed).shuffle(keys)
        return {key: entries[key] for key in keys}

    other = Facts(
        case_types=facts.case_types,
        flags=facts.flags,
        age=facts.age,
        start=facts.start,
        end=facts.end,
        dates={id: days[::-1] for id, days in reversed(facts.dates.items())},
        answers=shuffled(dict(facts.answers)),
        grades=shuffled(dict(facts.grades)),
        reasons=facts.reasons,
        judged=facts.judged,
    )
    assert evaluate(LOADED, facts) == evaluate(LOADED, other)


@given(FACTS, JUDGED)
def test_a_moderation_never_changes_what_the_auditor_broke(facts: Facts, more: Judged) -> None:
    before = evaluate(LOADED, Facts(**{**fields(facts), "judged": ()}))
    after = evaluate(LOADED, Facts(**{**fields(facts), "judged": (more,)}))
    assert unsettled(before.broken) == unsettled(after.broken)
    assert before.sections == after.sections
    assert before.questions == after.questions
    assert before.boxes == after.boxes
    assert before.contradictions == after.contradictions
    assert {f.trigger.id for f in before.fired} <= {f.trigger.id for f in after.fired}


@given(FACTS)
def test_a_hard_limit_is_never_settled_and_an_expected_one_only_with_a_reason(facts: Facts) -> None:
    reasons = {by.by: by.reason for by in facts.judged}
    for b in evaluate(LOADED, facts).broken:
        if b.limit.hard:
            assert not b.settled
        elif b.settled:
            assert facts.reasons.get((b.section, b.limit.id), "").strip() or reasons.get(b.by)


@given(FACTS)
def test_every_broken_limit_and_fired_trigger_has_a_cause_on_record(facts: Facts) -> None:
    seen = evaluate(LOADED, facts)
    for found in (*seen.broken, *seen.fired):
        assert found.because
        assert len(found.routes) > 0


@given(FACTS)
def test_nothing_fires_on_an_answer_that_is_unknown(facts: Facts) -> None:
    """With every answer to a limit's or trigger's questions taken away, none that asks for an answer fires."""
    silent = Facts(**{**fields(facts), "answers": dict.fromkeys(facts.answers, NOTHING)})
    seen = evaluate(LOADED, silent)
    for condition in (*(b.limit.when for b in seen.broken), *(f.trigger.when for f in seen.fired)):
        assert not any(node.kind in ("answer", "answers") for node in nodes(condition))


@given(FACTS)
def test_the_grade_in_effect_is_one_that_somebody_gave(facts: Facts) -> None:
    seen = evaluate(LOADED, facts)
    by = {j.by for j in facts.judged}
    for section, (grade, whose) in seen.effective.items():
        given_grade = facts.grades.get(section, NOTHING)
        last = SECTIONS[section].scale
        assert last is not None
        assert grade in last.ranks
        if whose == "auditor":
            assert given_grade.value == grade or (given_grade.state == "no_evidence" and grade == last.values[-1].id)
        else:
            assert whose in by
            assert any(j.by == whose and j.grades.get(section) == grade for j in facts.judged)


@given(FACTS)
def test_what_does_not_apply_is_not_required_and_breaks_nothing(facts: Facts) -> None:
    seen: Evaluation = evaluate(LOADED, facts)
    for item in (*seen.sections.values(), *seen.questions.values(), *seen.boxes.values()):
        assert item.applies is True or not item.required
    for b in seen.broken:
        assert seen.sections[b.section].applies is not False
    for c in seen.contradictions:
        assert seen.questions[c.question].applies is not False
    for section, _ in seen.effective.items():
        assert seen.sections[section].applies is not False


@given(FACTS)
def test_what_is_certain_stays_so_when_more_becomes_known(facts: Facts) -> None:
    unknown = evaluate(LOADED, Facts(**{**fields(facts), "age": None, "case_types": frozenset()}))
    known = evaluate(LOADED, facts)
    for id, item in unknown.sections.items():
        if item.applies is not None:
            assert known.sections[id].applies is item.applies
    for id, item in unknown.questions.items():
        if item.applies is not None:
            assert known.questions[id].applies is item.applies


def fields(facts: Facts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in Facts.__slots__}
