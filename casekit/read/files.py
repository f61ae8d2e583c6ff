"""Opening the repository's files, which nobody vouches for: nothing outside is read, nothing odd is opened."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from casekit.problem import START, Problem
from casekit.read import codes
from casekit.read.document import YAML_MOST
from casekit.read.names import Kind, kind, place_of, safe, stray, twin, twins
from casekit.read.split import BODY_MOST, FRONT_MOST
from casekit.words import shown

AUDIT_MOST = FRONT_MOST + BODY_MOST + 16 * 1024
"""Bytes of an audit that are read at all: both parts, with room for the line ends of Windows."""

AT_THE_TOP = ("casekit.toml", "people.yaml", "people.yml")
FOLDERS = ("audits", "rubrics")
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY")
)


class Source(Protocol):
    """The files of a repository at one moment: the working tree, or a commit."""

    def paths(self) -> list[str]:
        """Everything below audits/ and rubrics/, people.yaml and casekit.toml: relative, with "/", sorted."""
        ...

    def read(self, path: str) -> tuple[bytes | None, list[Problem]]:
        """The bytes at a path, or None and the problem."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """The working tree below root."""

    root: Path

    def paths(self) -> list[str]:
        """As Source says; with what is no ordinary file, which read() then refuses. No link is followed."""
        root = str(self.root)
        found = [name for name in AT_THE_TOP if os.path.lexists(f"{root}/{name}")]
        for top in FOLDERS:
            found += _below(root, top)
        return sorted(found)

    def read(self, path: str) -> tuple[bytes | None, list[Problem]]:
        """As Source says. Opens ordinary files below root and nothing else, and none that is too large."""
        try:
            return self._read(path)
        except (OSError, ValueError) as error:
            return None, [cannot(path, _reason(error))]

    def _read(self, path: str) -> tuple[bytes | None, list[Problem]]:
        parts = path.split("/")
        if any(part in ("", ".", "..") or "\0" in part for part in parts):
            return None, [cannot(path, "it is no path inside the repository")]
        place = str(self.root)
        for part in parts:
            place = f"{place}/{part}"
            state = os.lstat(place)
            if stat.S_ISLNK(state.st_mode):
                return None, [cannot(path, "it is a link, and links are not followed")]
        if stat.S_ISDIR(state.st_mode):
            os.scandir(place).close()
        if not stat.S_ISREG(state.st_mode):
            return None, [cannot(path, f"it is {_what(state.st_mode)} and not an ordinary file")]
        if kind(path) is Kind.STRAY:
            return None, [stray(path)]
        limit = most(path)
        raw = _bytes(place, limit) if state.st_size <= limit else b""
        if state.st_size > limit or len(raw) > limit:
            return None, [too_large(path, limit)]
        return raw, []


@dataclass(frozen=True, slots=True)
class Overlay:
    """Another source with some of its files replaced: bytes by path, None for a file that is not there."""

    below: Source
    files: Mapping[str, bytes | None]

    def paths(self) -> list[str]:
        """As Source says."""
        here = {path for path, raw in self.files.items() if raw is not None}
        return sorted((set(self.below.paths()) - set(self.files)) | here)

    def read(self, path: str) -> tuple[bytes | None, list[Problem]]:
        """As Source says."""
        if path not in self.files:
            return self.below.read(path)
        raw = self.files[path]
        if raw is None:
            return None, [cannot(path, "it is not there")]
        if kind(path) is Kind.STRAY:
            return None, [stray(path)]
        return (None, [too_large(path, most(path))]) if len(raw) > most(path) else (raw, [])


def most(path: str) -> int:
    """Bytes that a file may have, by its path, to be read at all."""
    return AUDIT_MOST if path.endswith(".md") else YAML_MOST


def survey(source: Source) -> list[Problem]:
    """What is wrong with names and places: files that do not belong, names that not every computer can hold.

    For any source. What the files hold is told by reading them.
    """
    paths = source.paths()
    strays: dict[str, str] = {}
    for path in paths:
        if kind(path) is Kind.STRAY:
            strays.setdefault(place_of(path), path)
    problems = []
    for place, path in strays.items():
        problems += (source.read(path)[1] if path == place else []) or [stray(path)]
    return problems + [twin(path, earlier) for path, earlier in twins(paths).items()]


def _below(root: str, top: str) -> Iterator[str]:
    """Every path below a top folder that is no folder itself; a folder only where it is a link or cannot be listed."""
    if not os.path.lexists(f"{root}/{top}"):
        return
    waiting = [top]
    if not stat.S_ISDIR(os.lstat(f"{root}/{top}").st_mode):
        yield waiting.pop()
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:
                    path = f"{folder}/{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(path)
                    else:
                        yield path
        except OSError:
            yield folder


def _bytes(place: str, limit: int) -> bytes:
    """At most one byte more than the limit, from an ordinary file; OSError where it is none by now."""
    handle = os.open(place, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file")
        pieces = []
        left = limit + 1
        while left > 0 and (piece := os.read(handle, left)):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)
    finally:
        os.close(handle)


def cannot(path: str, why: str) -> Problem:
    """The problem with a path that is not opened; why: the end of the sentence."""
    message = f"{shown(path.rsplit('/', 1)[-1])} cannot be opened: {why}."
    return Problem(safe(path), START, codes.CANNOT_OPEN, message, "Put an ordinary file in its place, or remove it.")


def too_large(path: str, limit: int) -> Problem:
    """The problem with a file of more bytes than the limit."""
    message = f"The file is larger than {limit // 1024} KiB and was not read."
    hint = "Leave out what was pasted; scans and letters do not belong here."
    return Problem(safe(path), START, codes.TOO_LARGE, message, hint)


def _what(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device or socket"


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "it is not there"
    if isinstance(error, PermissionError):
        return "this account may not read it"
    number = getattr(error, "errno", None)
    name = errno.errorcode.get(number, "") if number else ""
    return f"the system says {name}" if name else "the system cannot work with its name"
