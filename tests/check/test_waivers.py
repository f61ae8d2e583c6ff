"""Waivers: what can be waived at all, by whom, and which problems one covers. The rules' cases show the rest."""

from __future__ import annotations

import json
from datetime import date

import pytest

from casekit.check.registry import BY_CODE
from casekit.check.rule import Context
from casekit.check.waive import waive
from casekit.check.waivers import HARD, covers, never
from casekit.conform.messages import conform
from casekit.link.policy import policy
from casekit.model.audit import Waiver
from casekit.model.policy import Waiving
from casekit.problem import START, Problem
from tests.cases import Change
from tests.check.lint import TODAY, lint
from tests.laid import lay, toy

WAIVER = """waivers:
  - {id: w1, code: CK302, reason: Abroad until December, who: p105, on: 2026-10-20, until: 2026-12-31}
"""


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_the_policys_schema_and_the_code_agree_on_what_can_be_waived(code: str) -> None:
    allowed = not conform("casekit", {"waivers": {"rules": {code: ["head_of_service"]}}})
    assert allowed == (not never(code) and code != HARD)


@pytest.mark.parametrize("code", ["CK001", "CK101", "CK191", "CK901"])
def test_what_cannot_be_read_waivers_themselves_and_the_history_can_never_be_waived(code: str) -> None:
    assert never(code)


def test_policy_says_who_may_waive_what() -> None:
    text = b'[waivers.rules]\nCK302 = ["head_of_service", "qa_lead"]\n[waivers.limits]\nno-talk = ["director"]\n'
    found, problems = policy(text)
    assert problems == []
    assert found.waivers == Waiving({"CK302": ("head_of_service", "qa_lead")}, {"no-talk": ("director",)})
    assert policy(b"")[0].waivers == Waiving()


@pytest.mark.parametrize(
    "text",
    [
        "[waivers]\nCK302 = ['x']",
        "[waivers.rules]\nCK203 = ['head_of_service']",
        "[waivers.rules]\nCK3 = ['head_of_service']",
        "[waivers.rules]\nCK302 = []",
        "[waivers.rules]\nCK302 = 'head_of_service'",
        "[waivers.rules]\nCK302 = ['Head of service']",
        "[waivers.limits]\n'No talk' = ['head_of_service']",
    ],
)
def test_a_policy_that_nobody_could_follow_is_a_problem(text: str) -> None:
    assert [p.code for p in policy(text.encode())[1]] == ["CK101"]


@pytest.mark.parametrize(
    ("limit", "where", "covered"),
    [
        ("", "", True),
        ("no-talk", "", True),
        ("no-plan", "", False),
        ("", "sections/oversight", True),
        ("", "sections/oversight/grade", True),
        ("", "sections/over", False),
        ("", "sections/oversight/grade/x", False),
        ("no-talk", "overall", False),
    ],
)
def test_what_a_waiver_covers(limit: str, where: str, covered: bool) -> None:
    problem = Problem("a.md", START, "CK203", "Above.", place="sections/oversight/grade", limit="no-talk")
    assert covers(Waiver("w1", "CK203", limit=limit, where=where), problem) is covered
    assert not covers(Waiver("w1", "CK201", limit=limit, where=where), problem)


def test_what_is_waived_is_kept_with_its_waiver() -> None:
    report = lint(lay([Change(f"feedback: (removed)\n{WAIVER}")], {})[0])
    assert report.problems == ()
    assert [(one.problem.code, one.waiver.id, one.waiver.until) for one in report.waived] == [
        ("CK302", "w1", date(2026, 12, 31))
    ]


def test_a_waiver_of_one_audit_waives_nothing_in_another() -> None:
    other = "audits/2026-10/2026-10-0002.md"
    files = lay([Change(f"feedback: (removed)\n{WAIVER}"), Change("id: 2026-10-0002\nfeedback: (removed)", other)], {})[
        0
    ]
    assert [(p.path, p.code) for p in lint(files).problems] == [(other, "CK302")]


def test_a_waiver_of_a_rule_that_could_not_run_is_not_called_unused() -> None:
    from casekit.check.examine import document, examine
    from tests.check.lint import Memory

    text = '[waivers.rules]\nCK602 = ["head_of_service"]\n'
    files = {**lay([Change(WAIVER.replace("CK302", "CK602"))], {})[0], "casekit.toml": text.encode()}
    found = examine(lambda: Memory(files), lambda _: TODAY, lambda done, of: None)
    ctx = Context(found.corpus.people, found.corpus.policy, TODAY)

    def codes(not_run: tuple[str, ...]) -> list[str]:
        left = waive(found.problems, found.corpus, ctx, lambda path: document(Memory(files), path), not_run)
        return [p.code for p in left.problems]

    assert (codes(()), codes(("CK602",))) == (["CK193"], [])


@pytest.mark.parametrize(
    "change",
    [
        "waivers: [{id: w1, code: CK302}]",
        "waivers: [{id: w1, code: all, reason: x, who: p105, on: 2026-10-20, until: 2026-12-31}]",
        "waivers: [{id: w1, code: CK302, reason: '', who: p105, on: 2026-10-20, until: 2026-12-31}]",
        "waivers: [{id: w1, code: CK302, reason: x, who: Zoe Smith, on: 2026-10-20, until: 2026-12-31}]",
        "waivers: [{id: w1, code: CK302, reason: x, who: p105, on: 2026-10-20}]",
    ],
)
def test_a_waiver_without_its_parts_is_a_problem_of_shape(change: str) -> None:
    files = lay([Change(change)], {})[0]
    assert {p.code for p in lint(files).problems} >= {"CK101"}
    assert "Zoe" not in json.dumps([p.message for p in lint(files).problems])


def test_the_toy_audit_has_no_waiver() -> None:
    assert b"waivers:" not in toy()["audits/2026-10/2026-10-0001.md"]
