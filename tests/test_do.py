"""The script behind the Makefile."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from casekit.demo.make import LAST
from tools import do

MAKEFILE = (do.ROOT / "Makefile").read_text(encoding="utf-8")


def test_make_and_the_script_know_the_same_jobs() -> None:
    listed = re.search(r"^JOBS = (.*)$", MAKEFILE, flags=re.MULTILINE)
    assert listed is not None
    assert listed[1].split() == list(do.JOBS)


def test_every_job_says_what_it_does() -> None:
    told = subprocess.run(
        [sys.executable, do.ROOT / "tools" / "do.py", "--help"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    for name, job in do.JOBS.items():
        assert job.__doc__
        assert re.search(rf"^ +{name} +{re.escape(job.__doc__.splitlines()[0])}$", told, flags=re.MULTILINE)


def test_a_folder_that_it_did_not_make_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = tmp_path / ".venv" / "precious"
    theirs.mkdir(parents=True)
    monkeypatch.setattr(do, "VENV", theirs.parent)
    with pytest.raises(do.Failed, match="was not made by this script"):
        do.set_up(dev=False)
    assert theirs.is_dir()


def test_read_only_files_are_deleted_too(tmp_path: Path) -> None:
    kept = tmp_path / "repository" / "objects" / "ab"
    kept.parent.mkdir(parents=True)
    kept.write_text("x", encoding="utf-8")
    kept.chmod(0o444)
    do.remove(tmp_path / "repository")
    do.remove(tmp_path / "repository")
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_fails_ends_the_job_with_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(do.Failed, match=r"^`python\S*` ended with exit code 3, and 0 was expected"):
        do.run(sys.executable, "-c", "raise SystemExit(3)")
    assert "$ python" in capfd.readouterr().out


def test_an_unknown_job_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["do.py", "tset"])
    with pytest.raises(SystemExit, match="2"):
        do.main()


def test_the_demo_is_looked_at_on_the_day_on_which_it_ends() -> None:
    assert LAST.isoformat() == do.LAST
