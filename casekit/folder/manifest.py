"""The list of files that a folder of casekit's consists of: the only files that it may delete later."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sort:
    """What a folder holds. called: in messages; name: its manifest's; journal: of what is being written."""

    called: str
    name: str
    journal: str


SITE = Sort("site", "casekit-site.json", "casekit-site.part")
EXPORT = Sort("export", "casekit-export.json", "casekit-export.part")
NAME = SITE.name
LITTER = frozenset({"Thumbs.db", "desktop.ini", ".DS_Store"})
"""Files that desktops drop into shared folders by themselves; they are carried over to the new content."""

_SAFE = re.compile(r"(?:[a-z0-9][a-z0-9._=-]*/)*[a-z0-9][a-z0-9._-]*\Z")


def safe(path: str) -> bool:
    """Whether a path may be written below the output folder: lower case, no climbing out, no hidden file."""
    return bool(_SAFE.match(path)) and not any(part.endswith(".") for part in path.split("/"))


def dump(digests: Mapping[str, str]) -> bytes:
    """A manifest: the files with the SHA-256 of each, in order of path."""
    body = {"version": 1, "made_by": "casekit", "files": dict(sorted(digests.items()))}
    return (json.dumps(body, indent=0) + "\n").encode()


def listed(folder: Path, sort: Sort = SITE) -> frozenset[str] | None:
    """The files that a manifest in the folder claims, itself included; None where there is no valid one.

    Claims that lead out of the folder are left out: a forged manifest deletes nothing elsewhere.
    """
    path = folder / sort.name
    try:
        if path.is_symlink():
            return None
        body = json.loads(path.read_bytes())
        files = body["files"]
        if body["made_by"] != "casekit" or not isinstance(files, dict):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return frozenset(f for f in files if isinstance(f, str) and safe(f)) | {sort.name}


def journalled(folder: Path, sort: Sort = SITE) -> frozenset[str] | None:
    """The files that a run which did not end had begun to write; None where it left no list of them."""
    try:
        lines = (folder / sort.journal).read_text("utf-8").split("\n")
    except (OSError, ValueError):
        return None
    return frozenset(line for line in lines if safe(line)) | {sort.journal, sort.name}


def present(folder: Path) -> Iterator[str]:
    """Every file below the folder, as a path with "/"; links and other special files too, never followed."""
    for here, folders, files in os.walk(folder):
        base = Path(here)
        for name in files + [f for f in folders if (base / f).is_symlink()]:
            yield (base / name).relative_to(folder).as_posix()


def remove(folder: Path, files: frozenset[str], sort: Sort = SITE) -> None:
    """Delete these files and then the folders that are empty; whatever else is there stays.

    The lists themselves go last: after a kill in between, the next build still knows what is casekit's.
    """
    folders = {"": folder.is_dir()}
    for name in sorted(files, key=lambda file: (file in (sort.name, sort.journal), file)):
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


def digest(folder: Path) -> str | None:
    """The digest of a whole site: of its manifest, which holds one for each file; None where there is no site."""
    if listed(folder) is None:
        return None
    return "sha256:" + hashlib.sha256((folder / NAME).read_bytes()).hexdigest()


def changed(folder: Path) -> list[str]:
    """The files of a site that are not as they were built: changed, missing, or added by somebody else."""
    claimed = json.loads((folder / NAME).read_bytes())["files"]
    there = {path for path in present(folder) if path.rpartition("/")[2] not in LITTER} - {NAME}
    known = {path for path in claimed if isinstance(path, str) and safe(path)}
    altered = {
        path
        for path in known & there
        if (folder / path).is_symlink() or hashlib.sha256((folder / path).read_bytes()).hexdigest() != claimed[path]
    }
    return sorted(altered | (known ^ there))
