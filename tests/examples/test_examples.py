"""What the worked examples show, and that they are what casekit asks for."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from casekit.check.rule import Context
from casekit.check.run import check_audit
from casekit.check.settle import severity
from casekit.edit.canonical import front_matter
from casekit.history import kinds
from casekit.link.corpus import surroundings
from casekit.model.audit import Audit, State
from casekit.model.history import Event, Trust
from casekit.read.files import Folder
from tests.cli.conftest import Casekit
from tests.cli.conftest import casekit as casekit
from tests.examples.conftest import Replayed
from tools import replay
from tools.do import EXAMPLES_DAY
from tools.replay import Step

TODAY = EXAMPLES_DAY
IN_PROGRESS = ("audits/2026-10/2026-10-0006.md", "CK104")
OVERDUE = ("audits/2026-09/2026-09-0004.md", "CK502")


def problems(casekit: Casekit, replayed: Replayed, day: str) -> tuple[list[tuple[str, str]], dict[str, object]]:
    ran = casekit("-C", replayed.folder, "lint", "--require-history", "--today", day, "--format", "json")
    assert ran.code == 0, ran.out + ran.err
    report = json.loads(ran.out)
    return [(p["path"], p["code"]) for p in report["problems"]], report["summary"]


def test_lint_finds_what_is_in_progress_and_what_is_overdue_and_nothing_else(
    casekit: Casekit, replayed: Replayed
) -> None:
    found, summary = problems(casekit, replayed, TODAY)
    assert found == [OVERDUE, IN_PROGRESS]
    assert summary == {"files": 10, "errors": 0, "warnings": 2, "waived": 0, "not_run": [], "baselined": 0, "stale": []}


@pytest.mark.parametrize("day", ["2026-09-01", "2030-01-01"])
def test_on_no_day_is_there_an_error_or_anything_else_than_actions_overdue(
    casekit: Casekit, replayed: Replayed, day: str
) -> None:
    found, summary = problems(casekit, replayed, day)
    assert summary["errors"] == 0
    ahead = {"CK116"} if day < TODAY else set()  # as of an earlier day, what happened since has not come yet
    assert {code for _, code in found} <= {"CK104", "CK502", *ahead}


def test_whoever_lints_the_project_itself_is_told_the_same(casekit: Casekit) -> None:
    ran = casekit("-C", replay.ROOT, "lint", "audits", "--today", TODAY, "--format", "json")
    assert ran.code == 0, ran.out + ran.err
    assert [(p["path"], p["code"]) for p in json.loads(ran.out)["problems"]] == [OVERDUE, IN_PROGRESS]


def test_each_version_was_clean_when_it_was_committed_but_one_that_waits_for_its_moderator(replayed: Replayed) -> None:
    around = surroundings(Folder(replayed.folder))
    found = set()
    for audit, steps in replayed.steps.audits.items():
        path = f"audits/{audit[:7]}/{audit}.md"
        texts = replay.versions(replay.read(replay.ROOT, path), steps)
        for step, text in zip(steps, texts, strict=True):
            linked = around.link(path, text.encode(), [])
            assert linked.case is not None
            problems = [
                *linked.problems,
                *check_audit(linked.case, Context(around.people, around.policy, step.at.date())),
            ]
            found |= {(audit, p.code) for p in problems if severity(p.code, around.policy) == "error"}
    assert found == {("2026-09-0002", "CK201")}


LIFE = {
    kinds.CREATED,
    kinds.COMPLETED,
    kinds.DISCUSSED,
    kinds.REFLECTED,
    kinds.RAISED,
    kinds.CLOSED,
    kinds.REPLIED,
    kinds.MODERATED,
    kinds.DISPUTED,
    kinds.RESOLVED,
    kinds.AGREED,
    kinds.MOVED,
    kinds.HANDED,
    kinds.DONE,
    kinds.VERIFIED,
    kinds.CANCELLED,
}
"""Events that a step names one by one."""

TOLD = {
    r"id": kinds.CREATED,
    r"completed": kinds.COMPLETED,
    r"discussed": kinds.DISCUSSED,
    r"reflection": kinds.REFLECTED,
    r"concerns\.(\w+)": kinds.RAISED,
    r"concerns\.(\w+)\.closed": kinds.CLOSED,
    r"replies\.(\w+)": kinds.REPLIED,
    r"moderations\.(\w+)": kinds.MODERATED,
    r"disputes\.(\w+)": kinds.DISPUTED,
    r"disputes\.(\w+)\.resolved": kinds.RESOLVED,
    r"actions\.(\w+)\.agreed": kinds.AGREED,
    r"actions\.(\w+)\.moved": kinds.MOVED,
    r"actions\.(\w+)\.owner": kinds.HANDED,
    r"actions\.(\w+)\.done": kinds.DONE,
    r"actions\.(\w+)\.verified": kinds.VERIFIED,
    r"actions\.(\w+)\.cancelled": kinds.CANCELLED,
}
"""What a step adds, and the event that it is."""


def expected(step: Step, audit: Audit) -> set[tuple[str, str]]:
    found = set()
    for name in map(".".join, step.adds):
        for pattern, kind in TOLD.items():
            match = re.fullmatch(pattern, name)
            if match and (kind != kinds.COMPLETED or audit.completed) and (kind != kinds.DISCUSSED or audit.discussed):
                found.add((kind, match[1] if match.groups() else ""))
    return found


def entry(event: Event) -> str:
    return str(event.detail.get(kinds.ENTRIES.get(event.event, ""), ""))


def test_git_tells_the_story_that_the_steps_tell(replayed: Replayed) -> None:
    audits = {case.audit.id: case.audit for case in replayed.corpus.audits}
    assert set(replayed.history.events) == set(audits)
    for audit, steps in replayed.steps.audits.items():
        commits: dict[str, list[Event]] = {}
        for event in replayed.history.of(audit):
            commits.setdefault(event.commit, []).append(event)
        assert len(commits) == len(steps)
        for step, events in zip(steps, commits.values(), strict=True):
            assert {(event.by, event.at) for event in events} == {(step.who, step.at)}
            assert {(e.event, entry(e)) for e in events if e.event in LIFE} == expected(step, audits[audit]), step
            assert {event.trust for event in events} == {Trust.CLAIMED}
            if step.event:
                told = next(event for event in events if event.event == step.event)
                grades = f"{told.detail['from']} -> {told.detail['to']}" if "to" in told.detail else ""
                assert grades == step.grade


def test_what_happened_is_dated_no_later_than_the_commit_that_records_it(replayed: Replayed) -> None:
    for events in replayed.history.events.values():
        for event in events:
            assert event.at is not None
            assert event.on is None or event.on <= event.at.date(), event


def test_a_grade_can_be_followed_from_the_auditor_to_the_one_in_effect(replayed: Replayed) -> None:
    effective = {
        case.audit.id: (case.audit.overall.grade, *case.evaluation.effective.get("overall", (None, "")))
        for case in replayed.corpus.audits
    }
    assert effective["2026-10-0001"] == ("good", "requires_improvement", "m1")
    assert effective["2026-10-0002"] == ("inadequate", "inadequate", "m1")
    assert effective["2026-10-0003"] == ("good", "good", "d1")
    assert effective["2026-10-0006"] == (None, None, "")
    graded = [e.detail for e in replayed.history.of("2026-09-0002") if e.event == kinds.GRADED and "to" in e.detail]
    assert {"section": "overall", "from": "requires_improvement", "to": "good"} in graded


def test_together_they_show_everything_that_an_audit_can_hold(replayed: Replayed) -> None:
    audits = [case.audit for case in replayed.corpus.audits]
    assert len(audits) >= 8
    used = {ref: form for ref, form in replayed.corpus.rubrics.items() if form.id in replayed.corpus.policy.rubrics}
    assert {audit.rubric for audit in audits} == set(used)
    assert {audit.month for audit in audits} == {"2026-09", "2026-10"}
    rubrics = used.values()
    kinds_of_case = {kind for audit in audits for kind in audit.case.type_ids}
    assert kinds_of_case == {kind for rubric in rubrics for kind in rubric.case_types} - {"referral"}
    ages = [audit.case.age for audit in audits if "LAC" in audit.case.type_ids]
    assert min(age for age in ages if age is not None) < 5 <= max(age for age in ages if age is not None)
    assert {"ehcp", "high-risk", "disability"} <= {flag for audit in audits for flag in audit.case.flags}
    assert {s for a in audits for e in a.entries() for s in (g.state for g in e.answers.values())} >= set(State) - {
        State.NOT_ASSESSED
    }
    told = {feedback.outcome for audit in audits for feedback in audit.feedback.values()}
    assert told == {"gained", "attempted", "declined", "not_appropriate"}
    assert [audit.id for audit in audits if audit.attempted] == ["2026-10-0005"]
    assert {concern.siblings for audit in audits for concern in audit.concerns} == {"considered"}
    happened = {event.event for events in replayed.history.events.values() for event in events}
    nowhere = {kinds.OVERRIDDEN}  # their forms work no grade out
    assert happened == set(kinds.EVENTS) - {kinds.WITHDRAWN, kinds.DELETED} - nowhere
    late = [a for x in audits for a in x.actions if a.done_on and a.due and a.done_on > a.due]
    assert len(late) == 3
    assert len([x for x in audits if any(a.overdue(date.fromisoformat(TODAY)) for a in x.actions)]) == 1


def test_every_reason_that_a_limit_needs_is_written_down(replayed: Replayed) -> None:
    broken = {
        case.audit.id: {b.limit.id for b in case.evaluation.broken if b.settled} for case in replayed.corpus.audits
    }
    assert {id: limits for id, limits in broken.items() if limits} == {
        "2026-09-0002": {"above-lowest", "above-inadequate"}
    }


def test_front_matter_stands_in_the_order_and_style_that_casekit_writes() -> None:
    for path in sorted((replay.ROOT / "audits").glob("*/*.md")):
        document = replay.read(replay.ROOT, path.relative_to(replay.ROOT).as_posix())
        assert isinstance(document.data, dict)
        assert document.text.startswith(f"---\n{front_matter(document.data)}---\n"), path


def test_the_site_builds_for_the_team_and_shows_the_service_no_narrative(
    casekit: Casekit, replayed: Replayed, tmp_path: Path
) -> None:
    pages = {}
    for audience in ("team", "service"):
        folder = tmp_path / audience
        ran = casekit("-C", replayed.folder, "build", "--today", TODAY, "--audience", audience, "--output", folder)
        assert ran.code == 0, ran.out + ran.err
        pages[audience] = {path: path.read_text("utf-8") for path in folder.rglob("*.html")}
        ids = [case.audit.id for case in replayed.corpus.audits]
        assert [id for id in ids if not any(id in path.name for path in pages[audience])] == []
    for phrase in (
        "map of his week",
        "too-heavy list",
        "colleague on duty in August",
        "I have stopped being only from",
    ):
        assert any(phrase in text for text in pages["team"].values()), phrase
        assert not any(phrase in text for text in pages["service"].values()), phrase
