"""Audits that a commit deleted, as lint tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Casekit
from tests.cli.test_lint_history import LATER, WRITTEN, first, found
from tests.history.making import make, step
from tests.laid import AUDIT

OPEN = WRITTEN.replace("completed: 2026-10-16\n", "completed:\n")
PROGRAMME = "audits/2026-10/programme.yaml"
CASE = "case: {ref: '000091', team: blue, practitioner: p101, manager: p102}"
CALLED_OFF = f"""\
month: 2026-10
due: 2026-10-31
on: 2026-10-01
seed: "1"
rubric: toy@1
audits:
  - id: 2026-10-0001
    {CASE}
    auditor: p104
    cancelled: {{on: 2026-10-05, by: p105, why: Drawn twice}}
"""
REMOVED = """\
rewrites:
  - old: "1111111111111111111111111111111111111111"
    new: "2222222222222222222222222222222222222222"
    by: p105
    on: 2026-10-20
    why: The law asked for it.
    removed: [2026-10-0001]
"""


def gone(casekit: Casekit, folder: Path) -> list[str]:
    return [str(p["message"]) for p in found(casekit, folder) if p["code"] == "CK924"]


def test_an_audit_that_a_commit_deleted(casekit: Casekit, tmp_path: Path) -> None:
    ids = make(tmp_path, first(), step("away", {AUDIT: None}))
    (problem,) = [p for p in found(casekit, tmp_path) if p["code"] == "CK924"]
    commit = ids["away"][:10]
    assert problem["message"] == f"Audit 2026-10-0001 stood here and is gone: deleted by commit {commit}."
    assert (problem["path"], problem["severity"], problem["audit"]) == (".", "error", "2026-10-0001")


@pytest.mark.parametrize(
    "after",
    [
        [step("renamed", {AUDIT: None, LATER: WRITTEN})],
        [step("away", {AUDIT: None}), step("back", {AUDIT: WRITTEN})],
        [step("spoilt", {AUDIT: None, LATER: WRITTEN.replace("case:", "case: [")})],
        [step("away", {AUDIT: None}), step("recorded", {"rewrites.yaml": REMOVED})],
    ],
    ids=["renamed", "brought back", "moved and spoilt", "on record"],
)
def test_what_still_stands_or_is_on_record_is_not_told(casekit: Casekit, tmp_path: Path, after: list[object]) -> None:
    make(tmp_path, first(), *after)  # type: ignore[arg-type]
    assert gone(casekit, tmp_path) == []


@pytest.mark.parametrize(("text", "number"), [(OPEN, 0), (WRITTEN, 1)], ids=["never completed", "completed"])
def test_what_the_programme_calls_off_may_go_unless_it_was_completed(
    casekit: Casekit, tmp_path: Path, text: str, number: int
) -> None:
    make(tmp_path, first(text=text), step("away", {AUDIT: None, PROGRAMME: CALLED_OFF}))
    assert len(gone(casekit, tmp_path)) == number
    (tmp_path / PROGRAMME).unlink()
    assert len(gone(casekit, tmp_path)) == 1


LETTERED = "audits/2026-10/2026-10-bcdfgh.md"


@pytest.mark.parametrize(("text", "number"), [(OPEN, 0), (WRITTEN, 1)], ids=["never completed", "completed"])
def test_what_somebody_began_outside_the_programme_may_go_unless_it_was_completed(
    casekit: Casekit, tmp_path: Path, text: str, number: int
) -> None:
    made = text.replace("id: 2026-10-0001", "id: 2026-10-bcdfgh")
    make(tmp_path, first(text=text), step("begun", {LETTERED: made}), step("away", {LETTERED: None}))
    told = gone(casekit, tmp_path)
    assert len(told) == number
    assert all("2026-10-bcdfgh stood here and is gone" in message for message in told)
