"""What every value depends on: casekit itself, what travels with it, and the libraries that it reads with."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from casekit import __version__
from casekit.resources import PACKAGE, resource

DATA = ("rubrics", "policy", "schema", "site", "rules")
"""What travels with casekit and is read in checking or showing an audit."""
LIBRARIES = (
    "PyYAML",
    "jsonschema",
    "jsonschema-rs",
    "referencing",
    "markdown-it-py",
    "mdit-py-plugins",
    "Jinja2",
    "MarkupSafe",
    "tzdata",
)


@functools.cache
def program() -> bytes:
    """A digest of all of it: another line in a rule, another form, another library, another Python, another digest."""
    return told([PACKAGE, *map(resource, DATA)])


def told(folders: Iterable[Path]) -> bytes:
    """The digest of these folders' files, and of what reads them."""
    parts = [__version__, sys.version, sys.platform, *map(_version, LIBRARIES)]
    found = [digest(part.encode()) for part in parts]
    for folder in folders:
        for file in _files(folder):
            name = file.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
            found.append(digest(name, file.read_bytes()))
        found.append(b"")
    return digest(*found)


def digest(*parts: bytes) -> bytes:
    """A digest of byte strings, in which it matters where one ends and the next begins."""
    made = blake2b(digest_size=32)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()


def _files(folder: Path) -> list[Path]:
    """Every file below a folder but what Python makes of its own accord, sorted."""
    return sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
