"""The draw, over random programmes: what must never be, what must always be, and why it falls short."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from casekit.model.programme import ListedCase
from casekit.programme.draw import Seat, draw, rank
from tests.programme.world import ROLES, World, world

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)
BOUND = {"practitioner", "practice_supervisor", "team_manager", "service_manager"}


def held(role: object, first: date, last: date) -> bool:
    start, end = getattr(role, "start"), getattr(role, "end")  # noqa: B009
    return (start or first) <= last and (end or last) >= first


def forbidden(at: World, case: ListedCase, person: str) -> bool:
    """D2, F10 and restricted records, said once more in other words."""
    people = at.people.by_id
    own = [r for r in people[person].roles if r.role in BOUND and held(r, FIRST, LAST)]
    teams = {r.team for r in own}
    if own:
        for other in people.values():
            if other.manager == person:
                teams |= {r.team for r in other.roles if r.role in BOUND and held(r, FIRST, LAST)}
    worker = case.people["practitioner"]
    took_part = {*case.people.values(), *case.ties, people[worker].manager}
    return (
        case.team in teams or person in took_part or (case.restricted and person not in at.policy.programme.restricted)
    )


def expectation(at: World, person: str) -> int:
    known = at.people.by_id[person]
    away = known.exemptions or (known.left and known.left < LAST)
    return 0 if away else max((ROLES.get(r.role, 0) for r in known.roles if held(r, FIRST, FIRST)), default=0)


def recent(at: World, case: ListedCase) -> bool:
    return any(case.ref in d.refs and 12 - int(d.month[-2:]) < at.policy.programme.window for d in at.past)


def most(at: World) -> int:
    """How many audits could be given out at all, by trying one path after another."""
    able = [c for c in at.cases if not recent(at, c) and not (c.restricted and not at.policy.programme.restricted)]
    pairs = list(at.wanted.joint)
    left = {p: expectation(at, p) - sum(p in pair for pair in pairs) for p in at.people.by_id}
    seats = [*pairs, *((p,) for p, n in left.items() for _ in range(n))]
    holder: dict[int, int] = {}

    def place(case: int, seen: set[int]) -> bool:
        for seat, who in enumerate(seats):
            if seat not in seen and not any(forbidden(at, able[case], p) for p in who):
                seen.add(seat)
                if seat not in holder or place(holder[seat], seen):
                    holder[seat] = case
                    return True
        return False

    found = sum(place(case, set()) for case in range(len(able)))
    return min(found, at.wanted.most or found)


def hold(seed: int) -> str:
    """What must hold of the programme of that seed; how it ended, for the count."""
    at = world(seed)
    drawn = at.drawn()
    assert drawn == at.drawn()
    shuffled = list(at.cases)
    Random(seed + 1).shuffle(shuffled)
    assert replace(at, cases=tuple(shuffled)).drawn() == drawn, "the order of the list makes no difference"
    if drawn.programme is None:
        assert drawn.problems
        assert all(problem.endswith(".") and len(problem) > 30 for problem in drawn.problems)
        return "refused"
    given = drawn.programme.audits
    for one in given:
        assert not any(forbidden(at, one.case, person) for person in one.auditors)
        assert not recent(at, one.case)
    refs = [one.case.ref for one in given] + [case.ref for case in drawn.programme.reserve]
    assert len(refs) == len(set(refs))
    assert not any(recent(at, case) for case in drawn.programme.reserve)
    work = Counter(person for one in given for person in one.auditors)
    assert all(number <= expectation(at, person) for person, number in work.items())
    assert len(given) == most(at), "no other draw gives out more"
    places = sum(expectation(at, p) for p in at.people.by_id) - len(at.wanted.joint)
    wanted = min(places, at.wanted.most or places)
    if len(given) < wanted:
        short = {one.who: one.missing for one in drawn.programme.short}
        assert short == {p: expectation(at, p) - work[p] for p in at.people.by_id if expectation(at, p) > work[p]}
        assert all("No case is left" in one.why for one in drawn.programme.short)
        if at.cases:
            assert all("What would help" in one.why for one in drawn.programme.short)
        return "short"
    assert drawn.programme.short == ()
    return "whole"


def test_a_few_hundred_random_programmes() -> None:
    ends = Counter(hold(seed) for seed in range(250))
    assert min(ends["refused"], ends["short"], ends["whole"]) >= 10, ends


@pytest.mark.slow
def test_ten_thousand_random_programmes() -> None:
    ends = Counter(hold(seed) for seed in range(250, 10_250))
    assert sum(ends.values()) == 10_000
    assert min(ends["refused"], ends["short"], ends["whole"]) >= 400, ends


def test_a_hundred_and_fifty_auditors_and_two_thousand_cases_take_less_than_ten_seconds() -> None:
    at = world(7, teams=90, cases=2000)
    at = replace(at, wanted=replace(at.wanted, most=0, joint=()))
    auditors = sum(expectation(at, person) for person in at.people.by_id)
    assert auditors >= 150
    begun = time.perf_counter()
    drawn = at.drawn()
    assert time.perf_counter() - begun < 10
    assert drawn.programme
    assert len(drawn.programme.audits) == auditors


def case(ref: str, team: str, kind: str = "one") -> ListedCase:
    return ListedCase(ref, (kind,), (), team, {"practitioner": "p1"})


def test_the_order_is_that_of_sha_256_and_so_the_same_everywhere() -> None:
    cases = [case(f"K7Q{n}", "blue") for n in range(6)]
    drawn = draw(cases, [Seat(("a",), 3)], 3, 2, ("Vale", "2026-12"), lambda case, seat: False)
    assert [c.ref for c, _ in drawn.given] == ["K7Q4", "K7Q2", "K7Q5"]
    assert [c.ref for c in drawn.reserve] == ["K7Q0", "K7Q3"]
    assert rank("Vale", "2026-12", "K7Q0") == "7dac60db7412296f9de7a347bf93deb3946a2194b24f5b75433880d4f70655aa"


def test_teams_and_kinds_are_drawn_in_proportion() -> None:
    cases = [case(f"B{n:03d}", "blue") for n in range(60)]
    cases += [case(f"R{n:03d}", "red", "two") for n in range(30)] + [case(f"G{n:03d}", "green") for n in range(10)]
    drawn = draw(cases, [Seat((f"a{n}",), 1) for n in range(10)], 10, 0, ("s", "2026-12"), lambda case, seat: False)
    assert Counter(c.team for c, _ in drawn.given) == {"blue": 6, "red": 3, "green": 1}


def test_those_with_the_least_work_come_first_where_not_all_are_needed() -> None:
    seats = [Seat(("busy",), 1, 5.0), Seat(("idle",), 1, 0.0), Seat(("half",), 1, 2.0)]
    drawn = draw([case(f"B{n}00", "blue") for n in range(9)], seats, 2, 0, ("s", "m"), lambda case, seat: False)
    assert {seat.people[0] for _, seat in drawn.given} == {"idle", "half"}


def test_auditors_rotate_over_teams() -> None:
    seats = [Seat(("knows-blue",), 1, 2.0, {"blue": 2}), Seat(("knows-red",), 1, 2.0, {"red": 2})]
    drawn = draw([case("B100", "blue"), case("R100", "red")], seats, 2, 0, ("s", "m"), lambda case, seat: False)
    assert {(c.team, seat.people[0]) for c, seat in drawn.given} == {("blue", "knows-red"), ("red", "knows-blue")}


def test_somebody_moves_so_that_another_can_be_given_an_audit() -> None:
    """Both may have the blue case, only one the red one: whoever was drawn first, both are given out."""
    seats = [Seat(("any",), 1), Seat(("blue-only",), 1)]
    for seed in range(20):
        drawn = draw(
            [case("B100", "blue"), case("R100", "red")],
            seats,
            2,
            0,
            (str(seed), "m"),
            lambda c, seat: c.team == "red" and seat.people == ("blue-only",),
        )
        assert {(c.team, seat.people[0]) for c, seat in drawn.given} == {("red", "any"), ("blue", "blue-only")}
