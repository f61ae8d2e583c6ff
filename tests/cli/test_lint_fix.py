"""casekit lint --fix: what it writes, what it only shows, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Casekit
from tests.cli.test_lint_parts import FILES, SECOND, THIRD, write
from tests.history.making import git, make, step
from tests.laid import AUDIT

ODD = FILES[AUDIT].replace("grade: strong", "grade: Strong").replace("auditor: p201\n", "auditor: p201 \n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path, step("all of it", FILES))
    git(tmp_path, "checkout", "-q", "-f", "-b", "work")
    write(tmp_path, {AUDIT: ODD})
    return tmp_path


def lint(casekit: Casekit, folder: Path, *more: str) -> tuple[int, str, str]:
    ran = casekit("-C", folder, "lint", "--format", "concise", "--today", "2026-10-31", *more)
    return ran.code, ran.out, ran.err


def test_fix_puts_files_right_and_tells_what_is_left(casekit: Casekit, folder: Path) -> None:
    code, out, err = lint(casekit, folder, "--fix")
    assert code == 1
    assert out.endswith("3 audits checked: 2 errors, 1 warning.\n")
    assert err == "Put 3 files right; no grade, answer or text means anything else.\n"
    assert "grade: strong\n" in (folder / AUDIT).read_text("utf-8")
    assert lint(casekit, folder, "--fix")[2].startswith("Put 0 files right")


def test_diff_shows_what_fix_would_change_and_changes_nothing(casekit: Casekit, folder: Path) -> None:
    before = (folder / AUDIT).read_bytes()
    code, out, _ = lint(casekit, folder, "--fix", "--diff", AUDIT)
    assert code == 1
    assert out.startswith(f"--- a/{AUDIT}\n+++ b/{AUDIT}\n@@ ")
    for line in ("-auditor: p201 \n", "+auditor: p201\n", "-    grade: Strong\n", "+    grade: strong\n"):
        assert line in out
    assert (folder / AUDIT).read_bytes() == before
    lint(casekit, folder, "--fix", AUDIT)
    assert lint(casekit, folder, "--fix", "--diff", AUDIT) == (0, "", "")


def test_the_diff_can_be_applied_by_git(casekit: Casekit, folder: Path) -> None:
    odd = ODD.replace("## The plan\n\n", "## The plan\n \n")
    write(folder, {AUDIT: odd})
    patch = lint(casekit, folder, "--fix", "--diff", AUDIT)[1]
    git(folder, "apply", "-", stdin=patch.encode())
    by_git = (folder / AUDIT).read_bytes()
    assert by_git != odd.encode()
    write(folder, {AUDIT: odd})
    lint(casekit, folder, "--fix", AUDIT)
    assert (folder / AUDIT).read_bytes() == by_git


def test_only_the_files_that_were_named_or_changed_are_put_right(casekit: Casekit, folder: Path) -> None:
    assert lint(casekit, folder, "--fix", "audits/2026-11")[2].startswith("Put 1 file right")
    assert (folder / AUDIT).read_text("utf-8") == ODD
    git(folder, "checkout", "-q", "--", THIRD)
    assert lint(casekit, folder, "--fix", "--changed-since", "main")[2].startswith("Put 1 file right")
    assert (folder / SECOND).read_text("utf-8") == FILES[SECOND]


def test_nothing_hostile_in_a_diff_is_obeyed(casekit: Casekit, folder: Path) -> None:
    write(folder, {AUDIT: ODD + "\n##vso[task.setvariable variable=x]y\n\x1b[31m\u202e \n"})
    out = lint(casekit, folder, "--fix", "--diff", AUDIT)[1]
    assert "##vso" not in out
    assert "\x1b" not in out
    assert "\u202e" not in out


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--diff",), "give both"),
        (("--fix", "--baseline", "b.json", "--write-baseline"), "--write-baseline"),
        (("--fix", "audits/none.md"), "no file or folder"),
        (("--fix", "--changed-since", "nowhere"), "no commit"),
    ],
)
def test_options_that_do_not_go_together(casekit: Casekit, folder: Path, options: tuple[str, ...], why: str) -> None:
    code, out, err = lint(casekit, folder, *options)
    assert (code, out) == (2, "")
    assert why in err
    assert (folder / AUDIT).read_text("utf-8") == ODD
