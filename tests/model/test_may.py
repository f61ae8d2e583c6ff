"""Who may judge, by people, policy and the audit."""

from dataclasses import replace
from datetime import date

import pytest

from casekit.model.audit import Audit, Case, Instance, Moderation
from casekit.model.may import Roles
from casekit.model.people import People, Person, Role
from casekit.model.policy import Judging

DAY = date(2026, 11, 2)
AUDIT = Audit(
    "2026-10-0001",
    "audits/2026-10/2026-10-0001.md",
    "toy@1",
    Case(team="blue", people={"practitioner": "p1", "reviewer": "p5"}),
    auditor="p4",
    end=date(2026, 10, 15),
    moderations=(Moderation("m1", "p6", DAY),),
    instances={"part.one": Instance("part.one", by="p9")},
)


def person(id: str, *roles: Role, manager: str = "") -> Person:
    return Person(id, (), roles, manager)


WORKER = person("p1", manager="p2")
LEAD = person("p2", Role("team_manager", "blue", end=date(2026, 10, 20)), Role("moderator"), manager="p3")
HEAD = person("p3", Role("head_of_service"), Role("head_of_quality"), manager="p2")  # a circle harms nobody
AUDITOR = person("p4", Role("moderator"))
CHAIR = person("p5", Role("head_of_service"), manager="p7")
MODERATOR = person("p6", Role("moderator", start=DAY), Role("head_of_quality"))
ELSEWHERE = person("p7", Role("head_of_service"))
DEPUTY = person("p8", Role("deputy_head"), Role("team_manager", "blue", start=date(2026, 12, 1)))
PARTNER = person("p9", Role("moderator"))
EVERYBODY = (WORKER, LEAD, HEAD, AUDITOR, CHAIR, MODERATOR, ELSEWHERE, DEPUTY, PARTNER)
POLICY = Judging(deputies=("deputy_head",))


def roles(audit: Audit = AUDIT, on: date = DAY, policy: Judging = POLICY, *, without: str = "") -> Roles:
    listed = {one.id: one for one in EVERYBODY if one.id != without}
    return Roles(audit, People(listed, listed=True), policy, on)


def able(act: str, of: Roles, *about: str) -> list[str]:
    return [one for one in of.people.by_id if not getattr(of, act)(one, *about)]


def test_moderators_have_no_part_in_it_on_either_day() -> None:
    assert able("moderate", roles()) == ["p6"]
    assert able("moderate", roles(on=date(2026, 11, 1))) == []
    assert able("moderate", roles(replace(AUDIT, end=date(2026, 10, 21)))) == ["p2", "p6"]
    assert able("moderate", roles(replace(AUDIT, end=date(2026, 10, 21)), date(2026, 10, 20))) == []


def test_disputes_are_for_the_audits_own_people() -> None:
    assert able("dispute", roles()) == ["p1", "p4"]
    assert able("dispute", roles(on=date(2026, 10, 20))) == ["p1", "p2", "p4"]
    assert able("dispute", roles(policy=Judging(disputes=("reviewer", "service_manager")))) == ["p5"]


@pytest.mark.parametrize(("about", "who"), [("grade", ["p3"]), ("action", ["p3"])])
def test_a_head_settles_it(about: str, who: list[str]) -> None:
    assert able("resolve", roles(), about) == who


def test_the_deputy_only_where_every_head_had_part_in_it() -> None:
    audited = replace(AUDIT, auditor="p3")
    assert able("resolve", roles(audited), "grade") == ["p8"]
    assert able("resolve", roles(audited), "action") == ["p8"]
    assert able("resolve", roles(audited, policy=Judging()), "grade") == []
    assert able("resolve", roles(audited, date(2026, 12, 1)), "grade") == []
    assert able("resolve", roles(without="p3"), "action") == []


def test_the_area_is_the_line_above_the_case() -> None:
    assert sorted(roles().area()) == ["p1", "p2", "p3"]
    nobody = replace(AUDIT, case=Case(team="blue"))
    assert sorted(roles(nobody).area()) == []
    assert sorted(roles(nobody, date(2026, 10, 20)).area()) == ["p2", "p3"]
    assert sorted(roles(nobody, date(2026, 12, 1)).area()) == ["p8"]


def test_a_record_is_for_whoever_has_to_do_with_it() -> None:
    assert able("record", roles()) == ["p1", "p2", "p4", "p5", "p6", "p9"]


def test_a_sentence_says_who_may_instead() -> None:
    assert roles().moderate("p9") == ("p9 cannot moderate this audit: they answered a part of it. Have it done by p6.")
    many = People({f"p{n}": person(f"p{n}", Role("moderator")) for n in range(10, 16)}, listed=True)
    assert replace(roles(), people=many).moderate("p4").endswith("Have it done by p10, p11, p12 or one of 3 others.")
