"""Changed since it was moderated, over real histories: what was judged is what stood in the moderation's commit."""

from functools import partial
from pathlib import Path

import pytest

from casekit.check.examine import examine
from casekit.cli.remembering import remember
from casekit.history.outcome import open_history
from casekit.read.files import Folder
from tests.check.lint import TODAY
from tests.history.making import make, step
from tests.laid import AUDIT, toy

FILES = {path: raw.decode() for path, raw in toy().items()}
MODERATED = FILES[AUDIT]
START, END = MODERATED.index("moderations:"), MODERATED.index("reflection:")
JUDGED = MODERATED[:START] + MODERATED[END:]
DONE = "    due: 2026-10-31\n    done: {by: p102, on: 2026-10-30, evidence: A note}\n"


def graded(text: str) -> str:
    """One grade lower."""
    assert "grade: strong" in text
    return text.replace("grade: strong", "grade: sound", 1)


def done(text: str) -> str:
    """An action done, which no moderation judges."""
    return text.replace("    due: 2026-10-31\n", DONE, 1)


def stale(folder: Path) -> list[str]:
    examined = examine(partial(Folder, folder), lambda _: TODAY, lambda done, of: None)
    opened = open_history(folder)
    some = [remember(opened, examined, Folder(folder), audits)[1] for audits in (None, {"2026-10-0001"})]
    assert some[0] == some[1]
    return [problem.code for problem in some[0]]


BEGIN = step("begin", FILES | {AUDIT: JUDGED})


@pytest.mark.parametrize(
    ("after", "codes"),
    [
        ([], []),
        ([done(MODERATED)], []),
        ([graded(MODERATED)], ["CK602"]),
        ([graded(MODERATED), done(graded(MODERATED))], ["CK602"]),
        ([graded(MODERATED), MODERATED, done(MODERATED)], []),
        ([MODERATED.replace("  met: 2026-10-28T14:00\n", ""), graded(MODERATED)], ["CK602"]),
    ],
)
def test_commit_after_commit(tmp_path: Path, after: list[str], codes: list[str]) -> None:
    later = [step(str(number), {AUDIT: text}) for number, text in enumerate(after)]
    make(tmp_path, BEGIN, step("moderate", {AUDIT: MODERATED}), *later)
    assert stale(tmp_path) == codes


def test_what_is_not_committed_counts_too(tmp_path: Path) -> None:
    make(tmp_path, BEGIN, step("moderate", {AUDIT: MODERATED}))
    (tmp_path / AUDIT).write_text(done(MODERATED))
    assert stale(tmp_path) == []
    (tmp_path / AUDIT).write_text(graded(MODERATED))
    assert stale(tmp_path) == ["CK602"]


def test_a_clean_merge_changes_nothing(tmp_path: Path) -> None:
    make(
        tmp_path,
        BEGIN,
        step("moderate", {AUDIT: MODERATED}),
        step("main", {"x": "1\n"}, parents=("begin",)),
        step("merge", {AUDIT: MODERATED}, parents=("main", "moderate")),
        step("later", {AUDIT: done(MODERATED)}),
    )
    assert stale(tmp_path) == []


def test_a_merge_cannot_slip_another_grade_under_a_moderation(tmp_path: Path) -> None:
    """The moderator judged the lowered grade; the merge brings the first one back, which no side of it changed."""
    make(
        tmp_path,
        BEGIN,
        step("lower", {AUDIT: graded(JUDGED)}),
        step("moderate", {AUDIT: graded(MODERATED)}),
        step("main", {AUDIT: done(JUDGED)}, parents=("begin",)),
        step("merge", {AUDIT: done(MODERATED)}, parents=("main", "moderate")),
        step("later", {AUDIT: done(MODERATED) + "\nMore.\n"}),
    )
    assert stale(tmp_path) == ["CK602"]


def test_a_merge_cannot_do_so_where_only_one_side_changed_the_file(tmp_path: Path) -> None:
    make(
        tmp_path,
        BEGIN,
        step("lower", {AUDIT: graded(JUDGED)}),
        step("moderate", {AUDIT: graded(MODERATED)}),
        step("main", {"x": "1\n"}, parents=("begin",)),
        step("merge", {AUDIT: MODERATED}, parents=("main", "moderate")),
        step("later", {AUDIT: done(MODERATED)}),
    )
    assert stale(tmp_path) == ["CK602"]
