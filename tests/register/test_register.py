"""Tables and figures: what is counted, of how many, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casekit.model.audit import Action, Answer, Audit, Case, Dispute, Entry, Moderation, State
from casekit.model.history import History, Outcome
from casekit.problem import Problem, Span
from casekit.register.actions import Standing, action_figures, action_rows, by_owner, standing
from casekit.register.attention import attention
from casekit.register.changes import changes, last_changes
from casekit.register.grades import grades_by_rubric
from casekit.register.months import months
from casekit.register.problems import problems_by_code, problems_by_file
from casekit.register.stages import Stage, begun, stage
from tests.publish.sample import OTHER, TODAY, evaluated, event, make_audit, make_corpus

DAY = date(2026, 6, 15)


# Stages.


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Stage.COMPLETED),
        ({"completed": None}, Stage.BEGUN),
        ({"completed": None, "sections": {}, "overall": Entry("overall")}, Stage.ALLOCATED),
        ({"discussions": (DAY,)}, Stage.DISCUSSED),
        ({"discussions": (DAY,), "moderations": (Moderation("m1", "p", DAY),)}, Stage.MODERATED),
        ({"disputes": (Dispute("d1", "m1", "grade", "p", DAY),)}, Stage.DISPUTED),
        ({"disputes": (Dispute("d1", "m1", "grade", "p", DAY, resolved_on=DAY),)}, Stage.SETTLED),
        ({"actions": (Action("a1", done_on=DAY),)}, Stage.COMPLETED),
        ({"actions": (Action("a1", done_on=DAY, verified_on=DAY), Action("a2", cancelled_on=DAY))}, Stage.CLOSED),
        ({"actions": (Action("a1", verified_on=DAY),), "completed": None}, Stage.BEGUN),
        (
            {"actions": (Action("a1", verified_on=DAY),), "disputes": (Dispute("d1", "m1", "grade", "p", DAY),)},
            Stage.DISPUTED,
        ),
    ],
)
def test_the_furthest_stage_holds(changes: dict[str, object], expected: Stage) -> None:
    assert stage(make_audit(1, **changes)) is expected


def test_a_reason_for_no_answer_is_a_beginning() -> None:
    bare = make_audit(1, sections={}, overall=Entry("overall"))
    assert not begun(bare)
    entry = Entry("voice", answers={"seen": Answer(State.NOT_ASSESSED, why="no time")})
    assert begun(replace(bare, sections={"voice": entry}))


# Grades.


def test_grades_are_counted_from_completed_audits_without_second_judgements() -> None:
    toy = grades_by_rubric(make_corpus().audits)[1]
    assert (toy.audits, toy.completed, toy.second, toy.counted) == (5, 4, 1, 3)
    assert toy.overall is not None
    assert dict(toy.overall.auditor.counts) == {"a": 0, "b": 3, "c": 0, "d": 0}
    assert dict(toy.overall.effective.counts) == {"a": 0, "b": 2, "c": 1, "d": 0}
    assert (toy.overall.changed, toy.overall.auditor.graded, toy.overall.auditor.of) == (1, 3, 3)


def test_forms_are_never_pooled() -> None:
    assert [grades.rubric.ref for grades in grades_by_rubric(make_corpus().audits)] == ["other@2", "toy@1"]


def test_a_section_that_does_not_apply_is_out_of_the_denominator() -> None:
    sections = {line.id: line for line in grades_by_rubric(make_corpus().audits)[1].sections}
    assert (sections["voice"].effective.graded, sections["voice"].effective.of) == (3, 3)
    assert (sections["school"].effective.graded, sections["school"].effective.of) == (0, 1)


def test_months_stand_in_order_with_their_own_denominators() -> None:
    toy = grades_by_rubric(make_corpus().audits)[1]
    assert [(line.id, line.effective.graded, line.effective.of) for line in toy.months] == [
        ("2026-04", 1, 1),
        ("2026-05", 2, 2),
    ]
    assert [line.id for line in toy.section_months["oversight"]] == ["2026-04", "2026-05"]


def test_a_grade_that_the_scale_does_not_know_is_no_grade() -> None:
    odd = make_audit(1, overall=Entry("overall", "splendid", State.ANSWERED))
    (toy,) = grades_by_rubric([evaluated(odd)])
    assert toy.overall is not None
    assert (toy.overall.auditor.graded, toy.overall.auditor.of, toy.overall.changed) == (0, 1, 0)


def test_a_form_without_an_overall_grade() -> None:
    bare = replace(OTHER, overall=replace(OTHER.overall, scale=None))
    (other,) = grades_by_rubric([evaluated(make_audit(3, rubric="other@2"), bare)])
    assert other.overall is None
    assert other.months == ()
    assert [line.id for line in other.sections] == ["whole"]


# Actions.


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (Action("a", due=date(2026, 6, 14)), Standing.OVERDUE),
        (Action("a", due=DAY), Standing.OPEN),
        (Action("a", due=date(2026, 6, 16)), Standing.OPEN),
        (Action("a"), Standing.UNDATED),
        (Action("a", due=date(2026, 1, 1), done_on=DAY), Standing.DONE),
        (Action("a", due=date(2026, 1, 1), done_on=DAY, verified_on=DAY), Standing.VERIFIED),
        (Action("a", due=date(2026, 1, 1), cancelled_on=DAY), Standing.CANCELLED),
    ],
)
def test_where_an_action_stands(action: Action, expected: Standing) -> None:
    assert standing(action, DAY) is expected


def acting(*actions: Action, number: int = 1) -> Audit:
    return make_audit(number, actions=actions)


def test_the_most_urgent_action_comes_first() -> None:
    first = acting(
        Action("soon", due=date(2026, 6, 20), owner="p2"),
        Action("late", due=date(2026, 6, 10), owner="p1"),
        Action("done", due=date(2026, 6, 1), done_on=date(2026, 6, 3), owner="p1"),
    )
    second = acting(Action("later", due=date(2026, 5, 10), owner="p1"), Action("undated"), number=2)
    rows = action_rows([evaluated(first), evaluated(second)], DAY)
    assert [row.action.id for row in rows] == ["later", "late", "undated", "soon", "done"]
    assert [row.late for row in rows] == [36, 5, 0, 0, 0]
    assert {owner: [row.action.id for row in mine] for owner, mine in by_owner(rows).items()} == {
        "": ["undated"],
        "p1": ["later", "late", "done"],
        "p2": ["soon"],
    }


def test_figures_of_actions_add_up() -> None:
    audit = acting(
        Action("a1", due=date(2026, 6, 10)),
        Action("a2"),
        Action("a3", due=date(2026, 6, 10), done_on=date(2026, 6, 10)),
        Action("a4", due=date(2026, 6, 10), done_on=date(2026, 6, 11), verified_on=DAY),
        Action("a5", done_on=date(2026, 6, 11)),
        Action("a6", cancelled_on=DAY),
    )
    figures = action_figures(action_rows([evaluated(audit)], DAY))
    assert figures.total == figures.open + figures.done + figures.cancelled == 6
    assert (figures.open, figures.overdue, figures.undated) == (2, 1, 1)
    assert (figures.done, figures.verified, figures.cancelled) == (3, 1, 1)
    assert (figures.in_time, figures.done_dated) == (1, 2)


# What waits, what changed, what is wrong.


def test_what_waits_for_somebody() -> None:
    waiting = attention(make_corpus().audits)
    assert ([c.id for _, c in waiting.concerns], waiting.all_concerns) == (["c1"], 1)
    assert ([d.id for _, d in waiting.disputes], waiting.all_disputes) == (["d1"], 1)
    assert ([case.audit.id for case in waiting.unfinished], waiting.audits) == (["2026-06-0005"], 6)


def test_the_newest_change_comes_first_and_undated_ones_last() -> None:
    events = {
        "b": (event("b", "created", 3), event("b", "graded", 9)),
        "a": (event("a", "created", 5, at=None), event("a", "graded", 9, at=datetime(2026, 5, 9, 9, 31, tzinfo=UTC))),
    }
    newest = last_changes(History(Outcome.COMPLETE, events=events), 3)
    assert [(c.first.audit, c.first.event) for c in newest] == [("a", "graded"), ("b", "graded"), ("b", "created")]
    assert len(last_changes(History(Outcome.COMPLETE, events=events), 9)) == 4


def test_what_one_commit_did_is_one_change() -> None:
    events = (event("a", "answered", 3), event("a", "graded", 3), event("a", "completed", 5))
    assert [[e.event for e in change.events] for change in changes(events)] == [["answered", "graded"], ["completed"]]


def test_problems_by_file_and_by_code() -> None:
    problems = [
        Problem("b.md", Span(9), "W1", "later"),
        Problem("b.md", Span(2), "E1", "sooner"),
        Problem("a.md", Span(), "E1", "other"),
        Problem("a.md", Span(), "OFF", "switched off"),
        Problem("a.md", Span(), "NEW", "no severity known"),
    ]
    files = problems_by_file(problems, {"E1": "error", "W1": "warning", "OFF": "off"})
    assert list(files) == ["a.md", "b.md"]
    assert [(p.code, s) for p, s in files["b.md"].problems] == [("E1", "error"), ("W1", "warning")]
    assert (files["a.md"].errors, files["a.md"].warnings) == (2, 0)
    assert problems_by_code(files.values()) == {"E1": ("error", 2, 2), "NEW": ("error", 1, 1), "W1": ("warning", 1, 1)}


def test_months_newest_first() -> None:
    assert [(m.month, m.audits, m.completed, m.moderated) for m in months(make_corpus().audits)] == [
        ("2026-06", 1, 0, 0),
        ("2026-05", 4, 4, 1),
        ("2026-04", 1, 1, 0),
    ]


def test_nothing_at_all() -> None:
    assert grades_by_rubric([]) == ()
    assert action_rows([], TODAY) == ()
    assert months([]) == ()
    assert last_changes(History(Outcome.EMPTY), 5) == ()
    assert action_figures([]).total == 0
    assert evaluated(make_audit(1, case=Case())).audit.case.type_ids == ()
