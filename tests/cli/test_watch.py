"""A watched folder: whole files are taken and moved, others stay with a note; two at once and Ctrl-C are harmless."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casekit.cli.watching import Watch
from tests.cli.conftest import Casekit, Ran
from tests.cli.judged import seen
from tests.cli.test_accept import DAY, ID, PATH, laid, prefilled, returned
from tests.history.making import git

NOTE = "half.md.refused.txt"
ENOUGH = 180
"""Seconds after which what has not come will not come any more."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Person p003")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "p003@farthing-vale.example")
    (tmp_path / "shared").mkdir()
    return laid(tmp_path, prefilled())


def watching(folder: Path) -> tuple[Watch, Path, list[str]]:
    from casekit.days import parse_day

    shared, said = folder.parent / "shared", []
    return Watch(folder, shared, "", parse_day(DAY), said.append), shared, said


def names(shared: Path) -> list[str]:
    return sorted(path.relative_to(shared).as_posix() for path in shared.rglob("*") if path.is_file())


def test_what_is_whole_is_taken_and_moved_and_what_is_not_stays_with_a_note(folder: Path) -> None:
    at, shared, said = watching(folder)
    (shared / "back.md").write_text(returned(), "utf-8")
    (shared / "half.md").write_text(returned()[:900], "utf-8")
    (shared / "~$other.md").write_text("", "utf-8")
    (shared / "minutes.pdf").write_bytes(b"%PDF")
    at.look()
    assert (said, names(shared)) == ([], ["back.md", "half.md", "minutes.pdf", "~$other.md"])  # may still grow
    at.look()
    assert names(shared) == ["half.md", NOTE, "minutes.pdf", "taken/back.md", "~$other.md"]
    assert (folder / PATH).read_text("utf-8") == returned()
    assert "never closed" in (shared / NOTE).read_text("utf-8")
    assert (len(said), at.left) == (2, 1)
    kept = seen(folder)
    at.look()
    assert (len(said), seen(folder)) == (2, kept)  # the same is not said twice

    (shared / "half.md").write_text(returned(), "utf-8")
    (shared / "back.md").write_text(returned(), "utf-8")
    at.look()
    at.look()
    assert names(shared) == [
        "minutes.pdf",
        "taken/back (2).md",
        "taken/back.md",
        "taken/half.md",
        f"taken/{NOTE}",
        "~$other.md",
    ]
    assert seen(folder) == kept
    assert at.left == 0


def test_what_somebody_has_open_in_word_waits(folder: Path) -> None:
    at, shared, said = watching(folder)
    for name in ("2026-10-0002.docx", "~$26-10-0002.docx"):
        (shared / name).write_bytes(b"PK")
    at.look()
    at.look()
    assert said == []
    (shared / "~$26-10-0002.docx").unlink()
    at.look()
    at.look()
    assert len(said) == 1


def test_while_git_is_busy_files_wait_without_a_note(folder: Path) -> None:
    at, shared, said = watching(folder)
    (shared / "back.md").write_text(returned(), "utf-8")
    lock = folder / ".git/index.lock"
    lock.touch()
    for _ in range(3):
        at.look()
    assert names(shared) == ["back.md"]
    assert (len(said), at.left) == (1, 1)
    assert said[0].endswith("It is tried again.")
    lock.unlink()
    at.look()
    assert (names(shared), at.left) == (["taken/back.md"], 0)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_never_followed_and_a_note_never_written_through_one(folder: Path) -> None:
    at, shared, said = watching(folder)
    outside = folder.parent / "outside.txt"
    outside.write_text("kept", "utf-8")
    (shared / "link.md").symlink_to(folder / PATH)
    (shared / "half.md").write_text(returned()[:900], "utf-8")
    (shared / NOTE).symlink_to(outside)
    (folder.parent / "elsewhere").mkdir()
    (shared / "taken").symlink_to(folder.parent / "elsewhere")
    (shared / "back.md").write_text(returned(), "utf-8")
    at.look()
    at.look()
    assert (shared / "back.md").is_file()
    assert list((folder.parent / "elsewhere").iterdir()) == []
    told = len(said)
    at.look()
    assert len(said) == told
    assert outside.read_text("utf-8") == "kept"
    assert (shared / "link.md").is_symlink()


