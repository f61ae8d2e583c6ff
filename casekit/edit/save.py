"""Putting a file in the place of another: whatever happens on the way, the old one is there whole, or the new one."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from casekit.stop import USAGE, Stop


def save(path: Path, before: bytes, after: bytes) -> None:
    """The file at path, which holds the bytes before, holds those after; its permissions stay.

    Written beside it, put on the disk, then renamed. Stop where somebody changed the file meanwhile, where it is a
    link or no ordinary file, or where it cannot be written; the file is then as it was.
    """
    beside = path.parent / f".{path.name}.casekit-{secrets.token_hex(4)}"
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            raise Stop(USAGE, f"{path.name} is not an ordinary file, so it was left as it is.")
        _write(beside, after, stat.S_IMODE(state.st_mode))
        if path.read_bytes() != before:
            raise Stop(USAGE, f"{path.name} was changed by somebody else at the same time; look at it and try again.")
        beside.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise Stop(USAGE, f"{path.name} could not be written: {why}; it stands there as it was.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _name_to_disk(path.parent)


def place(path: Path, before: bytes, after: bytes) -> None:
    """The file at path, where none is yet, holds the bytes after; with none after, one that holds before goes again.

    Stop where a file is there already, or it cannot be written.
    """
    beside = path.parent / f".{path.name}.casekit-{secrets.token_hex(4)}"
    try:
        if not after:
            if path.read_bytes() == before:
                path.unlink()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(beside, after, 0o644)
        if path.exists():
            raise Stop(USAGE, f"{path.name} is there already, so it was left as it is.")
        beside.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise Stop(USAGE, f"{path.name} could not be written: {why}.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _name_to_disk(path.parent)


def _write(path: Path, content: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def _name_to_disk(folder: Path) -> None:
    """The renaming itself, where the system has a way to ask for it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
