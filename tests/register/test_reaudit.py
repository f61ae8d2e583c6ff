"""Audits of the same case compared: counted plainly, with the uncertainty of small numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casekit.link.corpus import surroundings
from casekit.model.audit import Action
from casekit.model.corpus import AuditCase
from casekit.read.files import Overlay
from casekit.register.reaudit import changes, pairs, wilson
from tests.laid import AUDIT, toy


class Nothing:
    def paths(self) -> list[str]:
        return []

    def read(self, path: str) -> tuple[None, list[object]]:
        return None, []


def audit(id: str, completed: str, ref: str = "K7Q2M", **grades: str) -> AuditCase:
    """The toy audit with another id, day and grades (its own are overall sound, planning sound, listening strong)."""
    raw = toy()[AUDIT].decode()
    start, end = raw.index("moderations:"), raw.index("reflection:")
    raw = (raw[:start] + raw[end:]).replace("2026-10-0001", id).replace("K7Q2M", ref)
    raw = raw.replace("completed: 2026-10-16", f"completed: {completed}")
    for section, grade in grades.items():
        old = "strong" if section == "listening" else "sound"
        assert raw.count(f"{section}:\n    grade: {old}") + raw.count(f"{section}:\n  grade: {old}") == 1
        raw = raw.replace(f"{section}:\n    grade: {old}", f"{section}:\n    grade: {grade}")
        raw = raw.replace(f"{section}:\n  grade: {old}", f"{section}:\n  grade: {grade}")
    around = surroundings(Overlay(Nothing(), toy()))  # type: ignore[arg-type]
    case = around.link(f"audits/2026-10/{id}.md", raw.encode()).case
    assert case is not None
    return case


def acting(case: AuditCase, *actions: Action) -> AuditCase:
    return replace(case, audit=replace(case.audit, actions=actions))


def test_grades_before_and_after_are_counted_by_what_was_done() -> None:
    done = Action("a1", "planning", done_on=date(2026, 11, 20))
    waiting = Action("a2", "listening")
    before = acting(audit("2026-10-0001", "2026-10-16", planning="weak"), done, waiting)
    after = audit("2026-10-0002", "2027-04-16")
    found = changes([after, before])
    assert [(p.before.audit.id, p.after.audit.id) for p in found.pairs] == [("2026-10-0001", "2026-10-0002")]
    assert (found.acted.better, found.acted.same, found.acted.worse) == (1, 0, 0)
    assert (found.open.better, found.open.same, found.open.worse) == (0, 1, 0)
    assert found.overall.compared == 1
    assert found.others.compared == found.others.same


def test_an_action_done_after_the_later_audit_changed_nothing_in_it() -> None:
    late = Action("a1", "planning", done_on=date(2027, 5, 1))
    before = acting(audit("2026-10-0001", "2026-10-16", planning="weak"), late)
    found = changes([before, audit("2026-10-0002", "2027-04-16")])
    assert (found.acted.compared, found.open.better) == (0, 1)


def test_only_audits_of_one_case_that_follow_each_other_are_compared() -> None:
    cases = [audit(f"2026-10-000{n}", f"2026-1{n}-16") for n in (0, 1, 2)]
    assert len(list(pairs([*cases, audit("2026-10-0009", "2026-12-20", ref="Z9Z9Z")]))) == 2
    assert list(pairs([cases[0]])) == []
    second = replace(cases[1], audit=replace(cases[1].audit, second_of="2026-10-0000"))
    assert len(list(pairs([cases[0], second]))) == 0


@pytest.mark.parametrize(
    ("number", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(number: int, of: int, low: float, high: float) -> None:
    found = wilson(number, of)
    assert found is not None
    assert found == pytest.approx((low, high), abs=0.0001)


def test_of_nothing_there_is_no_interval() -> None:
    assert wilson(0, 0) is None


def of_team(case: AuditCase, team: str) -> AuditCase:
    return replace(case, audit=replace(case.audit, case=replace(case.audit.case, team=team)))


def test_every_comparison_stands_under_its_team_and_its_section_once() -> None:
    cases = [
        of_team(audit("2026-10-0001", "2026-10-16", ref="A1A1", overall="weak"), "blue"),
        of_team(audit("2026-10-0002", "2027-04-16", ref="A1A1", planning="weak"), "blue"),
        of_team(audit("2026-10-0003", "2026-10-16", ref="B2B2"), "red"),
        of_team(audit("2026-10-0004", "2027-04-16", ref="B2B2"), "blue"),
    ]
    found = changes(cases)
    assert {team: (one.better, one.same, one.worse) for team, one in found.teams.items()} == {
        "blue": (1, 0, 0),
        "": (0, 1, 0),
    }, "a case that went to another team by then is neither's"
    assert list(found.teams) == ["blue", ""]
    assert sum(one.compared for one in found.teams.values()) == found.overall.compared
    ref = cases[0].rubric.ref
    assert found.sections[ref, "planning"].worse == 1
    assert found.sections[ref, "planning"].compared == 2
    places = [section.id for section in cases[0].rubric.all_sections()]
    order = [places.index(section) for _, section in found.sections]
    assert order == sorted(order), "in the form's order"
    rest = found.acted, found.open, found.others
    assert sum(one.compared for one in found.sections.values()) == sum(one.compared for one in rest)
