"""casekit sample: drawing a month, writing it down, and drawing it again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from casekit.history.create import NewCommit, create
from casekit.link.sample import sample, written
from casekit.model.sample import Sample
from tests.cli.conftest import Casekit
from tests.cli.judged import POLICY, text
from tests.history.making import git, who
from tests.laid import AUDIT, toy

RECORD = "audits/2026-10/sample.yaml"
LOW = "2026-10-0003"


def name(number: int) -> str:
    return f"audits/2026-10/2026-10-{number:04}.md"


def audits(most: int = 12) -> dict[str, bytes]:
    """Completed audits of two teams, the third with the lowest grade."""
    found = {}
    for n in range(1, most + 1):
        own = text(a=f"id: 2026-10-0001=>id: 2026-10-{n:04}", b=f"team: blue=>team: {'red' if n % 2 else 'blue'}")
        found[name(n)] = own.encode()
    found[name(3)] = found[name(3)].replace(b"overall:\n  grade: sound", b"overall:\n  grade: unsafe")
    return found


@pytest.fixture
def month(tmp_path: Path) -> Path:
    files = {**toy(), **audits(), "casekit.toml": f"{POLICY}\n[sample]\npercent = 25\n".encode()}
    create(tmp_path / "r", [NewCommit("audits", who("p201"), files)])
    return tmp_path / "r"


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Draw")


def test_the_lowest_grade_and_a_share_of_the_rest_are_drawn_and_written_down(casekit: Casekit, month: Path) -> None:
    ran = casekit("-C", month, "sample", "2026-10", "--seed", "lottery 4 8 15 16")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("4 of 12 completed audits of 2026-10 to moderate\n  2026-10-0003  always: its grade\n")
    found, problems = sample(RECORD, (month / RECORD).read_bytes())
    assert found is not None
    assert problems == []
    assert (found.seed, found.percent, found.candidates, found.commit) == (
        "lottery 4 8 15 16",
        25,
        12,
        git(month, "rev-parse", "HEAD"),
    )
    assert found.always == ((LOW, ("grade",)),)
    assert len(found.drawn) == 3


def test_anybody_repeats_it_also_after_the_audits_have_changed(casekit: Casekit, month: Path) -> None:
    casekit("-C", month, "sample", "2026-10")
    commit(month)
    (month / name(1)).unlink()
    (month / name(2)).write_text("no audit at all\n")
    commit(month)
    again = casekit("-C", month, "sample", "2026-10", "--check")
    assert (again.code, again.out.splitlines()[-1]) == (0, "Drawn again, it comes out the same.")


def test_a_draw_that_somebody_changed_is_told(casekit: Casekit, month: Path) -> None:
    casekit("-C", month, "sample", "2026-10")
    commit(month)
    record = month / RECORD
    lines = record.read_text().splitlines()
    dropped = lines[-1].removeprefix("  - ")
    other = next(f"2026-10-{n:04}" for n in range(1, 13) if f"2026-10-{n:04}" not in record.read_text())
    record.write_text("\n".join([*lines[:-1], f"  - {other}", ""]))
    ran = casekit("-C", month, "sample", "2026-10", "--check")
    assert ran.code == 1
    assert f"Otherwise: {other}: drawn on record, not when drawn again." in ran.out
    assert f"Otherwise: {dropped}: drawn when drawn again, not on record." in ran.out
    assert "The record is not committed as it stands." in ran.out
    commit(month)
    ran = casekit("-C", month, "sample", "2026-10", "--check")
    assert "It was written or changed in 2 commits, oldest first: " in ran.out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("percent: 25", "percent: 26", "percent: 26 on record, 25 when drawn again"),
        ("candidates: 12", "candidates: 11", "candidates: 11 on record, 12 when drawn again"),
        ("why: [grade]", "why: [waiver]", "because of waiver on record, because of grade when drawn again"),
        ('"highest"', '"sound"', "grades: lowest and sound on record"),
    ],
)
def test_everything_on_record_is_checked(casekit: Casekit, month: Path, old: str, new: str, said: str) -> None:
    casekit("-C", month, "sample", "2026-10")
    record = month / RECORD
    assert old in record.read_text()
    record.write_text(record.read_text().replace(old, new))
    ran = casekit("-C", month, "sample", "2026-10", "--check")
    assert ran.code == 1
    assert said in ran.out


def test_nothing_is_written_by_a_dry_run_and_no_draw_is_overwritten(casekit: Casekit, month: Path) -> None:
    assert "Nothing was written." in casekit("-C", month, "sample", "2026-10", "--dry-run").out
    assert not (month / RECORD).exists()
    casekit("-C", month, "sample", "2026-10")
    before = (month / RECORD).read_bytes()
    ran = casekit("-C", month, "sample", "2026-10", "--seed", "another")
    assert (ran.code, ran.out) == (2, "")
    assert "2026-10 is drawn already" in ran.err
    assert (month / RECORD).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("2026-13",), 2, "2026-13 is no month"),
        (("../2026-10",), 2, "is no month"),
        (("2026-09",), 2, "No audit of 2026-09 is completed and committed"),
        (("2026-10", "--check"), 2, "There is no audits/2026-10/sample.yaml"),
        (("2026-10", "--check", "--seed", "x"), 2, "--check draws again what is on record"),
        (("2026-10", "--seed", 'x" y'), 2, "This draw cannot be written down"),
        (("2026-10", "--seed", " x"), 2, "This draw cannot be written down"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    casekit: Casekit, month: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = casekit("-C", month, "sample", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert not (month / RECORD).exists()


def test_nothing_is_written_through_a_link(casekit: Casekit, month: Path, tmp_path: Path) -> None:
    (month / "audits/2026-10").rename(tmp_path / "elsewhere")
    (month / "audits/2026-10").symlink_to(tmp_path / "elsewhere")
    ran = casekit("-C", month, "sample", "2026-10")
    assert ran.code == 2
    assert "audits/2026-10 is a link" in ran.err
    assert not (tmp_path / "elsewhere/sample.yaml").exists()


def test_a_draw_of_a_commit_that_is_in_no_history_here_cannot_be_checked(casekit: Casekit, month: Path) -> None:
    casekit("-C", month, "sample", "2026-10")
    record = month / RECORD
    head = git(month, "rev-parse", "HEAD")
    record.write_text(record.read_text().replace(f"commit: {head}", f"commit: {'0' * 40}"))
    ran = casekit("-C", month, "sample", "2026-10", "--check")
    assert ran.code == 3
    assert "is not in this history" in ran.err


def test_lint_looks_at_the_record_and_takes_it_for_what_belongs_there(casekit: Casekit, month: Path) -> None:
    casekit("-C", month, "sample", "2026-10")
    told = casekit("-C", month, "lint", "--format", "concise", "--today", "2026-10-31").out
    assert "sample.yaml" not in told
    record = month / RECORD
    record.write_text(record.read_text().replace("percent: 25", "percent: 250").replace("month: 2026-10", "month: 10"))
    told = casekit("-C", month, "lint", "--format", "concise", "--today", "2026-10-31").out
    assert "audits/2026-10/sample.yaml:5:" in told
    assert "CK101" in told


def test_a_record_reads_as_it_was_written() -> None:
    found = Sample("2026-10", "a b", "0" * 40, 0, ("lowest", "Requires improvement"), 0, (), ())
    assert sample(RECORD, written(found).encode()) == (found, [])
    elsewhere, problems = sample("audits/2026-11/sample.yaml", written(found).encode())
    assert elsewhere is None
    assert problems[0].message == "The draw of 2026-10 lies in the folder of 2026-11."


def test_an_uncompleted_audit_is_no_candidate(casekit: Casekit, month: Path) -> None:
    path = month / name(4)
    path.write_text(path.read_text().replace("completed: 2026-10-16\n", ""))
    assert "Left out: 1 file changed and not committed." in casekit("-C", month, "sample", "2026-10", "--dry-run").out
    commit(month)
    assert "of 11 completed audits" in casekit("-C", month, "sample", "2026-10", "--dry-run").out
    assert (month / AUDIT).exists()


def test_none_that_is_always_moderated_is_left_to_chance(casekit: Casekit, tmp_path: Path) -> None:
    """Each of the four reasons for itself, and what chance takes of the rest, team by team and auditor by auditor."""
    files = {**toy(), **audits(24), "casekit.toml": f"{POLICY}\n[sample]\npercent = 25\n".encode()}
    waiver = b"waivers: [{id: w1, code: CK302, reason: So, who: p105, on: 2026-10-30, until: 2026-12-31}]\nactions:\n"
    settled = b"overall:\n  grade: strong\n  reasons: {above-lowest: It was put right on the day.}"
    files[name(5)] = files[name(5)].replace(b"overall:\n  grade: sound", b"overall:\n  grade: strong")
    files[name(7)] = files[name(7)].replace(b"actions:\n", waiver, 1)
    weak = files[name(8)].replace(b"  oversight:\n    grade: sound", b"  oversight:\n    grade: weak")
    files[name(8)] = weak.replace(b"overall:\n  grade: sound", settled)
    for n in range(1, 25):
        files[name(n)] = files[name(n)].replace(b"auditor: p201", b"auditor: p20%d" % (1 + n // 2 % 2))
    folder = tmp_path / "r"
    create(folder, [NewCommit("audits", who("p201"), files)])
    assert casekit("-C", folder, "sample", "2026-10", "--seed", "lottery 4 8 15 16").code == 0
    found, _ = sample(RECORD, (folder / RECORD).read_bytes())
    assert found is not None
    assert dict(found.always) == {
        "2026-10-0003": ("grade",),
        "2026-10-0005": ("grade",),
        "2026-10-0007": ("waiver",),
        "2026-10-0008": ("grade", "expectation"),
    }
    assert len(found.drawn) == 5
    strata = Counter((int(id[-4:]) % 2, int(id[-4:]) // 2 % 2) for id in found.drawn)
    assert len(strata) == 4
    assert max(strata.values()) <= 2
    commit(folder)
    again = casekit("-C", folder, "sample", "2026-10", "--check")
    assert (again.code, again.out.splitlines()[-1]) == (0, "Drawn again, it comes out the same.")
