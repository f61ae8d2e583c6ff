"""casekit on a real terminal: colours, NO_COLOR, and what a shell offers to complete."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from casekit.output.formats import Format
from tests.history.making import git

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")

RUN = "import sys; sys.argv[0] = 'casekit'; from casekit.cli import main; main()"
ROOT = Path(__file__).parent.parent.parent


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "CI")}
    return kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm"} | more


def on_a_terminal(folder: Path, *arguments: str, **more: str) -> str:
    """What a terminal receives."""
    ours, its = os.openpty()
    command = [sys.executable, "-c", RUN, *arguments]
    running = subprocess.Popen(command, cwd=folder, stdout=its, stderr=its, env=environment(**more))
    os.close(its)
    pieces = []
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux's way of saying that nobody has the other end any more
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(ours)
    running.wait()
    return b"".join(pieces).decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    month = tmp_path / "audits" / "2026-10"
    month.mkdir(parents=True)
    (month / "2026-10-0001.md").write_text("---\nid: 2026-10-0001\nrubric: none@1\n---\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("more", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_on_a_terminal_unless_somebody_does_not_want_them(
    folder: Path, more: dict[str, str], coloured: bool
) -> None:
    told = on_a_terminal(folder, "lint", **more)
    assert "CK107" in told
    assert ("\x1b[31m" in told) is coloured


def test_no_colours_in_a_file(folder: Path) -> None:
    on_a_terminal(folder, "lint", "--output", "report.txt")
    assert "\x1b" not in (folder / "report.txt").read_text("utf-8")


@pytest.fixture
def committed(folder: Path) -> Path:
    """A demo of three audits beside a file that is none, committed."""
    made = folder / "made"
    run_in(folder, "demo", str(made), "--audits", "3", "--seed", "1")
    broken = made / "audits" / "2026-10" / "2026-10-9999.md"
    broken.write_text("---\nid: [\n---\n", encoding="utf-8")
    git(made, "add", "--all")
    git(made, "commit", "--quiet", "--message", "A file that is none")
    return made


def run_in(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment(**more), capture_output=True, encoding="utf-8", check=True
    )


@pytest.mark.slow
def test_a_build_counts_on_a_terminal_is_silent_elsewhere_and_publishes_what_can_be_read(committed: Path) -> None:
    read = len(list(committed.glob("audits/*/*.md"))) - 1
    told = on_a_terminal(committed, "build", "--output", "one", "--audience", "team")
    assert f"Reading audits {read + 1} of {read + 1}" in told
    assert f"Writing pages for audits {read} of {read}" in told
    assert told.rpartition("\x1b[K")[2].startswith(f"{read} audits on "), "the counter is gone in the end"
    silent = on_a_terminal(committed, "build", "--output", "two", "--audience", "team", CI="1")
    assert "Reading audits" not in silent
    assert "\x1b" not in silent
    piped = run_in(committed, "build", "--output", "three", "--audience", "team")
    assert piped.stderr == ""
    assert f"{read} audits on" in piped.stdout
    assert "1 file could not be read as an audit. The report lists what is wrong." in piped.stdout
    assert len(list((committed / "three" / "audit").glob("*.html"))) == read
    assert "2026-10-9999.md" in (committed / "three" / "problems" / "index.html").read_text("utf-8")
    assert len(list((committed / "three" / "unread").glob("*.html"))) == 1


def completed(*words: str) -> list[str]:
    """What bash offers for the last of these words."""
    more = {"_CASEKIT_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    return run(**more).split()


def run(**more: str) -> str:
    """What casekit prints when the shell asks it something."""
    command = [sys.executable, "-c", RUN]
    told = subprocess.run(command, env=environment(**more), capture_output=True, encoding="utf-8", check=True)
    return told.stdout


def test_a_shell_completes_commands_options_and_formats() -> None:
    assert "lint" in completed("casekit", "li")
    assert {"--changed-since", "--policy-from"} <= {
        *completed("casekit", "lint", "--ch"),
        *completed("casekit", "lint", "--po"),
    }
    assert set(completed("casekit", "lint", "--format", "")) == {format.value for format in Format}
    assert completed("casekit", "lint", "--format", "sa") == ["sarif"]


def test_a_shell_can_be_shown_what_to_install() -> None:
    told = run(_CASEKIT_COMPLETE="source_bash")
    assert "complete" in told
    assert "casekit" in told
