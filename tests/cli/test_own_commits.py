"""casekit never contradicts its own commits: whatever a command recorded, verify has nothing to say against."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli import slips
from tests.cli.conftest import Casekit
from tests.cli.judged import ID, TODAY, repository, run, text

MODERATE = ("moderate", ID, "--overall", "weak", "--section", "planning=weak", "--reason", "Nobody holds the plan.")
ACTION = ("--for", "planning", "--do", "Hold the meeting", "--outcome", "All know", "--owner", "p102")
MODERATED = (*MODERATE, *ACTION, "--due", "2026-12-11")
UNSAID, BOX = "reflection: {on: 2026-10-29}\n=>", "That the child opened the door himself the second time."
SETTLED = ("--overall", "sound", "--file-reviewed", "--reason", "I read the file.")
NEW = ("--for", "planning", "--do", "Ring the aunt", "--outcome", "She knows", "--owner", "p101", "--due", "2026-12-18")
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("p101", ("reply", ID, "--for", "planning", "--text", "It was held on the second.")),
    ("p202", MODERATED),
    ("p202", ("moderate", ID, "--met", f"{TODAY}T09:30")),
    ("p101", ("dispute", ID, "--about", "grade", "--reason", "Both were there.")),
    ("p301", ("resolve", ID, "--outcome", "changed", *SETTLED)),
    ("p102", ("dispute", ID, "--moderation", "m1", "--about", "action", "--reason", "There is no room for it.")),
    ("p104", ("resolve", ID, "--dispute", "d2", "--outcome", "upheld", "--reason", "There is.")),
    ("p202", (*MODERATE[:2], "--confirm", "--reason", "It follows now.")),
    ("p102", ("share", ID, "--with", "p104", "--with", "p105")),
    ("p101", ("reflect", ID, "--text", "proud=He opened the door.")),
    ("p102", ("action", "add", ID, *NEW)),
    ("p102", ("action", "add", ID, *NEW[:3], "Ring the uncle", *NEW[4:], "--agreed")),
    ("p101", ("action", "agree", ID, "a4")),
    ("p101", ("action", "move", ID, "a4", "--to", "2026-12-21", "--reason", "She is away.")),
    ("p102", ("action", "move", ID, "a4", "--owner", "p102", "--reason", "She is away.")),
    ("p102", ("action", "done", ID, "a4", "--evidence", "The note of that day")),
    ("p201", ("action", "verify", ID, "a4")),
    ("p102", ("action", "cancel", ID, "a5", "--reason", "He rang himself.")),
)
"""What every command that records something of an audit can record of one, in an order in which it may."""


def test_nothing_that_a_command_recorded_is_held_against_it(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", text(day=UNSAID, box=f"{BOX}=>"))
    for person, arguments in STEPS:
        ran = run(casekit, folder, person, *arguments)
        assert ran.code == 0, (arguments, ran.err)
    carried = slips.content(casekit, folder, "moderator", "p202")
    says = {"do": "moderate", "confirm": True, "reason": "As before.", "rests": carried["moderations"]}
    assert slips.accept(casekit, folder, slips.slip(carried, says)).code == 0
    found = json.loads(casekit("-C", folder, "verify", "--format", "json").out)
    assert {problem["code"] for problem in found["problems"]} <= {"CK929"}  # committed today, whatever day that is
    assert found["trust"]["failed"] == 0
    assert found["trust"]["claimed"] == 10
