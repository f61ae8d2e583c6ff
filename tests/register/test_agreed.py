"""How far judges agree, form by form, on audits made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.model.audit import Answer, Case, Entry, Moderation, State
from casekit.model.corpus import AuditCase
from casekit.model.history import Seen
from casekit.register.agreed import agreements
from casekit.register.agreement import agreement, cautions
from casekit.register.judges import Choice, calibrating, judged
from tests.publish.sample import FORM, FOUR, OTHER, evaluated, make_audit

MONTH = "2026-05"


def one(number: int, grade: str | None = "b", second_of: str = "", **changes: object) -> AuditCase:
    overall = Entry("overall", grade, State.ANSWERED) if grade else Entry("overall")
    return evaluated(make_audit(number, MONTH, overall=overall, second_of=second_of, **changes))


def moderated(number: int, own: str, *theirs: str, **changes: object) -> AuditCase:
    given_ = tuple(Moderation(f"m{n}", "p9", None, {"overall": grade}) for n, grade in enumerate(theirs, 1))
    return one(number, own, moderations=given_, **changes)


def id(number: int) -> str:
    return make_audit(number, MONTH).id


def test_the_auditor_is_set_against_the_last_moderation_that_gave_a_grade() -> None:
    silent = Moderation("m9", "p9", None, {})
    twice = moderated(1, "b", "c", "a")
    twice = replace(twice, audit=replace(twice.audit, moderations=(*twice.audit.moderations, silent)))
    (form,) = agreements([twice, moderated(2, "b", "b"), one(3)])
    whole = form.moderation[0]
    assert (form.audits, form.moderated, whole.id) == (3, 2, "overall")
    assert (whole.found.n, whole.found.exact, whole.found.up, whole.found.down) == (2, 1, 1, 0)


def test_a_moderation_without_a_grade_of_the_whole_is_missing_and_one_of_nothing_at_all_is_out() -> None:
    only = one(1, moderations=(Moderation("m1", "p9", None, {"voice": "c"}),))
    bare = one(2, None, moderations=(Moderation("m1", "p9", None, {"voice": "c"}),))
    (form,) = agreements([only, bare])
    lines = {line.id: line.found for line in form.moderation}
    assert (lines["overall"].n, lines["overall"].missing) == (0, 1)
    assert lines["voice"].n == 2
    assert set(lines) == {"overall", "voice"}


def test_forms_stay_apart_and_unfinished_audits_are_out() -> None:
    other = evaluated(make_audit(3, MONTH, rubric="other@2", overall=Entry("overall", "a", State.ANSWERED)), OTHER)
    found = agreements([moderated(1, "b", "b"), other, one(4, completed=None)])
    assert [(form.rubric.ref, form.audits) for form in found] == [("other@2", 1), ("toy@1", 1)]


@pytest.mark.parametrize(
    ("choice", "takes"),
    [
        (Choice(), [1, 2]),
        (Choice(start=date(2026, 5, 10)), [2]),
        (Choice(start=date(2026, 5, 11)), []),
        (Choice(end=date(2026, 5, 2)), [1]),
        (Choice(team="south-1"), [2]),
        (Choice(team="nowhere"), []),
        (Choice(rubric="toy"), [1, 2]),
        (Choice(rubric="toy@1"), [1, 2]),
        (Choice(rubric="toy@2"), []),
    ],
)
def test_any_period_team_and_form_can_be_chosen(choice: Choice, takes: list[int]) -> None:
    first = moderated(1, "b", "b", completed=date(2026, 5, 2))
    second = moderated(2, "b", "c", completed=date(2026, 5, 10), case=Case("B2B2B", team="south-1"))
    assert sum(form.moderated for form in agreements([first, second], choice)) == len(takes)


def test_first_and_second_judge_are_compared_on_the_whole_each_section_and_each_question() -> None:
    yes, no = Answer(State.ANSWERED, "yes"), Answer(State.ANSWERED, "no")
    first = one(1, "b", sections={"voice": Entry("voice", "b", State.ANSWERED, answers={"seen": yes, "words": yes})})
    other = one(2, "c", id(1), sections={"voice": Entry("voice", "b", State.ANSWERED, answers={"seen": no})})
    (form,) = agreements([first, other], seen={id(2): Seen.NOT_SHOWN})
    (second,) = form.seconds
    assert (second.seen, second.audits) == (Seen.NOT_SHOWN, 1)
    assert [(line.id, line.found.n, line.found.down) for line in second.graded] == [("overall", 1, 1), ("voice", 1, 0)]
    questions = {line.id: (line.found.n, line.found.missing, line.found.exact) for line in second.questions}
    assert questions == {"seen": (1, 0, 0), "words": (0, 1, 0)}
    assert form.moderated == 0


def test_where_yes_is_the_bad_answer_a_yes_of_the_second_is_worse() -> None:
    first = one(1, sections={"oversight": Entry("oversight", answers={"drift": Answer(State.ANSWERED, "no")})})
    second = one(
        2, "b", id(1), sections={"oversight": Entry("oversight", answers={"drift": Answer(State.ANSWERED, "yes")})}
    )
    (form,) = agreements([first, second])
    drift = next(line for line in form.seconds[0].questions if line.id == "drift")
    assert (drift.found.up, drift.found.down) == (0, 1)


def test_shown_not_shown_and_unknown_are_told_apart() -> None:
    cases = [one(1), one(2, "b", id(1)), one(3), one(4, "b", id(3)), one(5), one(6, "b", id(5))]
    (form,) = agreements(cases, seen={id(2): Seen.SHOWN, id(4): Seen.NOT_SHOWN})
    assert [second.seen for second in form.seconds] == [Seen.NOT_SHOWN, Seen.SHOWN, Seen.UNKNOWN]


def test_an_audit_that_several_judged_is_a_calibration_and_in_no_figure() -> None:
    cases = [one(1), one(2, "b", id(1)), one(3, "c", id(1))]
    (form,) = agreements(cases)
    assert form.seconds == ()
    assert [len(one.others) for one in form.calibrations] == [2]
    assert calibrating(case for case in cases) == {id(2): id(1), id(3): id(1)}


def test_a_calibration_is_one_from_the_day_on_which_it_is_planned() -> None:
    cases = [one(1), one(2, "b", id(1)), one(3, None, id(1), completed=None)]
    found = judged(cases)
    assert (found.seconds, [len(one.others) for one in found.calibrations]) == ((), [1])


def test_what_goes_with_no_first_judgement_is_left_out_and_counted() -> None:
    twin = replace(one(1), audit=replace(one(1).audit, path="audits/2026-05/twin.md"))
    for cases in (
        [one(2, "b", "2026-01-0099")],
        [one(1, None, completed=None), one(2, "b", id(1))],
        [one(1), twin, one(2, "b", id(1))],
        [one(3, "b", "2026-01-0099"), one(2, "b", id(3))],
        [one(2, "b", id(2))],
    ):
        assert sum(form.left_out for form in agreements(cases)) == sum(bool(c.audit.second_of) for c in cases)


def test_choices_without_an_order_have_no_direction() -> None:
    found = agreement([("a", "b"), ("b", "b")], FOUR, ordered=False)
    assert (found.within_one, found.up, found.down, found.kappa_linear, found.kappa_quadratic, found.ac2) == (None,) * 6
    assert (found.exact, found.changed) == (1, 1)
    assert found.kappa is not None


def test_cautions_say_what_misleads() -> None:
    small, dominates = cautions(agreement([("a", "a")] * 9 + [("a", "b")], FOUR))
    assert small == "Only 10 pairs: 30 or more would say something."
    assert dominates.startswith("One grade dominates: Excellent is 19 of the 20 given.")
    assert list(cautions(agreement([], FOUR))) == []


grades = st.sampled_from(["a", "b", "c", "d"])


@given(st.lists(st.tuples(grades, st.none() | grades, st.booleans()), max_size=25))
@settings(deadline=None, max_examples=40)
def test_every_moderated_audit_is_in_the_figures_of_exactly_one_auditor(drawn: list) -> None:
    cases = [
        moderated(n, own, *filter(None, [theirs]), auditor="p1" if who else "p2") if theirs else one(n, own)
        for n, (own, theirs, who) in enumerate(drawn, 1)
    ]
    found = agreements(cases)
    assert len(found) == bool(cases)
    for form in found:
        whole = form.moderation[0].found
        assert whole.n == sum(theirs is not None for _, theirs, _ in drawn)
        assert whole.n == sum(line.found.n for line in form.auditors)
        assert whole.exact == sum(line.found.exact for line in form.auditors)
        assert whole.n == whole.exact + whole.up + whole.down
    assert FORM.overall.scale is FOUR
