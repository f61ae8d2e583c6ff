"""Calibration: one case judged by many, and how far apart they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.model.audit import Answer, Entry, State
from casekit.model.corpus import AuditCase
from casekit.model.history import Seen
from casekit.register.calibration import Calibration, calibration
from casekit.register.coefficients import gwet, plain, weights
from casekit.register.judges import judged
from tests.publish.sample import evaluated, make_audit

MONTH = "2026-05"
FIRST = make_audit(1, MONTH).id


def judge(number: int, grade: str | None, answers: dict[str, Answer] | None = None) -> AuditCase:
    voice = Entry("voice", answers=answers or {})
    overall = Entry("overall", grade, State.ANSWERED) if grade else Entry("overall")
    first = "" if number == 1 else FIRST
    return evaluated(make_audit(number, MONTH, overall=overall, sections={"voice": voice}, second_of=first))


def of(*judges: AuditCase, seen: dict[str, Seen] | None = None) -> Calibration:
    (one,) = judged(judges).calibrations
    return calibration(one, seen)


def answers(*values: str) -> list[dict[str, Answer]]:
    return [{"seen": Answer(State.ANSWERED, value)} if value else {} for value in values]


def test_the_spread_says_how_many_gave_what_and_how_far_apart_they_are() -> None:
    whole = of(judge(1, "a"), judge(2, "b"), judge(3, "b"), judge(4, None)).grades[0]
    assert (whole.id, whole.counts, whole.judged, whole.most, whole.apart) == (
        "overall",
        {"a": 1, "b": 2, "c": 0, "d": 0},
        3,
        2,
        1,
    )
    assert whole.given == ("a", "b", "b", "")


def test_where_judges_differ_most_comes_first() -> None:
    one, two, three = (
        {"seen": Answer(State.ANSWERED, seen), "words": Answer(State.ANSWERED, words), "where": Answer()}
        for seen, words in (("yes", "yes"), ("yes", "no"), ("yes", "partly"))
    )
    found = of(judge(1, "a", one), judge(2, "a", two), judge(3, "a", three))
    assert [spread.id for spread in found.questions] == ["words", "seen"]
    assert found.questions[0].apart == 2


def test_a_reason_for_no_answer_is_a_value_of_its_own_and_nothing_is_none() -> None:
    given_ = [{"seen": Answer(State.ANSWERED, "yes")}, {"seen": Answer(State.NOT_APPLICABLE, why="x")}, {}]
    (seen,) = of(*(judge(n, "a", one) for n, one in enumerate(given_, 1))).questions
    assert seen.values == {"yes": "Yes", "partly": "Partly", "no": "No", "not_applicable": "Not applicable"}
    assert (seen.counts["yes"], seen.counts["not_applicable"], seen.judged, seen.apart) == (1, 1, 2, 0)


def test_to_how_many_the_first_was_shown() -> None:
    judges = [judge(n, "a") for n in range(1, 5)]
    told = {judges[1].audit.id: Seen.SHOWN, judges[2].audit.id: Seen.NOT_SHOWN}
    assert of(*judges, seen=told).seen == {Seen.SHOWN: 1, Seen.NOT_SHOWN: 1, Seen.UNKNOWN: 1}


def test_all_questions_together_are_gwets_coefficient() -> None:
    some = answers("yes", "no", "yes")
    for n, one in enumerate(some):
        one["words"] = Answer(State.ANSWERED, ("no", "no", "partly")[n])
    found = of(*(judge(n, "a", one) for n, one in enumerate(some, 1))).together_answers
    expected = gwet([[2, 0, 2], [0, 0, 1]], weights(3, plain))
    assert found.of == 2
    assert found.found is not None
    assert expected is not None
    assert found.found.value == pytest.approx(expected.value)


def test_where_yes_is_the_bad_answer_questions_still_go_together() -> None:
    oversight = Entry("oversight", answers={"drift": Answer(State.ANSWERED, "no")})
    voice = Entry("voice", answers={"seen": Answer(State.ANSWERED, "yes")})
    cases = [
        evaluated(
            make_audit(n, MONTH, sections={"voice": voice, "oversight": oversight}, second_of=FIRST if n > 1 else "")
        )
        for n in (1, 2, 3)
    ]
    assert of(*cases).together_answers.of == 2


@given(st.lists(st.sampled_from(["a", "b", "c", "d", None]), min_size=3, max_size=9))
@settings(deadline=None, max_examples=50)
def test_every_judge_is_counted_once(grades: list[str | None]) -> None:
    found = of(*(judge(n, grade) for n, grade in enumerate(grades, 1)))
    assert len(found.judges) == len(grades)
    for spread in found.grades:
        assert sum(spread.counts.values()) == spread.judged == sum(grade is not None for grade in grades)
        assert len(spread.given) == len(grades)
    assert sum(found.seen.values()) == len(grades) - 1
    if not any(grades):
        assert found.together_grades.found is None
