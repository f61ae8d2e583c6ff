"""Whether a second judge could read the first judgement, in real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.history.create import NewCommit
from casekit.history.events import history
from casekit.history.outcome import open_history
from casekit.history.seconds import seconds_seen
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.model.history import Seen
from casekit.model.people import People
from casekit.rubric.evaluation import Evaluation
from tests.history.making import audit, git, make, step
from tests.publish.sample import FORM

FIRST, SECOND = "2026-10-0001", "2026-10-0002"
ONE, TWO = f"audits/2026-10/{FIRST}.md", f"audits/2026-10/{SECOND}.md"
GRADED = "overall:\n  grade: good\n"
EMPTY = "overall:\n  grade:\n"


def first(front: str = GRADED) -> str:
    return audit(FIRST, front)


def second(front: str = GRADED) -> str:
    return audit(SECOND, f"second_of: {FIRST}\n{front}")


def seen(folder: Path, *steps: NewCommit) -> Seen:
    make(folder, *steps)
    return asked(folder)


def asked(folder: Path) -> Seen:
    opened = open_history(folder)
    told = history(opened, People())
    case = AuditCase(Audit(SECOND, TWO, "toy@1", second_of=FIRST), FORM, Evaluation())
    return seconds_seen(opened.repository, told, [case])[SECOND]


BEGIN = step("begin", {ONE: first(EMPTY)})


def test_graded_on_a_branch_that_does_not_hold_the_first_is_not_shown(tmp_path: Path) -> None:
    made = seen(
        tmp_path / "r",
        BEGIN,
        step("first", {ONE: first()}),
        step("second", {TWO: second()}, parents=("begin",)),
        step("merge", {TWO: second()}, parents=("first", "second")),
    )
    assert made is Seen.NOT_SHOWN


def test_graded_where_the_first_has_its_grades_is_shown(tmp_path: Path) -> None:
    assert seen(tmp_path / "r", BEGIN, step("first", {ONE: first()}), step("second", {TWO: second()})) is Seen.SHOWN


def test_only_the_first_grade_counts_not_what_came_later(tmp_path: Path) -> None:
    made = seen(
        tmp_path / "r",
        BEGIN,
        step("second", {TWO: second()}),
        step("first", {ONE: first()}),
        step("more", {TWO: second("overall:\n  grade: poor\n")}),
    )
    assert made is Seen.NOT_SHOWN


def test_prefilled_without_a_grade_is_no_judgement_yet(tmp_path: Path) -> None:
    made = seen(
        tmp_path / "r",
        BEGIN,
        step("prefilled", {TWO: second(EMPTY)}),
        step("first", {ONE: first()}),
        step("second", {TWO: second()}),
    )
    assert made is Seen.SHOWN


def test_both_in_one_commit_as_a_squash_leaves_them_is_shown(tmp_path: Path) -> None:
    assert seen(tmp_path / "r", step("squash", {ONE: first(), TWO: second()})) is Seen.SHOWN


def test_deleted_and_written_again_once_the_first_is_there_is_shown(tmp_path: Path) -> None:
    made = seen(
        tmp_path / "r",
        BEGIN,
        step("second", {TWO: second()}),
        step("gone", {TWO: None}),
        step("first", {ONE: first()}),
        step("again", {TWO: second()}),
    )
    assert made is Seen.SHOWN


def test_begun_on_two_branches_of_which_one_shows_the_first_is_shown(tmp_path: Path) -> None:
    made = seen(
        tmp_path / "r",
        BEGIN,
        step("first", {ONE: first()}),
        step("there", {TWO: second()}),
        step("elsewhere", {TWO: second()}, parents=("begin",)),
        step("merge", {ONE: first(), TWO: second()}, parents=("there", "elsewhere")),
    )
    assert made is Seen.SHOWN


@pytest.mark.parametrize("name", ["2026-10-0009.md", "2026-10 of old.md"])
def test_the_first_is_found_under_the_name_that_it_had_then(tmp_path: Path, name: str) -> None:
    old = f"audits/2026-10/{name}"
    made = seen(
        tmp_path / "r",
        step("first", {old: first()}),
        step("second", {TWO: second()}),
        step("renamed", {old: None, ONE: first()}),
    )
    assert made is Seen.SHOWN
    other = seen(
        tmp_path / "s",
        step("first", {old: first(EMPTY)}),
        step("second", {TWO: second()}),
        step("renamed", {old: None, ONE: first()}),
    )
    assert other is Seen.NOT_SHOWN


def test_nobody_knows_of_a_first_that_could_not_be_read_there(tmp_path: Path) -> None:
    broken = "---\nid: 2026-10-0001\noverall: [\n---\n"
    assert seen(tmp_path / "r", BEGIN, step("torn", {ONE: broken}), step("second", {TWO: second()})) is Seen.UNKNOWN


def test_nobody_knows_where_the_second_is_not_committed_or_history_is_cut_short(tmp_path: Path) -> None:
    assert seen(tmp_path / "r", step("first", {ONE: first()})) is Seen.UNKNOWN
    make(tmp_path / "full", BEGIN, step("second", {TWO: second()}), step("first", {ONE: first()}))
    assert asked(tmp_path / "full") is Seen.NOT_SHOWN
    git(tmp_path, "clone", "--quiet", "--depth=1", (tmp_path / "full").as_uri(), "short")
    assert asked(tmp_path / "short") is Seen.UNKNOWN


def test_a_replaced_commit_does_not_hide_what_was_shown(tmp_path: Path) -> None:
    ids = make(tmp_path / "r", BEGIN, step("first", {ONE: first()}), step("second", {TWO: second()}))
    git(tmp_path / "r", "replace", ids["first"], ids["begin"])
    assert asked(tmp_path / "r") is Seen.SHOWN
