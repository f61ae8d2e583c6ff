"""Files that stay as they were: a page that says what it said before is the same file in the new folder, unwritten."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path


def kept(former: Path, stage: Path, content: bytes) -> bool:
    """Give the file former the place stage too where it holds just this content; False where it does not, or cannot.

    Its bytes are looked at, not a list of digests, so that what somebody changed in the folder is written anew. The
    two names are one file (a hard link) until the former folder goes. Where a disk has no such links, it is written.
    """
    try:
        there = os.lstat(former)
        if not stat.S_ISREG(there.st_mode) or there.st_size != len(content) or former.read_bytes() != content:
            return False
        os.link(former, stage, follow_symlinks=False)
    except (OSError, NotImplementedError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file that holds what it is to hold: its SHA-256, and which file that was, of what size and time."""

    digest: str
    file: tuple[int, int, int]


def unchanged(path: Path, digest: str) -> Unchanged | None:
    """The file where its bytes have that SHA-256; None where they have not, or where it is no ordinary file."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        with path.open("rb") as there:
            state = os.fstat(there.fileno())
            found = hashlib.sha256(there.read()).hexdigest()
    except OSError:
        return None
    return Unchanged(digest, _which(state)) if found == digest else None


def stays(former: Path, stage: Path, seen: Unchanged) -> bool:
    """Give a file that was looked at the place stage too; True where it is the same file, False where it was written.

    OSError where it has changed since.
    """
    try:
        os.link(former, stage, follow_symlinks=False)
        if _which(os.lstat(stage)) == seen.file:
            return True
        stage.unlink()
    except (OSError, NotImplementedError):
        pass
    content = former.read_bytes()
    if hashlib.sha256(content).hexdigest() != seen.digest:
        raise OSError(f"{former} was changed meanwhile")
    stage.write_bytes(content)
    return False


def _which(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_ino, state.st_size, state.st_mtime_ns
