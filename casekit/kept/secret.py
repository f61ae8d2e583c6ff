"""The seal on what is kept: a number that only this person's account knows, so that nobody else can put words in.

Git's folder may come from anybody, with everything in it. What this account did not write itself counts for nothing.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from casekit.kept.disk import make_folder, read, replace

LENGTH = 32


def place() -> Path | None:
    """Where the account's number lies: in its own folder for what programs keep. None where it has no such folder."""
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME", "")
    try:
        folder = Path(named) if named else Path.home() / ".local" / "state"
    except RuntimeError:  # nobody says where this account is at home
        return None
    return folder / "casekit" / "seal" if folder.is_absolute() else None


def key() -> bytes | None:
    """The account's number, made where there is none yet; None where it cannot be read or written."""
    file = place()
    if file is None:
        return None
    try:
        found = _found(file)
        if found is None:
            file.parent.parent.mkdir(parents=True, exist_ok=True)
            make_folder(file.parent)
            replace(file, [secrets.token_bytes(LENGTH)])
            found = _found(file)
    except OSError:
        return None
    return found


def seal(key: bytes, what: str, parts: Iterable[bytes | memoryview]) -> bytes:
    """The seal of these bytes under the account's number; what: the file that they are for."""
    made = blake2b(what.encode() + b"\0", key=key, digest_size=LENGTH)
    for part in parts:
        made.update(part)
    return made.digest()


def _found(file: Path) -> bytes | None:
    """The number that is there; None for none, for one that others may read and for anything else."""
    raw = read(file, LENGTH)
    if raw is None or len(raw) != LENGTH:
        return None
    open_to_others = sys.platform != "win32" and stat.S_IMODE(file.stat().st_mode) & 0o077
    return None if open_to_others else raw
