"""The list of files that a built site consists of: the only files that a later build may delete."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

NAME = "casekit-site.json"
JOURNAL = "casekit-site.part"
LITTER = frozenset({"Thumbs.db", "desktop.ini", ".DS_Store"})
"""Files that desktops drop into shared folders by themselves; they are carried over to the new site."""

_SAFE = re.compile(r"(?:[a-z0-9][a-z0-9._-]*/)*[a-z0-9][a-z0-9._-]*\Z")


def safe(path: str) -> bool:
    """Whether a path may be written below the output folder: lower case, no climbing out, no hidden file."""
    return bool(_SAFE.match(path)) and not any(part.endswith(".") for part in path.split("/"))


def dump(digests: Mapping[str, str]) -> bytes:
    """The manifest of a site: its files with the SHA-256 of each, in order of path."""
    body = {"version": 1, "made_by": "casekit", "files": dict(sorted(digests.items()))}
    return (json.dumps(body, indent=0) + "\n").encode()


def listed(folder: Path) -> frozenset[str] | None:
    """The files that a manifest in the folder claims, itself included; None where there is no valid one.

    Claims that lead out of the folder are left out: a forged manifest deletes nothing elsewhere.
    """
    path = folder / NAME
    try:
        if path.is_symlink():
            return None
        body = json.loads(path.read_bytes())
        files = body["files"]
        if body["made_by"] != "casekit" or not isinstance(files, dict):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return frozenset(f for f in files if isinstance(f, str) and safe(f)) | {NAME}


def journalled(folder: Path) -> frozenset[str] | None:
    """The files that a build which did not end had begun to write; None where it left no list of them."""
    try:
        lines = (folder / JOURNAL).read_text("utf-8").split("\n")
    except (OSError, ValueError):
        return None
    return frozenset(line for line in lines if safe(line)) | {JOURNAL, NAME}


def present(folder: Path) -> Iterator[str]:
    """Every file below the folder, as a path with "/"; links and other special files too, never followed."""
    for here, folders, files in os.walk(folder):
        base = Path(here)
        for name in files + [f for f in folders if (base / f).is_symlink()]:
            yield (base / name).relative_to(folder).as_posix()


def remove(folder: Path, files: frozenset[str]) -> None:
    """Delete these files and then the folders that are empty; whatever else is there stays.

    The lists themselves go last: after a kill in between, the next build still knows what is casekit's.
    """
    folders = {"": folder.is_dir()}
    for name in sorted(files, key=lambda file: (file in (NAME, JOURNAL), file)):
        if _inside(folder, name.rpartition("/")[0], folders):
            with suppress(OSError):
                os.unlink(f"{folder}{os.sep}{name.replace('/', os.sep)}")  # noqa: PTH108 - thousands of files
    for here, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):
            Path(here).rmdir()


def _inside(folder: Path, name: str, known: dict[str, bool]) -> bool:
    """Whether a folder below is a real one, reached through no link."""
    if name not in known:
        path = folder / name
        known[name] = _inside(folder, name.rpartition("/")[0], known) and path.is_dir() and not path.is_symlink()
    return known[name]
