"""Moderating audits in odd but legal formatting: real commits, in which only the intended lines differ."""

from __future__ import annotations

import difflib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casekit.link.corpus import load_corpus
from casekit.read.document import read_audit
from casekit.read.files import Folder
from tests.cli.conftest import Casekit
from tests.cli.judged import ID, TODAY, repository, run, text
from tests.edit.odd import Odd
from tests.history.making import git
from tests.history.test_git import armed, trap
from tests.laid import AUDIT

assert trap  # a fixture
MODERATE = ("moderate", ID, "--overall", "weak", "--section", "planning=weak", "--reason", "Nobody holds it: the plan.")


@st.composite
def odd_toys(draw: Any) -> bytes:
    """The toy audit as somebody else might have typed it."""
    document, _ = read_audit(AUDIT, text().encode())
    assert document is not None
    assert isinstance(document.data, dict)
    odd = Odd(draw)
    lines = ["---", *odd.mapping(document.data, ""), "---", *document.body.lines]
    end = odd.some(["\n", "\n", "\r\n"])
    return "".join(line + end for line in lines).encode()


@pytest.mark.slow
def test_fifty_odd_audits_moderated(casekit: Casekit, tmp_path_factory: pytest.TempPathFactory) -> None:
    made = 0

    @settings(max_examples=50, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(odd_toys())
    def moderated(raw: bytes) -> None:
        nonlocal made
        folder = repository(tmp_path_factory.mktemp("odd") / "r", raw)
        ran = run(casekit, folder, "p202", *MODERATE)
        after = (folder / AUDIT).read_bytes()
        assert git(folder, "status", "--porcelain") == ""
        if ran.code == 2:
            assert "Write this entry with one key a line" in ran.err or "cannot be read" in ran.err
            assert after == raw
            return
        assert (ran.code, ran.err) == (0, "")
        made += 1
        assert git(folder, "show", "--format=", "--name-only", "HEAD") == AUDIT
        old, new = raw.decode().split("\n"), after.decode().split("\n")
        blocks = [
            block for block in difflib.SequenceMatcher(None, old, new, False).get_opcodes() if block[0] != "equal"
        ]
        assert [block[0] for block in blocks] == ["insert"]
        given = load_corpus(Folder(folder)).audits[0].audit.moderations[0]
        assert (given.by, given.grades) == ("p202", {"overall": "weak", "planning": "weak"})

    moderated()
    assert made > 25


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.slow
def test_a_command_killed_at_any_moment_leaves_the_old_or_the_new_file_and_no_lock(tmp_path: Path) -> None:
    person = {"GIT_COMMITTER_NAME": "Person", "GIT_COMMITTER_EMAIL": "p202@example.org"}
    command = [sys.executable, "-m", "casekit", "-C", "", *MODERATE, "--today", TODAY]

    def start(folder: Path) -> subprocess.Popen[bytes]:
        command[4] = str(folder)
        return subprocess.Popen(command, env={**os.environ, **person}, stdout=subprocess.DEVNULL)

    before = time.monotonic()
    whole = repository(tmp_path / "whole")
    assert start(whole).wait() == 0
    took = time.monotonic() - before
    old, new = text().encode(), (whole / AUDIT).read_bytes()
    for number in range(12):
        folder = repository(tmp_path / f"r{number}")
        running = start(folder)
        time.sleep(took * (0.4 + number * 0.05))
        running.send_signal(signal.SIGKILL)
        running.wait()
        time.sleep(0.1)
        assert (folder / AUDIT).read_bytes() in (old, new)
        assert not list((folder / ".git").rglob("*.lock"))
        git(folder, "add", AUDIT)
        git(folder, "commit", "-q", "--allow-empty", "-m", "goes on")
        assert git(folder, "status", "--porcelain", "--untracked-files=no") == ""


def test_a_hostile_repository_starts_nothing(casekit: Casekit, tmp_path: Path, trap: Path) -> None:
    folder = armed(repository(tmp_path / "r"), trap)
    ran = run(casekit, folder, "p202", *MODERATE)
    assert (ran.code, ran.err) == (0, "")
    assert run(casekit, folder, "p101", "dispute", ID, "--about", "grade", "--reason", "So.").code == 0
    assert not (tmp_path / "ran").exists()
