"""casekit action: each step of an action's life is one edit and one commit, by whoever may."""

import json
from datetime import date
from pathlib import Path

import pytest

from casekit.history.events import history
from casekit.history.outcome import open_history
from casekit.link.corpus import load_corpus, surroundings
from casekit.model.audit import Action
from casekit.read.files import Folder
from tests.cli.conftest import Casekit
from tests.cli.judged import ID, PEOPLE, repository, run, seen, text
from tests.history.making import git
from tests.laid import AUDIT

NEW = ("--for", "planning", "--do", "Hold the plan meeting", "--outcome", "The child knows who comes")
ADD = ("action", "add", ID, *NEW, "--owner", "p101", "--due", "2026-12-11")


def step(casekit: Casekit, folder: Path, by: str, *arguments: str, today: str = "2026-11-20") -> list[str]:
    """Runs it and gives the lines that were added."""
    before = git(folder, "rev-parse", "HEAD")
    ran = run(casekit, folder, by, *arguments, today=today)
    assert (ran.code, ran.err) == (0, "")
    assert git(folder, "rev-parse", "HEAD~1") == before
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "diff", "--name-only", "HEAD~1", "HEAD") == AUDIT
    diff = git(folder, "diff", "--unified=0", "HEAD~1", "HEAD").split("\n")[4:]
    return [line[1:] for line in diff if line[0] == "+"]


def action(folder: Path, id: str = "a3") -> Action:
    (case,) = load_corpus(Folder(folder)).audits
    return next(action for action in case.audit.actions if action.id == id)