def once(casekit: Casekit, folder: Path, *more: str) -> Ran:
    shared = folder.parent / "shared"
    return casekit("-C", folder, "accept", "--watch", "--once", "--every", "0.1", shared, "--today", DAY, *more)


def test_a_scheduled_run(casekit: Casekit, folder: Path) -> None:
    shared = folder.parent / "shared"
    (shared / "half.md").write_text(returned()[:900], "utf-8")
    (shared / "back.md").write_text(returned(), "utf-8")
    ran = once(casekit, folder)
    assert (ran.code, ran.err, ran.out.count("\n")) == (1, "", 2)
    assert names(shared) == ["half.md", NOTE, "taken/back.md"]
    kept = seen(folder)
    assert (once(casekit, folder).out, seen(folder)) == ("", kept)


WRONG = [
    (("--dry-run",), "cannot be tried with --dry-run"),
    (("elsewhere",), "--watch takes one folder"),
]


@pytest.mark.parametrize(("more", "sentence"), WRONG)
def test_what_cannot_be_watched(casekit: Casekit, folder: Path, more: tuple[str, ...], sentence: str) -> None:
    ran = once(casekit, folder, *more)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    before = seen(folder)
    own = casekit("-C", folder, "accept", "--watch", "--once", folder / "audits/2026-10")
    assert (own.code, "is a part of the repository" in own.err) == (2, True)
    assert seen(folder) == before
    missing = casekit("-C", folder, "accept", "--watch", folder / "nowhere")
    assert (missing.code, "There is no folder" in missing.err) == (2, True)


@contextmanager
def process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A watcher as a process of its own, with a process group that a terminal's Ctrl-C would reach."""
    command = [sys.executable, "-m", "casekit", "-C", str(folder), "accept", "--watch", "--every", "0.2"]
    command += [str(folder.parent / "shared"), "--today", DAY]
    run = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    )
    try:
        yield run
    finally:
        run.kill()
        run.communicate()


def until(holds: Callable[[], bool]) -> None:
    """Waits until it holds."""
    end = time.monotonic() + ENOUGH
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def begun(run: subprocess.Popen[str]) -> None:
    assert run.stdout is not None
    assert run.stdout.readline().startswith("Watching ")


@pytest.mark.slow
def test_processes(folder: Path) -> None:
    shared = folder.parent / "shared"
    with process(folder) as run:
        begun(run)
        with process(folder) as second:
            out, err = second.communicate(timeout=ENOUGH)
            assert (second.returncode, out) == (5, "")
            assert "Another casekit accept is at work on" in err
        (shared / "half.md").write_text(returned()[:900], "utf-8")
        (shared / "back.md").write_text(returned(), "utf-8")
        until(lambda: (shared / "taken/back.md").is_file() and (shared / NOTE).is_file())
        os.killpg(run.pid, signal.SIGINT)
        out, err = run.communicate(timeout=ENOUGH)
        assert (run.returncode, err) == (0, "")
        assert out.endswith("Ended; nothing is half done.\n")
    assert git(folder, "status", "--porcelain") == ""
    assert names(shared) == ["half.md", NOTE, "taken/back.md"]
    assert git(folder, "log", "-1", "--format=%s") == f"Fill in {ID}"


@pytest.mark.slow
def test_one_that_was_killed_leaves_the_folder_free(folder: Path) -> None:
    shared = folder.parent / "shared"
    with process(folder) as run:
        begun(run)
        run.kill()
        run.communicate(timeout=ENOUGH)
    (shared / "back.md").write_text(returned(), "utf-8")
    with process(folder) as again:
        begun(again)
        until(lambda: (shared / "taken/back.md").is_file())


@pytest.mark.slow
def test_a_file_that_grows_is_taken_whole(folder: Path) -> None:
    shared, text = folder.parent / "shared", returned()
    with process(folder) as run:
        begun(run)
        with (shared / "back.md").open("w", encoding="utf-8") as file:
            for start in range(0, len(text), 200):
                file.write(text[start : start + 200])
                file.flush()
        until(lambda: (shared / "taken/back.md").is_file())
    assert (folder / PATH).read_text("utf-8") == text
