"""Real repositories for tests, with pinned dates so that commit ids repeat."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

from casekit.history.create import NewCommit, Who, create
from casekit.history.git import environment, executable

BST = timezone(timedelta(hours=1))
START = datetime(2026, 10, 1, 9, 0, tzinfo=BST)


def who(person: str = "p054", minute: int = 0) -> Who:
    return Who(f"Person {person}", f"{person}@example.org", START + timedelta(minutes=minute))


def step(
    name: str,
    files: Mapping[str, str | None] | None = None,
    parents: tuple[str, ...] | None = None,
    by: str = "p054",
    message: str = "",
    minute: int = 0,
) -> NewCommit:
    """A commit called `name`, by default on top of the one before."""
    content = {path: None if text is None else text.encode() for path, text in (files or {}).items()}
    return NewCommit(message or name, who(by, minute), content, name=name, parents=parents)


def make(folder: Path, *steps: NewCommit, object_format: str = "sha1") -> dict[str, str]:
    return create(folder, steps, object_format)


def git(folder: Path, *arguments: str, stdin: bytes = b"", fails: bool = False, protocols: str = "file") -> str:
    """Plain git in a test's repository, with a pinned identity. fails: whether it may."""
    person = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in PINNED.items()}
    closed = environment("") | person | {"GIT_ALLOW_PROTOCOL": protocols}
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_NO_LAZY_FETCH"):
        del closed[name]
    done = subprocess.run(
        [executable(), *arguments], cwd=folder, env=closed, input=stdin, capture_output=True, check=False
    )
    assert fails or not done.returncode, done.stderr.decode()
    return done.stdout.decode().strip()


PINNED = {"NAME": "Person p054", "EMAIL": "p054@example.org", "DATE": "1790841600 +0100"}


def raw_commit(folder: Path, text: str) -> str:
    """A commit object with exactly this text, checked by nobody."""
    return git(folder, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=text.encode())


def audit(id: str = "2026-10-0001", front: str = "", body: str = "") -> str:
    """An audit's file: its id, what else the front matter holds, the text below."""
    return f"---\nid: {id}\nrubric: toy@1\n{front}---\n{body}"
