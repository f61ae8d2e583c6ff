"""What is kept of one kind: bytes by what they were worked out from. It may be thrown away at any time.

One file, written whole. What cannot be read, was damaged, or was not written by this account is as if it were not
there, and what cannot be written is not kept; no run fails for that.
"""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Mapping
from pathlib import Path

from casekit.kept import secret
from casekit.kept.disk import make_folder, read, replace, tidy

MOST = 1 << 29
"""Bytes of one kind that are kept; what is more is worked out again."""
KEY = 32
"""Bytes of a key, a digest of everything that the value depends on."""

_HEAD = b"casekit keeps this 1\n"
_COUNT = struct.Struct("<I")
_ENTRY = struct.Struct(f"<{KEY}sI")


class Store:
    """The values of one kind. Asked for, one is used; what a run neither used nor put there goes when it is saved."""

    def __init__(self, folder: Path | None, kind: str, saves: bool = True) -> None:
        """folder: casekit's own in git's folder; None keeps nothing. kind: the file's name in it.

        saves: False where the run may use what is there, and is to leave it as it is.
        """
        self._seal = secret.key() if folder is not None else None
        self._file = folder / f"{kind}.kept" if folder is not None and self._seal is not None else None
        self._kind = kind
        self._saves = saves and self._file is not None
        self._there: Mapping[bytes, bytes] = self._read()
        self._used: dict[bytes, bytes] = {}

    def __len__(self) -> int:
        """How many values were there at the start."""
        return len(self._there)

    @property
    def keeps(self) -> bool:
        """Whether a value that is put here is kept for another run."""
        return self._saves

    def get(self, key: bytes) -> bytes | None:
        """The value that was kept; None where there is none."""
        value = self._there.get(key)
        if value is not None:
            self._used[key] = value
        return value

    def put(self, key: bytes, value: bytes) -> None:
        """Keeps a value."""
        if self._saves:
            self._used[key] = value

    def drop(self, key: bytes) -> None:
        """Forgets a value that turned out to be none."""
        self._used.pop(key, None)

    def save(self) -> None:
        """Writes what was used and what is new, where that is other than what was there."""
        if not self._saves or self._file is None or self._seal is None or self._used == self._there:
            return
        size = 0
        kept: list[tuple[bytes, bytes]] = []
        for key, value in self._used.items():
            size += _ENTRY.size + len(value)
            if size > MOST:
                break
            kept.append((key, value))
        parts = [_COUNT.pack(len(kept)), *(_ENTRY.pack(key, len(value)) for key, value in kept)]
        parts += [value for _, value in kept]
        with contextlib.suppress(OSError):
            make_folder(self._file.parent)
            replace(self._file, [_HEAD, secret.seal(self._seal, self._kind, parts), *parts])
            self._there = dict(kept)
            tidy(self._file)

    def _read(self) -> dict[bytes, bytes]:
        if self._file is None or self._seal is None:
            return {}
        raw = read(self._file, MOST + len(_HEAD) + secret.LENGTH + _COUNT.size)
        begin = len(_HEAD) + secret.LENGTH
        if raw is None or not raw.startswith(_HEAD):
            return {}
        view = memoryview(raw)
        if secret.seal(self._seal, self._kind, [view[begin:]]) != raw[len(_HEAD) : begin]:
            return {}
        return _entries(raw, begin)


def _entries(raw: bytes, at: int) -> dict[bytes, bytes]:
    """The values of a file that carries this account's seal, and so is as it was written."""
    (count,) = _COUNT.unpack_from(raw, at)
    at += _COUNT.size
    listed = list(_ENTRY.iter_unpack(raw[at : at + count * _ENTRY.size]))
    at += count * _ENTRY.size
    found = {}
    for key, length in listed:
        found[key] = raw[at : at + length]
        at += length
    return found


NOTHING = Store(None, "nothing")
"""Keeps nothing."""
