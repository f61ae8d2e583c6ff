from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casekit.demo import make
from casekit.demo.make import LAST, Size, make_demo
from casekit.demo.story import tell
from casekit.stop import Stop

ROOT = Path(__file__).parents[2]
MAKE = "import sys, pathlib; from casekit.demo import make_demo; print(make_demo(pathlib.Path(sys.argv[1]), 24, 5))"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=True, encoding="utf-8")
    return done.stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "d"
    make_demo(folder, 60, 7)
    return folder


def lint(folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "casekit", "-C", str(folder), "lint", "--format", "json", "--today", "2026-11-02"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_lint_finds_what_was_planted_and_nothing_else(demo: Path) -> None:
    planted = [json.loads(line) for line in (demo / "planted.jsonl").read_text("utf-8").splitlines()]
    listed = {(line["path"], line["code"]) for line in planted}
    found = {(p["path"], p["code"]) for p in lint(demo)["problems"]}
    assert listed <= found
    assert {code for _, code in found - listed} <= {"CK104", "CK502", "CK515"}  # what only time makes worse
    assert len(planted) >= 5
    assert all(set(line) == {"path", "audit", "code"} and line["audit"] in line["path"] for line in planted)


def test_the_history_is_one_line_of_plausible_commits_with_a_few_merges(demo: Path) -> None:
    log = git(demo, "log", "--format=%H|%P|%an|%ae|%aI|%s", "--topo-order", "main").splitlines()
    commits = [line.split("|") for line in log]
    subjects = Counter(re.sub(r"\d{4}-\d\d-\d{4}", "ID", subject) for *_, subject in commits)
    assert {"Allot audit ID", "Complete audit ID", "Moderate audit ID", "Merge audit ID"} <= set(subjects)
    assert subjects["Merge audit ID"] == sum(len(parents.split()) == 2 for _, parents, *_ in commits)
    assert all(re.fullmatch(r"[A-Z][A-Za-z', ]+ p\d{3}", name) for _, _, name, *_ in commits)
    assert all(mail == f"{name[-4:]}@fellbridge.example" for _, _, name, mail, *_ in commits)
    assert all(when[:10] <= LAST.isoformat() for *_, when, _ in commits)
    assert {when[19:] for *_, when, _ in commits} == {"+01:00", "+00:00"}
    first = git(demo, "log", "--first-parent", "--format=%at", "main").split()
    assert first == sorted(first, reverse=True)


def test_each_audit_is_committed_three_to_five_times(demo: Path) -> None:
    raw = git(demo, "log", "--format=", "--name-only", "--no-merges", "main")
    saved = Counter(re.findall(r"(\d{4}-\d\d-\d{4})\.md", raw))
    assert len(saved) == 60
    assert set(saved) == {path.stem for path in demo.glob("audits/*/*.md")}
    assert set(saved.values()) <= {3, 4, 5}
    assert {len(list(month.glob("*.md"))) for month in (demo / "audits").iterdir()} <= {7, 8, 9}
    assert all((month / "programme.yaml").is_file() for month in (demo / "audits").iterdir())


def test_moderations_carry_trailers(demo: Path) -> None:
    messages = git(demo, "log", "--format=%B%x00", "--grep=^Moderate audit").split("\0")
    for message in filter(str.strip, messages):
        subject, _, trailers = message.strip().partition("\n\n")
        keys = dict(line.split(": ") for line in trailers.split("\n"))
        assert subject == f"Moderate audit {keys['Casekit-Audit']}"
        assert keys["Casekit-Event"] == "moderated"
        assert re.fullmatch(r"p\d{3}", keys["Moderated-by"])
        assert keys.keys() <= {"Casekit-Audit", "Casekit-Event", "Casekit-Grade", "Moderated-by"}


def test_the_working_tree_is_the_last_commit_and_says_that_all_is_invented(demo: Path) -> None:
    assert git(demo, "status", "--porcelain") == ""
    assert "invented" in (demo / "README.md").read_text("utf-8")
    policy = (demo / "casekit.toml").read_text("utf-8")
    assert 'audience = "team"' in policy
    assert "(fictional)" in policy


def test_same_seed_same_commits_wherever_and_whenever(tmp_path: Path) -> None:
    made = []
    for name, zone, seed, day in (("a", "Pacific/Auckland", "1", "C.UTF-8"), ("b", "America/Lima", "2", "C")):
        settings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": day, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", MAKE, str(tmp_path / name)], env=settings, capture_output=True, text=True, check=True
        )
        made.append((done.stdout, git(tmp_path / name, "rev-parse", "main")))
    assert made[0] == made[1]


def test_another_seed_makes_another_authority(tmp_path: Path) -> None:
    assert make_demo(tmp_path / "a", 6, 1) != make_demo(tmp_path / "b", 6, 2)


def test_several_processes_make_the_same_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = make_demo(tmp_path / "a", 12, 5)
    monkeypatch.setattr(make, "FEW", 0)
    monkeypatch.setattr(make.os, "cpu_count", lambda: 2)
    heard: list[tuple[int, int]] = []
    assert make_demo(tmp_path / "b", 12, 5, lambda done, total: heard.append((done, total))) == alone
    assert heard[-1] == (12, 12)


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(Stop) as stopped:
        make_demo(tmp_path, 6, 1)
    assert stopped.value.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize("audits", [1, 5, 60, 1000, 10_000])
def test_every_audit_has_its_place(audits: int) -> None:
    size = Size(audits, 1)
    months = size.months()
    places = [place for month in range(len(months)) for place in size.places(month)]
    assert len(places) == audits == len({place.id for place in places})
    assert sorted(place.number for place in places) == list(range(audits))
    sizes = Counter(place.month for place in places)
    assert max(sizes.values()) - min(sizes.values()) <= 1
    assert months[-1] == date(2026, 10, 1)
    assert max(sizes.values()) <= 110


@pytest.mark.slow
def test_no_two_audits_of_five_hundred_share_a_comment() -> None:
    size = Size(500, 7)
    places = [place for month in range(len(size.months())) for place in size.places(month)]
    texts = Counter(text for place in places for text in tell(make.world_of(size), place).whole.draft.boxes.values())
    assert texts.most_common(1)[0][1] == 1
    sentences = Counter(sentence for text in texts for sentence in re.split(r"(?<=[.!?]) ", text))
    assert len(sentences) > sum(sentences.values()) / 3
