"""Drawing the audits that are moderated: what always is, and a share that is fair and can be repeated."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.model.audit import Entry, Moderation, State, Waiver
from casekit.model.corpus import AuditCase
from casekit.register.sampling import Candidate, candidates, draw
from casekit.rubric.evaluation import BrokenLimit
from casekit.rubric.model import Scale, Value
from tests.publish.sample import FORM, FOUR, LOWEST, NO_TALK, evaluated, make_audit

MONTH = "2026-05"
ENDS = ("lowest", "highest")


def whys(case: AuditCase, *grades: str) -> tuple[str, ...]:
    (one,) = candidates([case], MONTH, grades or ENDS)
    return one.always


def graded(grade: str, **changes: object) -> AuditCase:
    return evaluated(make_audit(1, MONTH, overall=Entry("overall", grade, State.ANSWERED), **changes))


@pytest.mark.parametrize(("grade", "always"), [("a", True), ("b", False), ("c", False), ("d", True)])
def test_the_ends_of_the_scale_are_always_moderated(grade: str, always: bool) -> None:
    assert whys(graded(grade)) == (("grade",) if always else ())


def test_a_policy_may_name_a_grade_by_its_id_or_label() -> None:
    assert whys(graded("c"), "c") == ("grade",)
    assert whys(graded("a"), "c") == ()
    named = Scale("n", (Value("x", "Quite good"), Value("y", "Bad")), {"x": 0, "y": 1}, {"x": "x", "quite good": "x"})
    case = graded("x")
    case = replace(case, rubric=replace(FORM, overall=replace(FORM.overall, scale=named)))
    assert whys(case, "Quite good") == ("grade",)


def test_the_grade_that_stands_now_counts_as_well_as_the_auditors() -> None:
    case = graded("b", moderations=(Moderation("m1", "p9", None, {"overall": "d"}),))
    assert whys(case) == ("grade",)


def test_where_the_form_gives_no_overall_grade_its_sections_count() -> None:
    bare = replace(FORM, overall=replace(FORM.overall, scale=None))
    for grade, always in (("d", True), ("b", False)):
        sections = {"voice": Entry("voice", grade, State.ANSWERED)}
        case = replace(evaluated(make_audit(1, MONTH, sections=sections)), rubric=bare)
        assert bool(whys(case)) is always


def test_settled_expectations_and_waivers_are_always_moderated() -> None:
    case = graded("b", waivers=(Waiver("w1", "CK203"),))
    settled = BrokenLimit(LOWEST, "overall", "b", "c", "auditor", True)
    hard = BrokenLimit(NO_TALK, "oversight", "b", "c", "auditor", True)
    for broken, wanted in (
        ((settled,), ("expectation", "waiver")),
        ((replace(settled, settled=False),), ("waiver",)),
        ((hard,), ("waiver",)),
    ):
        assert whys(replace(case, evaluation=replace(case.evaluation, broken=broken))) == wanted


def test_only_completed_first_judgements_of_the_month_are_candidates() -> None:
    cases = [
        evaluated(make_audit(1, MONTH)),
        evaluated(make_audit(2, MONTH, completed=None)),
        evaluated(make_audit(3, MONTH, second_of="2026-05-0001")),
        evaluated(make_audit(4, "2026-04")),
    ]
    assert [one.audit for one in candidates(cases, MONTH, ENDS)] == [make_audit(1, MONTH).id]


def test_the_draw_is_the_same_on_every_python() -> None:
    every = [Candidate(f"2026-05-{n:04}", f"team-{n % 3}", f"p{n % 5}") for n in range(1, 31)]
    every[6] = replace(every[6], always=("grade",))
    found = draw(every, MONTH, "0123abcd", 10)
    assert (found.candidates, found.rest, [one.audit for one in found.always]) == (30, 29, ["2026-05-0007"])
    assert found.drawn == PINNED


PINNED = ("2026-05-0008", "2026-05-0013", "2026-05-0018")


def by_hand(every: list[Candidate], month: str, seed: str, percent: int) -> list[str]:
    """The same, as docs/moderation.md tells it to somebody with sha256sum and a spreadsheet."""

    def sha(name: str) -> str:
        return hashlib.sha256(f"{seed}\n{month}\n{name}".encode()).hexdigest()

    rest = [one for one in every if not one.always]
    rest.sort(key=lambda one: sha(one.audit))
    rest.sort(key=lambda one: sha(f"auditor {one.auditor}"))
    rest.sort(key=lambda one: sha(f"team {one.team}"))
    number = len(rest)
    wanted = (number * percent + 99) // 100
    start = int(sha("start"), 16) % number if number else 0
    return sorted(rest[int(Fraction(start + k * number, wanted))].audit for k in range(wanted))


@st.composite
def months(draw_: st.DrawFn) -> tuple[list[Candidate], str, int]:
    teams, auditors = st.sampled_from(["", "t1", "t2", "t3"]), st.sampled_from(["p1", "p2", "p3", "p4"])
    always = st.sampled_from([(), (), (), ("grade",), ("waiver",)])
    drawn = draw_(st.lists(st.tuples(teams, auditors, always), max_size=60))
    every = [Candidate(f"2026-05-{n:04}", *one) for n, one in enumerate(drawn)]
    return every, draw_(st.text(max_size=10)), draw_(st.integers(0, 100))


@given(months(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_a_draw_is_what_it_promises(data: tuple, random) -> None:
    every, seed, percent = data
    found = draw(every, MONTH, seed, percent)
    rest = [one for one in every if not one.always]
    wanted = (len(rest) * percent + 99) // 100
    assert [one.audit for one in found.always] == [one.audit for one in every if one.always]
    assert len(set(found.drawn)) == len(found.drawn) == wanted
    assert set(found.drawn) <= {one.audit for one in rest}
    assert list(found.drawn) == by_hand(every, MONTH, seed, percent)
    assert draw(random.sample(every, len(every)), MONTH, seed, percent) == found
    for stratum in (lambda one: one.team, lambda one: (one.team, one.auditor)):
        sizes = Counter(map(stratum, rest))
        taken = Counter(stratum(one) for one in rest if one.audit in found.drawn)
        for name, size in sizes.items():
            assert abs(Fraction(size * wanted, len(rest)) - taken[name]) < 1


def test_every_audit_has_the_same_chance() -> None:
    every = [Candidate(f"2026-05-{n:04}", f"t{n % 3}", f"p{n % 7}") for n in range(20)]
    taken = Counter(id for seed in range(4000) for id in draw(every, MONTH, str(seed), 15).drawn)
    assert sum(taken.values()) == 12000
    assert all(520 <= taken[one.audit] <= 680 for one in every), taken  # 600 expected, 22 its standard deviation


def test_another_month_or_seed_is_another_draw() -> None:
    every = [Candidate(f"2026-05-{n:04}") for n in range(100)]
    assert len({draw(every, month, seed, 20).drawn for month in (MONTH, "2026-06") for seed in "abc"}) == 6


def test_a_scale_has_its_ends_wherever_they_stand_in_the_form() -> None:
    turned = Scale("turned", tuple(reversed(FOUR.values)), FOUR.ranks)
    case = graded("d")
    case = replace(case, rubric=replace(FORM, overall=replace(FORM.overall, scale=turned)))
    assert whys(case, "lowest") == ("grade",)
    assert whys(case, "highest") == ()
