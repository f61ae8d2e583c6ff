"""Weak sections and questions, held against a plain recount."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casekit.model.audit import Answer, Entry, State
from casekit.model.corpus import AuditCase
from casekit.register.weak import FormLines, Share, lower, weak
from tests.publish.sample import DRIFT, FOUR, MET, OTHER, evaluated, make_audit, make_corpus


def made(number: int, month: str, grade: str | None, drift: Answer) -> AuditCase:
    entry = Entry("oversight", grade, State.ANSWERED, answers={"drift": drift})
    return evaluated(make_audit(number, month, sections={"oversight": entry}))


def oversight(form: FormLines) -> dict[str, Share]:
    line = next(one for one in form.sections if one.graded.id == "oversight")
    return line.shares(lambda case: case.audit.month)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2026-04", "2026-05"]),
            st.sampled_from(["a", "b", "c", "d", None, "odd"]),
            st.sampled_from(["yes", "partly", "no", None]),
        ),
        max_size=12,
    )
)
def test_against_a_recount(rows: list[tuple[str, str | None, str | None]]) -> None:
    cases = [
        made(n, month, grade, Answer(State.ANSWERED, said) if said else Answer(State.NO_EVIDENCE))
        for n, (month, grade, said) in enumerate(rows, start=1)
    ]
    forms = weak(cases)
    assert len(forms) == bool(rows)
    for form in forms:
        for month, share in oversight(form).items():
            mine = [grade for its, grade, _ in rows if its == month and grade in FOUR.ranks]
            assert share == Share(sum(grade in ("c", "d") for grade in mine), len(mine))
        drift = next(line for line in form.questions if line.question.id == "drift")
        said = [answer for _, _, answer in rows if answer]
        assert DRIFT.reversed
        assert drift.less == Share(sum(answer != "no" for answer in said), len(said))
        assert drift.no_evidence == sum(answer is None for _, _, answer in rows)
        assert sum(isinstance(one.answer, str) for one in drift.behind) == drift.less.number
        assert len(drift.behind) == drift.less.number + drift.no_evidence + drift.unanswered


def test_the_middle_of_three_belongs_to_the_upper_half() -> None:
    assert [lower(MET, id) for id in ("yes", "partly", "no")] == [False, False, True]
    assert [lower(FOUR, id) for id in "abcd"] == [False, False, True, True]


def test_unfinished_audits_and_second_judgements_are_left_out() -> None:
    forms = weak(make_corpus().audits)
    assert [(form.rubric.ref, len(form.cases)) for form in forms] == [("other@2", 1), ("toy@1", 3)]
    assert forms[0].rubric == OTHER


def test_the_weakest_question_comes_first_and_what_was_not_answered_counts_apart() -> None:
    case = evaluated(make_audit(1))
    form = weak([case, evaluated(replace(make_audit(2), sections={}))])[0]
    assert [(q.question.id, q.less.number, q.less.of, q.unanswered) for q in form.questions][:3] == [
        ("words", 1, 1, 1),
        ("drift", 1, 1, 1),
        ("seen", 0, 1, 1),
    ]
