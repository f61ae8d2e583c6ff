from __future__ import annotations

from datetime import date

import pytest

from casekit.model.audit import Action, Audit, Case
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.people import People, Person, Role
from casekit.model.programme import Allotted, ListedCase, Note, Programme
from casekit.model.stranded import Stranded, Whereabouts
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.model import Rubric

TODAY = date(2026, 12, 1)
PEOPLE = People(
    {
        "p1": Person("p1", roles=(Role("practitioner", "blue"),)),
        "p2": Person("p2", roles=(Role("practitioner", "red"),)),
        "p3": Person("p3", roles=(Role("team_manager", "blue"),), left=date(2026, 11, 30)),
        "p4": Person("p4", roles=(Role("service_manager"),)),
        "p5": Person("p5", roles=(Role("practitioner", "blue"), Role("practitioner", "red"))),
    }
)


def audit(month: str, team: str, worker: str, manager: str = "p3") -> Audit:
    case = Case("K7Q2M", team=team, people={"practitioner": worker, "team_manager": manager})
    return Audit(f"{month}-0001", f"audits/{month}/{month}-0001.md", "toy@1", case)


def where(*audits: Audit, programme: Programme | None = None) -> Whereabouts:
    cases = tuple(AuditCase(one, Rubric("toy", 1, "Toy"), Evaluation()) for one in audits)
    return Whereabouts(Corpus(cases, people=PEOPLE, programmes={programme.month: programme} if programme else {}))


FIRST = audit("2026-05", "blue", "p1")


@pytest.mark.parametrize(
    ("later", "owner", "why"),
    [
        ((), "p1", None),
        ((), "p3", Stranded.LEFT),
        ((), "p9", Stranded.LEFT),
        ((), "", Stranded.LEFT),
        ((audit("2026-11", "red", "p2"),), "p1", Stranded.MOVED),
        ((audit("2026-11", "blue", "p5"),), "p1", Stranded.MOVED),
        ((audit("2026-11", "blue", "p1"),), "p1", None),
        ((audit("2026-11", "blue", ""),), "p1", None),
        ((audit("2026-11", "red", "p2"),), "p4", None),
        ((audit("2026-04", "red", "p2"),), "p1", None),
        ((audit("2026-08", "red", "p2"), audit("2026-11", "blue", "p1")), "p1", None),
    ],
)
def test_whose_action_is_stranded(later: tuple[Audit, ...], owner: str, why: Stranded | None) -> None:
    assert where(FIRST, *later).stranded(FIRST, Action("a1", owner=owner), TODAY) is why


def test_whoever_works_in_the_new_team_too_is_not_stranded() -> None:
    first = audit("2026-05", "blue", "p5")
    assert where(first, audit("2026-11", "red", "p2")).stranded(first, Action("a1", owner="p5"), TODAY) is None


def test_what_is_done_or_cancelled_is_not_stranded() -> None:
    places = where(FIRST)
    assert places.stranded(FIRST, Action("a1", owner="p3", done_on=TODAY), TODAY) is None
    assert places.stranded(FIRST, Action("a1", owner="p3", cancelled_on=TODAY), TODAY) is None
    assert places.stranded(FIRST, Action("a1", owner="p3"), date(2026, 11, 30)) is None, "the last day is a day"


def test_a_programme_tells_of_a_case_too_unless_it_was_cancelled() -> None:
    one = Allotted("2026-12-0001", ListedCase("K7Q2M", team="red", people={"practitioner": "p2"}), "p4", None)
    drawn = Programme("2026-12", "x", audits=(one,))
    action = Action("a1", owner="p1")
    assert where(FIRST, programme=drawn).stranded(FIRST, action, TODAY) is Stranded.MOVED
    cancelled = Allotted(one.id, one.case, one.auditor, None, cancelled=Note("p4", TODAY, "Listed by mistake"))
    gone = Programme("2026-12", "x", audits=(cancelled,))
    assert where(FIRST, programme=gone).stranded(FIRST, action, TODAY) is None
