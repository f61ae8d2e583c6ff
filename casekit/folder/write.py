"""Writing a folder: staged beside the old one, on the disk, then swapped; old content whole or new content whole."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casekit.folder import manifest, swap
from casekit.folder.keep import Unchanged, kept, stays
from casekit.folder.lock import only_build
from casekit.folder.manifest import SITE, Sort
from casekit.stop import USAGE, Stop

_PRIVATE = (".git", "audits", "rubrics")


@dataclass(frozen=True, slots=True)
class Wrote:
    """How many files a folder consists of, how many of them had to be written, and how many of its former are gone."""

    files: int
    changed: int
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Output:
    """An output folder that this process may write: checked, and locked against other runs."""

    folder: Path
    sort: Sort = SITE

    def write(self, files: Iterable[tuple[str, bytes | Unchanged]]) -> Wrote:
        """Write the files (path with "/" -> bytes, or that the former file stays) as the whole content of the folder.

        Until the last moment the folder holds its former content, whole. What fails on the way (a full disk, a
        page that cannot be made) leaves it there and takes away what had been staged. A file that was there already
        with the same bytes stays the same file, with its time.
        """
        stage = self.folder.parent / (_prefix(self.folder, "new") + secrets.token_hex(4))
        try:
            with _disk_errors(self.folder, self.sort):
                stage.mkdir()
                if self.folder.exists():
                    shutil.copymode(self.folder, stage)
            wrote = _stage(stage, files, self.sort, self.folder)
            with _disk_errors(self.folder, self.sort):
                swap.to_disk(stage)
                former = swap.replace(stage, self.folder, _aside(self.folder))
        except BaseException:
            _discard(stage, self.sort)
            raise
        swap.names_to_disk(self.folder.parent)
        if former is not None:
            _carry_litter(former, self.folder)
            _discard(former, self.sort)
        return wrote


@contextmanager
def claim(folder: Path, root: Path, sort: Sort = SITE) -> Iterator[Output]:
    """Check and lock an output folder for what is made of the repository at root.

    Stop(2): the folder may not be written (see refuse). Stop(5): another run is writing it.
    """
    folder = folder.expanduser().resolve()
    refuse_place(folder, root.resolve(), sort)
    with _disk_errors(folder, sort):
        folder.parent.mkdir(parents=True, exist_ok=True)
    with only_build(folder.parent / _prefix(folder, "lock")[:-1], folder):
        _mend(folder, sort)
        refuse_content(folder, sort)
        yield Output(folder, sort)


def refuse_place(folder: Path, root: Path, sort: Sort = SITE) -> None:
    """Stop(2) where none may go: the repository or anything above it, its own folders, home, the top of a disk."""
    home = Path.home().resolve()
    where = ""
    if folder == Path(folder.anchor):
        where = f"to {folder}, the top of the disk"
    elif folder == root or folder in root.parents:
        where = f"to {folder}: the repository lies there"
    elif folder == home or folder in home.parents:
        where = f"to {folder}, a home folder"
    elif root in folder.parents and folder.relative_to(root).parts[0].casefold() in _PRIVATE:
        where = f"below {folder.relative_to(root).parts[0]}/ of the repository"
    if where:
        raise Stop(USAGE, f"the {sort.called} cannot be written {where}; name a folder of its own")


def refuse_content(folder: Path, sort: Sort = SITE) -> None:
    """Stop(2) where the folder holds anything but what casekit made there of the same kind."""
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise Stop(USAGE, f"{folder} is a file; name a folder for the {sort.called}")
    known = manifest.listed(folder, sort)
    for name in manifest.present(folder):
        if Path(name).name in manifest.LITTER:
            continue
        if known is None:
            raise Stop(
                USAGE, f"{folder} is not empty and casekit did not make it ({name} is there); name another folder"
            )
        if name not in known:
            raise Stop(USAGE, f"{folder} holds {name}, which casekit did not write; move it elsewhere, then try again")


def _stage(stage: Path, files: Iterable[tuple[str, bytes | Unchanged]], sort: Sort, former: Path) -> Wrote:
    """Write every file that is not there already, each named in the journal before it exists; the manifest last."""
    digests: dict[str, str] = {}
    before = (manifest.listed(former, sort) or frozenset()) - {sort.name}
    changed = 0
    made: set[Path] = set()
    with (stage / sort.journal).open("w", encoding="utf-8", newline="\n", buffering=1) as journal:
        for name, content in files:
            if not manifest.safe(name) or name in digests or name in (sort.name, sort.journal):
                raise ValueError(f"a file cannot be called {name!r}, or is there twice")
            with _disk_errors(stage, sort):
                journal.write(f"{name}\n")
                path = stage / name
                if path.parent not in made:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    made.add(path.parent)
                if isinstance(content, Unchanged):
                    changed += not stays(former / name, path, content)
                elif name not in before or not kept(former / name, path, content):
                    path.write_bytes(content)
                    changed += 1
            digests[name] = content.digest if isinstance(content, Unchanged) else hashlib.sha256(content).hexdigest()
    with _disk_errors(stage, sort):
        (stage / sort.name).write_bytes(manifest.dump(digests))
        (stage / sort.journal).unlink()
    return Wrote(len(digests), changed, len(before - digests.keys()))


@contextmanager
def _disk_errors(folder: Path, sort: Sort) -> Iterator[None]:
    """A full or read-only disk ends the run with a sentence; the former content stays as it was."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise Stop(
            USAGE,
            f"the {sort.called} could not be written to {folder}: {reason}; the former {sort.called} is untouched",
        ) from error


def _mend(folder: Path, sort: Sort) -> None:
    """After a run that was killed: put a folder back that had been moved aside, and clear what was staged."""
    aside = _aside(folder)
    if aside.is_dir():
        if not folder.exists():
            aside.rename(folder)
        else:
            _discard(aside, sort)
    for left in sorted(folder.parent.glob(f"{_glob_safe(_prefix(folder, 'new'))}*")):
        if left.is_dir() and not left.is_symlink():
            _discard(left, sort)


def _discard(folder: Path, sort: Sort) -> None:
    """Delete what the folder's own manifest or journal names, and the folder if nothing else is in it."""
    known = (manifest.listed(folder, sort) or frozenset()) | (manifest.journalled(folder, sort) or frozenset())
    manifest.remove(folder, known, sort)


def _carry_litter(former: Path, folder: Path) -> None:
    """Take along what desktops dropped, to the same folder or the nearest one that still exists."""
    for name in list(manifest.present(former)):
        place = folder / name
        while not place.parent.is_dir():
            place = place.parent.parent / place.name
        if place.name in manifest.LITTER:
            (former / name).replace(place)


def _prefix(folder: Path, what: str) -> str:
    return f".{folder.name}.casekit-{what}-"


def _aside(folder: Path) -> Path:
    return folder.parent / _prefix(folder, "old")[:-1]


def _glob_safe(text: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in text)
