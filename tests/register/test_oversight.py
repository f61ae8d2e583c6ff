"""Oversight of actions, recounted by hand on two audits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casekit.model.audit import Action, Move
from casekit.model.corpus import Corpus
from casekit.model.people import Area, People, Person, Role
from casekit.register.oversight import AGREED, DONE, VERIFIED, Delays, Overseen, delays, oversight
from tests.register.test_reaudit import acting, audit

TODAY = date(2026, 12, 31)
PEOPLE = People(
    {
        "p1": Person("p1", roles=(Role("service_manager", "blue"),)),
        "p2": Person("p2"),
        "p3": Person("p3", left=date(2026, 11, 30)),
    },
    {"blue": "Blue"},
    True,
)


def corpus(*actions: Action, people: People = PEOPLE) -> Corpus:
    return Corpus(audits=(acting(audit("2026-10-0001", "2026-10-16"), *actions),), people=people)


ACTIONS = (
    Action("a1", owner="p2", agreed=date(2026, 10, 20), done_by="p2", done_on=date(2026, 11, 3), verified_by="p1",
           verified_on=date(2026, 11, 10)),
    Action("a2", owner="p2", agreed=date(2026, 10, 16), done_by="p2", done_on=date(2026, 11, 5)),
    Action("a3", owner="p3", due=date(2026, 12, 1), moves=(Move(date(2026, 11, 1), date(2026, 12, 1)),)),
    Action("a4", owner="p2", agreed=date(2027, 6, 1)),
    Action("a5", owner="p2", cancelled_on=date(2026, 11, 1)),
)  # fmt: skip


def test_the_figures() -> None:
    found = oversight(corpus(*ACTIONS), TODAY)
    assert (found.actions, found.open, found.done, found.waiting, found.moved, found.stranded) == (5, 2, 2, 1, 1, 1)
    assert found.verifiers == {"p1": Delays(1, 7, 7)}
    assert found.steps[AGREED] == Delays(2, 2, 4), "an agreement that is still to come is no delay"
    assert found.steps[DONE] == Delays(2, 17, 20)
    assert found.steps[VERIFIED] == Delays(1, 7, 7)
    assert found.services == {"p1": Overseen(actions=5, open=2, overdue=1, done=2, verified=1, by_manager=1)}


def test_an_area_is_the_service_where_there_is_one() -> None:
    people = replace(PEOPLE, areas={"north": Area("north", "North", "p2", ("blue",))})
    assert list(oversight(corpus(*ACTIONS, people=people), TODAY).services) == ["north"]


def test_of_nothing_there_is_no_median() -> None:
    assert delays([]) == Delays()
    assert delays([3, 1]) == Delays(2, 2.0, 3)
