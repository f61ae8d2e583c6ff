"""Deadlines of which only the history knows that they moved, over real repositories."""

from functools import partial
from pathlib import Path

import pytest

from casekit.check.examine import examine
from casekit.cli.remembering import remember
from casekit.history.outcome import open_history
from casekit.problem import Problem
from casekit.read.files import Folder
from tests.check.lint import TODAY
from tests.history.making import make, step
from tests.laid import AUDIT, toy

FILES = {path: raw.decode() for path, raw in toy().items()}
DUE = "    due: 2026-11-20\n"
OPEN = FILES[AUDIT].replace("completed: 2026-10-16\n", "completed:\n")
MOVED = "    due: {}\n    moved: [{}]\n"


def due(day: str, moves: str = "", more: str = "") -> str:
    """The audit with another deadline of its first action."""
    return FILES[AUDIT].replace(DUE, (MOVED.format(day, moves) if moves else f"    due: {day}\n") + more, 1)


def move(start: str, to: str) -> str:
    return f"{{from: {start}, to: {to}, why: Leave}}"


def told(folder: Path, *versions: str) -> list[Problem]:
    make(
        folder,
        step("begin", FILES | {AUDIT: versions[0]}),
        *(step(str(n), {AUDIT: v}) for n, v in enumerate(versions[1:])),
    )
    examined = examine(partial(Folder, folder), lambda _: TODAY, lambda done, of: None)
    found = remember(open_history(folder), examined, Folder(folder))[1]
    return [problem for problem in found if problem.code == "CK513"]


def test_a_deadline_that_moved_in_silence_is_told_with_its_days(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, FILES[AUDIT], due("2026-11-30"))
    assert "from 20 November 2026 to 30 November 2026" in problem.message
    assert problem.place == "actions/a1/due"


@pytest.mark.parametrize(
    "versions",
    [
        [due("2026-11-30", move("2026-11-20", "2026-11-30"))],  # recorded with it
        [due("2026-11-30"), due("2026-11-30", move("2026-11-20", "2026-11-30"))],  # recorded later
        [due("2026-12-04", f"{move('2026-11-20', '2026-11-30')}, {move('2026-11-30', '2026-12-04')}")],
        [due("2026-11-30"), due("2026-11-30", more="    cancelled: {on: 2026-10-28, why: Not needed}\n")],
        [due("2026-12-04", move("2026-11-20", "2026-11-30"))],  # what does not fit together is told first
    ],
)
def test_what_is_recorded_or_cancelled_is_in_order(tmp_path: Path, versions: list[str]) -> None:
    assert told(tmp_path, FILES[AUDIT], *versions) == []


def test_until_the_audit_is_completed_a_deadline_is_only_being_written(tmp_path: Path) -> None:
    assert told(tmp_path, OPEN.replace(DUE, "    due: 2026-11-10\n", 1), OPEN, FILES[AUDIT]) == []


def test_moved_and_moved_back_is_moved_twice_and_counts_against_the_councils_number(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, FILES[AUDIT], due("2026-11-30"), due("2026-12-10"), FILES[AUDIT])
    assert problem.message.count("from ") == 3
    assert problem.message.endswith("more often than 2 times.")
