"""One run at a time for an output folder: a lock that dies with its process, however that dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from casekit.stop import LOCKED, USAGE, Stop


@contextmanager
def only_build(lock: Path, folder: Path) -> Iterator[None]:
    """Hold the lock file while the block runs; Stop(5) where another run on the same folder holds it.

    The lock belongs to the process (it is not inherited by workers), so a killed build leaves it free.
    """
    while True:
        try:
            handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise Stop(USAGE, f"{lock.parent} cannot be written ({error.strerror}); name another folder") from error
        try:
            _take(handle)
        except OSError:
            os.close(handle)
            raise Stop(LOCKED, f"another build is writing {folder}; wait until it has ended, then try again") from None
        if _same(handle, lock):
            break
        os.close(handle)  # the file was taken away between opening and locking
    try:
        yield
    finally:
        if sys.platform == "win32":
            os.close(handle)
            with suppress(OSError):
                lock.unlink()
        else:
            with suppress(OSError):
                lock.unlink()
            os.close(handle)


def _take(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _same(handle: int, lock: Path) -> bool:
    with suppress(OSError):
        return sys.platform == "win32" or os.path.samestat(os.fstat(handle), lock.stat())
    return False
