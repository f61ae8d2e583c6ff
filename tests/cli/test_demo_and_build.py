"""casekit demo and casekit build from outside, in processes of their own."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Casekit

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "d"
    assert run("demo", folder, "--audits", "60", "--seed", "7").returncode == 0
    return folder


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "casekit", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
def test_every_planted_mistake_is_found_and_nothing_else_is_an_error(made: Path) -> None:
    report = json.loads(run("-C", made, "lint", "--format", "json", "--require-history").stdout)
    planted = [json.loads(line) for line in (made / "planted.jsonl").read_text("utf-8").splitlines()]
    found = {(p["path"], p["audit"], p["code"]) for p in report["problems"]}
    assert [p for p in planted if (p["path"], p["audit"], p["code"]) not in found] == []
    known = {(p["path"], p["code"]) for p in planted}
    assert [p for p in report["problems"] if p["severity"] == "error" and (p["path"], p["code"]) not in known] == []
    assert len(planted) >= 5


@pytest.mark.slow
def test_two_builds_of_one_commit_are_the_same_bytes_wherever_they_run(made: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "copy"
    subprocess.run(["git", "clone", "-q", made, elsewhere], check=True)
    first = run("-C", made, "build", "--output", tmp_path / "one", TZ="Pacific/Kiritimati", LC_ALL="C")
    second = run(
        "-C",
        elsewhere,
        "build",
        "--output",
        tmp_path / "two",
        TZ="America/Anchorage",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="5",
    )
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


@pytest.mark.slow
def test_what_is_not_committed_is_left_out_and_counted(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "-q", made, copy], check=True)
    audit = next(copy.glob("audits/2026-10/*.md"))
    audit.write_bytes(audit.read_bytes() + b"\nsecretword\n")
    (audit.parent / "2026-10-zzzz.md").write_text("---\n---\n", encoding="utf-8")
    built = run("-C", copy, "build", "--output", tmp_path / "site")
    assert "Left out: 2 files changed and not committed." in built.stdout, built.stdout + built.stderr
    assert not any(b"secretword" in page.read_bytes() for page in (tmp_path / "site").rglob("*.html"))


@pytest.mark.slow
def test_line_ends_of_windows_are_no_change(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "-q", made, copy], check=True)
    for audit in copy.glob("audits/2026-10/*.md"):
        audit.write_bytes(audit.read_bytes().replace(b"\n", b"\r\n"))
    built = run("-C", copy, "build", "--output", tmp_path / "site")
    assert "Left out" not in built.stdout


@pytest.mark.slow
def test_the_service_reads_no_narrative(made: Path, tmp_path: Path) -> None:
    for audience in ("team", "service"):
        assert run("-C", made, "build", "--output", tmp_path / audience, "--audience", audience).returncode == 0
    audit = next(made.glob("audits/2026-08/*-0003.md"))
    sentence = next(line for line in audit.read_text("utf-8").split("\n---\n")[1].splitlines() if len(line) > 80)[:60]
    pages = {a: "".join(p.read_text("utf-8") for p in (tmp_path / a).rglob("*.html")) for a in ("team", "service")}
    assert sentence in pages["team"].replace("&#39;", "'").replace("&#x27;", "'")
    assert sentence not in pages["service"].replace("&#39;", "'").replace("&#x27;", "'")


@pytest.mark.parametrize("state", ["no git", "no commit"])
def test_without_a_commit_there_is_nothing_to_publish(
    casekit: Casekit, repository: Path, tmp_path: Path, state: str
) -> None:
    if state == "no commit":
        subprocess.run(["git", "init", "-q", repository], check=True)
    ran = casekit("-C", repository, "build", "--output", tmp_path / "site")
    assert (ran.code, ran.out) == (3, "")
    assert "commit the audits first" in ran.err
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_a_history_that_is_cut_short_is_said_and_refused_where_asked_for(made: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "2", f"file://{made}", shallow], check=True)
    linted = run("-C", shallow, "lint", "--format", "json")
    assert "CK602" in json.loads(linted.stdout)["summary"]["not_run"]
    assert "these rules did not run: CK513, CK602" in run("-C", shallow, "lint", "--format", "concise").stdout
    refused = run("-C", shallow, "lint", "--require-history")
    assert (refused.returncode, refused.stdout) == (3, "")
    built = run("-C", shallow, "build", "--output", tmp_path / "site")
    assert "incomplete" in built.stdout


def test_a_demo_is_never_made_over_something(casekit: Casekit, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "kept.txt").write_text("mine", encoding="utf-8")
    ran = casekit("-C", tmp_path, "demo", "d", "--audits", "3")
    assert ran.code == 2
    assert [path.name for path in (tmp_path / "d").iterdir()] == ["kept.txt"]


def test_an_unknown_audience_is_refused(casekit: Casekit, repository: Path, tmp_path: Path) -> None:
    for command in (("init", "-q"), ("commit", "--allow-empty", "-qm", "Begin")):
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *command], cwd=repository, check=True
        )
    ran = casekit("-C", repository, "build", "--output", tmp_path / "site", "--audience", "everybody")
    assert ran.code == 2
    assert "use team, service, board or public" in ran.err
