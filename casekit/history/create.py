"""Makes a fresh repository from a list of commits: the same list, the same commit ids, on every machine.

For the demonstration, for replaying worked examples, and for tests. Commits stream through one `git fast-import`, so
a long history never stands in memory.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from casekit.history.git import command, environment, failed
from casekit.stop import USAGE, Stop

BRANCH = "refs/heads/main"


@dataclass(frozen=True, slots=True)
class Who:
    """Who made a commit and when. at: an aware moment, kept with its offset, in whole seconds."""

    name: str
    email: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NewCommit:
    """A commit to be made.

    files: path -> its new bytes, None where it is deleted; all other files stay as they are in the first parent.
    committer: the author where not given. name: what later commits call it in parents ("" where none does).
    parents: names of earlier commits; () is a root, None the commit before in the list.
    """

    message: str
    author: Who
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    committer: Who | None = None
    name: str = ""
    parents: tuple[str, ...] | None = None


def create(folder: Path, commits: Iterable[NewCommit], object_format: str = "sha1") -> dict[str, str]:
    """Makes the repository in a folder that is new or empty, and checks out the last commit, with LF everywhere.

    Gives the commit id for each name, and the last commit's under "". Stop where the folder holds anything, or git
    fails; ValueError for a commit that git could not hold.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Stop(USAGE, f"{folder} is not an empty folder: name a new one.")
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    run = _Runner(root)
    run("init", "--quiet", "--template=", "--initial-branch=main", f"--object-format={object_format}", str(root))
    with tempfile.TemporaryDirectory() as aside:
        marks = Path(aside, "marks")
        names = run.feed(commits, "fast-import", "--quiet", "--done", f"--export-marks={marks}")
        ids = dict(line[1:].split(" ") for line in marks.read_text("ascii").splitlines())
    if ids:
        run("read-tree", "-m", "-u", "HEAD")
    return {name: ids[str(mark)] for name, mark in names.items()}


class _Runner:
    """git with the new folder as its work tree."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._environment = environment(str(root / ".git"), str(root))

    def __call__(self, *arguments: str) -> None:
        done = subprocess.run(
            command(arguments), cwd=self._root, env=self._environment, capture_output=True, check=False
        )
        if done.returncode:
            raise failed(arguments[0], done.stderr)

    def feed(self, commits: Iterable[NewCommit], *arguments: str) -> dict[str, int]:
        with (
            tempfile.TemporaryFile() as errors,
            subprocess.Popen(
                command(arguments), cwd=self._root, env=self._environment, stdin=subprocess.PIPE, stderr=errors
            ) as running,
        ):
            assert running.stdin is not None
            try:
                names = write(running.stdin, commits)
                running.stdin.close()
            except BrokenPipeError:
                names = {}
                with suppress(BrokenPipeError):
                    running.stdin.close()
            except BaseException:
                running.kill()
                with suppress(BrokenPipeError):
                    running.stdin.close()
                raise
            if running.wait():
                errors.seek(0)
                raise failed(arguments[0], errors.read())
        return names


def write(out: IO[bytes], commits: Iterable[NewCommit]) -> dict[str, int]:
    """Writes the stream that `git fast-import` reads; gives the mark of each name, and the last under ""."""
    names: dict[str, int] = {}
    for mark, commit in enumerate(commits, 1):
        parents = [names[name] for name in commit.parents] if commit.parents is not None else None
        if parents == []:
            out.write(f"reset {BRANCH}\n\n".encode())
        out.write(f"commit {BRANCH}\nmark :{mark}\n".encode())
        out.write(f"author {line(commit.author)}\ncommitter {line(commit.committer or commit.author)}\n".encode())
        _data(out, commit.message.encode())
        for kind, parent in zip(["from", *["merge"] * len(parents or [])], parents or [], strict=False):
            out.write(f"{kind} :{parent}\n".encode())
        for path, content in commit.files.items():
            _file(out, path, content)
        names[""] = mark
        if commit.name:
            names[commit.name] = mark
    out.write(b"done\n")
    return names


def line(who: Who) -> str:
    """The stamp as git writes it."""
    offset = who.at.utcoffset()
    if offset is None or set(who.name + who.email) & set("<>\n\0"):
        raise ValueError(f"git cannot record {who!r}")
    minutes = int(offset / timedelta(minutes=1))
    sign = "-" if minutes < 0 else "+"
    return f"{who.name} <{who.email}> {int(who.at.timestamp())} {sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _file(out: IO[bytes], path: str, content: bytes | None) -> None:
    if (
        not path
        or path.startswith(("/", '"'))
        or set(path) & set("\n\0")
        or {"", ".", "..", ".git"} & set(path.split("/"))
    ):
        raise ValueError(f"git cannot record {path!r}")
    if content is None:
        out.write(f"D {path}\n".encode())
        return
    out.write(f"M 100644 inline {path}\n".encode())
    _data(out, content)


def _data(out: IO[bytes], content: bytes) -> None:
    out.write(b"data %d\n" % len(content))
    out.write(content)
    out.write(b"\n")
