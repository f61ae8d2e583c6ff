"""Putting a finished folder in the place of another in one step, and making sure it is on the disk first."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2


def to_disk(folder: Path) -> None:
    """Wait until everything written below the folder has reached the disk."""
    if sys.platform == "win32":
        for here, _, files in os.walk(folder):
            for name in files:
                _sync(Path(here) / name, os.O_RDWR)
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None
        if syncfs is None or syncfs(handle) != 0:
            os.sync()
    finally:
        os.close(handle)


def names_to_disk(folder: Path) -> None:
    """Wait until the folder's own list of names has reached the disk (after a rename in it)."""
    if sys.platform != "win32":
        with suppress(OSError):
            _sync(folder, os.O_RDONLY)


def exchange(new: Path, old: Path) -> bool:
    """Let two existing folders change places in one indivisible step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _EXCHANGE) == 0)


def replace(new: Path, place: Path, aside: Path) -> Path | None:
    """Put the folder new in its place; gives back where the former one now lies, None where there was none.

    On Linux this is one step. Elsewhere the former folder is moved aside first and moved back if the second
    step fails; in between (two renames) there is nothing, and the next run mends a kill in that window.
    """
    if not place.exists():
        new.rename(place)
        return None
    if exchange(new, place):
        return new
    place.rename(aside)
    try:
        new.rename(place)
    except BaseException:
        aside.rename(place)
        raise
    return aside


def _sync(path: Path, mode: int) -> None:
    handle = os.open(path, mode)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
