import sys
from pathlib import Path

import pytest

from bench.corpora import commit, extract
from bench.measure import Broken, Command, peak, seconds
from bench.peers import REQUIREMENTS
from bench.table import Target, medians, ratio, ratios, targets, verdict
from tests.history.making import git

HERE = Path(__file__).parent
LINT = Target("lint", "lint 10", "peer 10", must=0.25, aim=0.06)


def test_a_ratio_is_one_median_by_the_other() -> None:
    assert ratio(LINT, {"lint 10": [9.0, 1.0, 2.0], "peer 10": [8.0, 8.0, 80.0]}) == 0.25


@pytest.mark.parametrize(("value", "said"), [(0.06, "aim reached"), (0.25, "must reached"), (0.251, "not reached")])
def test_a_ratio_is_judged_in_words(value: float, said: str) -> None:
    assert verdict(LINT, value) == said


def test_a_row_that_was_not_measured_is_left_out() -> None:
    told = ratios([LINT, Target("other", "other 10", "peer 10", 1, 1)], {"lint 10": [1.0], "peer 10": [10.0]})
    assert told.splitlines()[2:] == ["| lint | 0.1 | 0.25 | 0.06 | must reached |"]


def test_seconds_and_memory_are_told_apart() -> None:
    assert medians({"lint 10": [1.0, 3.0, 2.0], "build 10 MiB": [200.0]}).splitlines()[2:] == [
        "| lint 10 | 2 s | 1 s | 3 s | 3 |",
        "| build 10 | 200 MiB | 200 MiB | 200 MiB | 1 |",
    ]


def test_every_row_names_its_sizes() -> None:
    assert {name for row in targets(10, 100) for name in (row.above, row.below) if name.endswith(" 10")} == {
        "lint 10",
        "build 10",
        "build after one commit 10",
        "lint after one commit 10",
    }


def test_each_commit_is_to_another_audit(tmp_path: Path) -> None:
    for name in "abc":
        path = tmp_path / "audits" / "2026-10" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\n---\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "First")
    for number in range(2):
        commit(tmp_path, number)
    changed = git(tmp_path, "log", "--format=", "--name-only", "HEAD~2..HEAD").split()
    assert len(changed) == 2
    assert len(set(changed)) == 2


def test_front_matter_becomes_a_file_of_its_own(tmp_path: Path) -> None:
    audit = tmp_path / "audits" / "2026-10" / "a.md"
    audit.parent.mkdir(parents=True)
    audit.write_bytes(b"---\nid: a\nwhy: x\x92\n---\n## Body\n---\n")
    extract(tmp_path, [audit], tmp_path / "out")
    assert (tmp_path / "out" / "2026-10" / "a.yaml").read_bytes() == b"id: a\nwhy: x\x92\n"


def test_a_command_that_fails_is_never_a_fast_one() -> None:
    failing = Command([sys.executable, "-c", "print('no such schema'); raise SystemExit(2)"], HERE, frozenset({0, 1}))
    with pytest.raises(Broken, match="ended with 2:\nno such schema"):
        seconds(failing)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is measured on Linux only")
def test_memory_counts_the_children_too() -> None:
    grow = "import subprocess, sys, time; x = bytearray(60_000_000); time.sleep(0.4)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grow!r}])"
    assert peak(Command([sys.executable, "-c", parent], HERE)) > 57


def test_every_peer_is_pinned() -> None:
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    assert all("==" in line for line in lines if not line.startswith("#"))