def test_a_whole_life(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    assert step(casekit, folder, "p102", *ADD) == [
        "  - id: a3",
        "    for: planning",
        "    do: Hold the plan meeting",
        "    outcome: The child knows who comes",
        "    owner: p101",
        "    due: 2026-12-11",
    ]
    assert step(casekit, folder, "p101", "action", "agree", ID, "a3", today="2026-11-23") == ["    agreed: 2026-11-23"]
    move = ("action", "move", ID, "a3", "--to", "2026-12-18", "--reason", "The chair is ill.")
    assert "    due: 2026-12-18" in step(casekit, folder, "p101", *move, today="2026-12-01")
    again = ("action", "move", ID, "a3", "--to", "2027-01-08", "--reason", "Still ill.")
    step(casekit, folder, "p101", *again, today="2026-12-14")
    assert "(2 moves)" in git(folder, "show", "-s", "--format=%s")
    assert [str(move.start) for move in action(folder).moves] == ["2026-12-11", "2026-12-18"]
    done = ("action", "done", ID, "a3", "--evidence", "Minutes of 7 January")
    step(casekit, folder, "p101", *done, today="2027-01-07")
    ran = run(casekit, folder, "p101", "action", "verify", ID, "a3", today="2027-01-09")
    assert (ran.code, ran.out) == (2, "")
    assert "Social worker (p101)" in ran.err
    assert "somebody else verifies it" in ran.err
    step(casekit, folder, "p102", "action", "verify", ID, "a3", today="2027-01-11")
    it = action(folder)
    assert (it.owner, str(it.agreed), str(it.due)) == ("p101", "2026-11-23", "2027-01-08")
    assert (it.done_by, str(it.done_on), it.evidence) == ("p101", "2027-01-07", "Minutes of 7 January")
    assert (it.verified_by, str(it.verified_on)) == ("p102", "2027-01-11")
    around = surroundings(Folder(folder))
    told = history(open_history(folder), around.people, around=around)
    life = [(e.event, e.by) for e in told.of(ID) if e.detail.get("action") == "a3"]
    assert life == [
        ("action_added", "p102"),
        ("action_agreed", "p101"),
        ("action_moved", "p101"),
        ("action_moved", "p101"),
        ("action_done", "p101"),
        ("action_verified", "p102"),
    ]
    found = casekit("-C", folder, "lint", "--select", "CK5", "--today", "2027-01-11").out
    assert "audit checked" in found
    assert "a3" not in found, found


def test_cancel_and_hand_on(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    step(casekit, folder, "p102", *ADD, "--agreed")
    assert str(action(folder).agreed) == "2026-11-20"
    hand = ("action", "move", ID, "a3", "--owner", "p102", "--reason", "Long leave: from Monday.")
    added = step(casekit, folder, "p102", *hand, today="2026-11-21")
    assert ["Long leave" in line for line in added].count(True) == 1, "it stands in the commit"
    (handed,) = action(folder).handed
    assert (handed.start, handed.to, handed.why) == ("p101", "p102", "Long leave: from Monday.")
    assert (action(folder).owner, str(handed.on)) == ("p102", "2026-11-21")
    step(casekit, folder, "p102", "action", "cancel", ID, "a3", "--reason", "The family moved away.")
    assert action(folder).cancelled_why == "The family moved away."


@pytest.mark.parametrize(
    ("by", "arguments", "said"),
    [
        ("p303", ADD, "Clerk (p303) cannot add an action to this audit"),
        ("p102", (*ADD[:-1], "2026-11-01"), "--due lies before the day"),
        ("p102", (*ADD[:-3], "p999", *ADD[-2:]), "--owner: p999 is not in people.yaml"),
        ("p102", ("action", "agree", ID, "a9"), f"{ID} has no action a9"),
        ("p303", ("action", "cancel", ID, "a3", "--reason", "x"), "cannot cancel this action"),
        ("p102", ("action", "cancel", ID, "a3"), "This needs its reason"),
        ("p102", ("action", "move", ID, "a3", "--owner", "p102"), "This needs its reason"),
        (
            "p102",
            ("action", "move", ID, "a3", "--owner", "p102", "--reason", "For Oliver"),
            "What you wrote holds a name",
        ),
        ("p102", ("action", "verify", ID, "a3"), "a3 is not done yet"),
        ("p102", ("action", "move", ID, "a3", "--to", "2026-11-01", "--reason", "x"), "is over already"),
        ("p102", ("action", "move", ID, "a3", "--to", "2026-12-11", "--reason", "x"), "There is nothing to do"),
        ("p102", ("action", "move", ID, "a3", "--reason", "x"), "Say either the new day"),
        ("p102", ("action", "done", ID, "a3", "--evidence", " "), "Say with --evidence"),
        ("p102", ("action", "done", ID, "a3", "--evidence", "Told mother Oliver came"), "What you wrote holds a name"),
        ("", ("action", "done", ID, "a3", "--evidence", "A note"), "git"),
    ],
)
def test_what_is_refused_changes_nothing(
    casekit: Casekit, tmp_path: Path, by: str, arguments: tuple[str, ...], said: str
) -> None:
    folder = repository(tmp_path / "r")
    step(casekit, folder, "p102", *ADD)
    before = seen(folder)
    ran = run(casekit, folder, by, *arguments)
    assert (ran.code, ran.out) in ((2, ""), (3, ""))
    assert said in ran.err
    assert "Oliver" not in ran.err
    assert seen(folder) == before


def test_what_is_done_stays_done(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    step(casekit, folder, "p102", *ADD)
    step(casekit, folder, "p102", "action", "done", ID, "a3", "--evidence", "A note")
    for more in (
        ("done", ID, "a3", "--evidence", "A note"),
        ("move", ID, "a3", "--to", "2027-01-01", "--reason", "x"),
        ("cancel", ID, "a3", "--reason", "x"),
        ("agree", ID, "a3"),
    ):
        ran = run(casekit, folder, "p102", "action", *more)
        assert ran.code == 2
        assert "a3 was done on 20 November 2026" in ran.err
    ran = run(casekit, folder, "p102", "action", "verify", ID, "a3")
    assert "somebody else verifies it" in ran.err


def test_the_list(casekit: Casekit, tmp_path: Path) -> None:
    gone = PEOPLE.replace("p101: {title: Social worker,", "p101: {title: Social worker, left: 2026-12-31,")
    folder = repository(tmp_path / "r", text(), people=gone)
    step(casekit, folder, "p102", *ADD)
    ran = run(casekit, folder, "", "action", "list", "--owner", "p101", "--open", today="2027-01-04")
    assert f"{ID} a3, Overdue, Social worker (p101), due 2026-12-11, 24 days late, stranded" in ran.out
    found = json.loads(
        run(casekit, folder, "", "action", "list", "--stranded", "--format", "json", today="2027-01-04").out
    )
    assert {row["action"]: row["stranded"] for row in found["actions"]}["a3"] is True
    assert found["version"] == 1
    assert json.loads(run(casekit, folder, "", "action", "list", "--stranded", "--format", "json").out)["actions"] == []
    assert run(casekit, folder, "", "action", "list", "--audit", "2026-10-0099").out == "There are no such actions.\n"


def test_a_dry_run_writes_nothing(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    before = seen(folder)
    ran = run(casekit, folder, "p102", *ADD, "--dry-run")
    assert ran.code == 0
    assert "Casekit-Event: action_added" in ran.out
    assert seen(folder) == before


def test_an_actions_whole_life_in_the_terminal(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    step(casekit, folder, "p102", *ADD)
    step(casekit, folder, "p101", "action", "agree", ID, "a3", today="2026-11-23")
    move = ("action", "move", ID, "a3", "--to", "2026-12-18", "--reason", "The chair is ill.")
    step(casekit, folder, "p101", *move, today="2026-12-01")
    step(
        casekit,
        folder,
        "p102",
        "action",
        "move",
        ID,
        "a3",
        "--owner",
        "p102",
        "--reason",
        "Long leave.",
        today="2026-12-02",
    )
    ran = run(casekit, folder, "", "action", "show", ID, "a3", today="2026-12-20")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    assert lines[0] == f"Action a3 of {ID}: Overdue, 2 days past its day"
    assert "  To do: Hold the plan meeting" in lines
    assert "  Due: 18 December 2026, moved once, 7 days after its first day" in lines
    completed = load_corpus(Folder(folder)).audits[0].audit.completed
    assert completed is not None
    assert f"  23 November 2026: agreed, {(date(2026, 11, 23) - completed).days} days later" in lines
    assert "  1 December 2026: moved from 11 December 2026 to 18 December 2026, 8 days later" in lines
    after = lines.index("  1 December 2026: moved from 11 December 2026 to 18 December 2026, 8 days later") + 1
    assert lines[after : after + 3] == [
        "    The chair is ill.",
        "  2 December 2026: handed on from Social worker (p101) to Team manager (p102), 1 day later",
        "    Long leave.",
    ]
    assert "  Waits to be done: 27 days so far" in lines
    assert any(line.startswith("  from 19 December 2026: ") for line in lines)
    commits = git(folder, "log", "--reverse", "--format=%h", "--abbrev=10").split()[-4:]
    told = lines[lines.index("The commits behind it:") + 1 :]
    assert [line.split()[0] for line in told] == commits
    assert ": action a3 added for Social worker (p101), due 11 December 2026" in told[0]
    assert ": action a3 agreed" in told[1]
    assert "moved from 11 December 2026 to 18 December 2026" in told[2]
    assert "action a3 handed on from Social worker (p101) to " in told[3]
    data = json.loads(run(casekit, folder, "", "action", "show", ID, "a3", "--format", "json", today="2026-12-20").out)
    assert [e["event"] for e in data["events"]] == [
        "action_added",
        "action_agreed",
        "action_moved",
        "action_handed_on",
    ]
    assert (data["days_late"], data["moves"], data["days_slipped"], data["owner"]) == (2, 1, 7, "p102")
    assert data["waits"] == {"for": "Waits to be done", "days": 27}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("2026-11-0009", "a1"), "There is no audit 2026-11-0009"), ((ID, "a9"), f"{ID} has no action a9")],
)
def test_no_such_action_is_said(casekit: Casekit, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = run(casekit, repository(tmp_path / "r"), "", "action", "show", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
