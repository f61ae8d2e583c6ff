"""Files of this account alone: read whole, written whole or not at all, and never through a link."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

OPEN = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | sum(getattr(os, n, 0) for n in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"))
STALE = 3600
"""After so many seconds nobody is still writing a file that was begun."""


def make_folder(folder: Path) -> None:
    """The folder, made where it is not there; OSError where something else is, and be it a link to a folder."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        raise NotADirectoryError(str(folder))


def read(file: Path, most: int) -> bytes | None:
    """The bytes of an ordinary file of at most so many; None where there is none such. Its folder must be no link."""
    try:
        if not stat.S_ISDIR(os.lstat(file.parent).st_mode) or not stat.S_ISREG(os.lstat(file).st_mode):
            return None
        handle = os.open(file, OPEN)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as there:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_size > most:
            return None
        try:
            return there.read(most)
        except OSError:
            return None


def replace(file: Path, parts: Iterable[bytes]) -> None:
    """The file with these bytes, whole: whoever reads meanwhile reads the former one. OSError where that fails."""
    begun = file.with_name(f"{file.name}.{secrets.token_hex(8)}.new")
    handle = os.open(begun, MAKE, 0o600)
    try:
        with os.fdopen(handle, "wb") as made:
            for part in parts:
                made.write(part)
        begun.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            begun.unlink()
        raise


def tidy(written: Path) -> None:
    """Takes away what runs that were killed had begun to write beside a file that was written just now."""
    with contextlib.suppress(OSError):
        for begun in written.parent.glob("*.new"):
            if begun.lstat().st_mtime < written.lstat().st_mtime - STALE:
                begun.unlink()
