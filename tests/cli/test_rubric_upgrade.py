"""casekit rubric upgrade."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Casekit
from tests.history.making import git, make, step

VERSIONS = Path(__file__).parents[1] / "versions"
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
AUDIT = "audits/2026-03/2026-03-0001.md"


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    """A repository with three versions of a form and a finished audit in the first."""
    shutil.copytree(VERSIONS, tmp_path / "quay", ignore=shutil.ignore_patterns("upgraded"))
    return tmp_path / "quay"


def open_audit(root: Path) -> bytes:
    """The audit, not finished and not moderated yet."""
    raw = (root / AUDIT).read_bytes()
    moderations = raw[raw.index(b"moderations:") : raw.index(b"actions:")]
    raw = raw.replace(moderations, b"").replace(b"completed: 2026-03-16\n", b"completed:\n")
    (root / AUDIT).write_bytes(raw)
    return raw


def test_an_audit_is_upgraded_once_and_then_left_alone(casekit: Casekit, quay: Path) -> None:
    open_audit(quay)
    ran = casekit("-C", quay, "rubric", "upgrade", "2026-03-0001", "--to", "quay@2")
    assert ran.code == 0
    assert ran.out.startswith(f"{AUDIT}: quay@1 became quay@2.\n")
    assert '  Without a place now, and kept at the end of the text under "Kept from quay@1":\n' in ran.out
    assert "  - the answer to 'How is the oil?' (oil)\n" in ran.out
    assert "  - what action a2 is for ('oil')\n" in ran.out
    assert "quay@2 asks for what is not there: 4 things, which lint lists." in ran.out
    assert "completed" not in ran.out
    after = (quay / AUDIT).read_bytes()
    again = casekit("-C", quay, "rubric", "upgrade", AUDIT, "--to", "quay@2")
    assert (again.code, again.out) == (0, f"{AUDIT}: it is in quay@2 already.\n")
    assert (quay / AUDIT).read_bytes() == after


def test_a_finished_and_moderated_audit_is_upgraded_only_on_purpose(casekit: Casekit, quay: Path) -> None:
    before = (quay / AUDIT).read_bytes()
    ran = casekit("-C", quay, "rubric", "upgrade", "audits")
    assert ran.code == 1
    assert "it was completed on 16 March 2026, so it was left as it is" in ran.out
    assert (quay / AUDIT).read_bytes() == before
    meant = casekit("-C", quay, "rubric", "upgrade", "audits", "--completed")
    assert meant.code == 0
    assert "quay@1 became quay@3." in meant.out
    assert "It was completed on 16 March 2026 under quay@1. Its judgements count as made under quay@3" in meant.out
    assert "m1 judged the audit in quay@1" in meant.out
    assert "it counts as out of date until somebody moderates again" in meant.out


def test_a_dry_run_shows_the_lines_and_writes_nothing(casekit: Casekit, quay: Path) -> None:
    before = open_audit(quay)
    ran = casekit("-C", quay, "rubric", "upgrade", "2026-03-0001", "--to", "quay@2", "--dry-run")
    assert ran.code == 0
    assert "quay@1 would become quay@2." in ran.out
    assert "\n-rubric: quay@1   # as it was then\n+rubric: quay@2   # as it was then\n" in ran.out
    assert (quay / AUDIT).read_bytes() == before


def test_afterwards_lint_finds_only_what_was_said(casekit: Casekit, quay: Path) -> None:
    open_audit(quay)
    casekit("-C", quay, "rubric", "upgrade", "audits/2026-03", "--to", "quay@2")
    linted = json.loads(casekit("-C", quay, "lint", "--format", "json").out)
    errors = {p["message"] for p in linted["problems"] if p["severity"] == "error"}
    assert errors == {"Flag 'cargo' is not in rubric quay@2.", "Section or question 'oil' is not in rubric quay@2."}
    assert [p["message"] for p in linted["problems"] if p["code"] == "CK103" and "Kept" in p["message"]] == [
        "What stands under 'Kept from quay@1' has no place in the form any more."
    ]


def test_a_broken_new_form_is_refused_with_file_line_and_key(casekit: Casekit, quay: Path) -> None:
    before = open_audit(quay)
    form = quay / "rubrics/quay.yaml"
    form.write_text(form.read_text("utf-8").replace("title: Gear", "titel: Gear"), encoding="utf-8")
    for options in ([], ["--to", "quay@3"]):
        ran = casekit("-C", quay, "rubric", "upgrade", "2026-03-0001", *options)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("casekit: rubrics/quay.yaml:3")
        assert "'titel' is not a key of section 'gear'; did you mean title?" in ran.err
    assert (quay / AUDIT).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["2026-03-0002"], "There is no audit 2026-03-0002; did you mean 2026-03-0001?"),
        (["rubrics"], "There is no audit rubrics. Name an id, a file or a folder."),
        (["2026-03-0001", "--to", "quai@2"], "There is no form quai@2; did you mean quay@2?"),
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence(
    casekit: Casekit, quay: Path, arguments: list[str], sentence: str
) -> None:
    ran = casekit("-C", quay, "rubric", "upgrade", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err


def test_an_audit_that_cannot_be_upgraded_is_told_and_the_others_go_on(casekit: Casekit, quay: Path) -> None:
    raw = open_audit(quay)
    (quay / "audits/2026-03/2026-03-0002.md").write_bytes(
        raw.replace(b"0001", b"0002").replace(b"\ncase:", b"\ncase: [")
    )
    (quay / "audits/2026-03/2026-03-0003.md").write_bytes(raw.replace(b"0001", b"0003").replace(b"quay@1", b"quay@9"))
    ran = casekit("-C", quay, "rubric", "upgrade", "audits", "--to", "quay@2")
    assert ran.code == 1
    assert "0002.md:4: A bracket or brace opens here" in ran.out
    assert "0003.md:3: There is no form quay@9 here; there is quay@1, quay@2 and quay@3." in ran.out
    assert f"{AUDIT}: quay@1 became quay@2." in ran.out


def test_a_moderation_made_before_is_out_of_date_and_lint_says_what_changed(casekit: Casekit, tmp_path: Path) -> None:
    files = {p.relative_to(VERSIONS).as_posix(): p.read_text("utf-8") for p in VERSIONS.rglob("*.*") if p.is_file()}
    make(tmp_path / "quay", step("first", {path: text for path, text in files.items() if "upgraded" not in path}))
    before = casekit("-C", tmp_path / "quay", "lint", "--format", "concise", "--select", "CK602")
    assert (before.code, "CK602" in before.out) == (0, False)
    assert casekit("-C", tmp_path / "quay", "rubric", "upgrade", "audits", "--to", "quay@2", "--completed").code == 0
    after = casekit("-C", tmp_path / "quay", "lint", "--format", "json", "--select", "CK602")
    (stale,) = json.loads(after.out)["problems"]
    assert "CK616" not in casekit("-C", tmp_path / "quay", "lint", "--format", "concise").out
    assert stale["because"][:-1] == [
        "The form (quay@1, now quay@2)",
        "The flags of the case",
        "The date oiled (1 January 2026, 1 February 2026, now not given)",
        "The feedback (guest)",
        "The answer to 'oil'",
        "The words under 'notes' in 'Lamps'",
        "The themes",
    ]


@pytest.mark.parametrize(("grade", "failed"), [("poor", 0), ("fine", 1)])
def test_only_other_names_for_what_was_judged_are_not_held_against_whoever_upgrades(
    casekit: Casekit, quay: Path, grade: str, failed: int
) -> None:
    """The team manager takes a moderated audit to the newer form; another grade beside that is still found."""
    form = (quay / "people.yaml").read_text("utf-8")
    for person in ("p2", "p4"):
        form = form.replace(f"  {person}: {{", f"  {person}: {{emails: [{person}@example.org], ")
    files = {path.relative_to(quay).as_posix(): path.read_text("utf-8") for path in quay.rglob("*") if path.is_file()}
    repository = quay.parent / "r"
    make(repository, step("moderated", files | {"people.yaml": form}, by="p4"))
    git(repository, "checkout", "-q", "main")
    assert casekit("-C", repository, "rubric", "upgrade", "audits", "--completed", "--to", "quay@2").code == 0
    after = (repository / AUDIT).read_text("utf-8")
    assert "sections: {lines: poor}" in after
    (repository / AUDIT).write_text(after.replace("{lines: poor}", f"{{lines: {grade}}}"), encoding="utf-8")
    who = ("-c", "user.name=P2", "-c", "user.email=p2@example.org")
    subprocess.run(["git", *who, "commit", "-qam", "To the newer form"], cwd=repository, check=True, env=CLEAN)
    found = json.loads(casekit("-C", repository, "verify", "--format", "json").out)
    assert found["trust"]["failed"] == failed
    assert ("CK927" in {problem["code"] for problem in found["problems"]}) is bool(failed)
    assert "CK932" not in {problem["code"] for problem in found["problems"]}
    told = casekit("-C", repository, "log", "2026-03-0001").out
    assert ("says the same by the names of a newer version of the form" in told) is not bool(failed)
    codes = {p["code"] for p in json.loads(casekit("-C", repository, "lint", "--format", "json").out)["problems"]}
    assert ("CK616" in codes) is bool(failed)
