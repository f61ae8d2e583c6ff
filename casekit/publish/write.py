"""Writing the site: staged beside the old one, on the disk, then swapped; old site whole or new site whole."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casekit.publish import manifest, swap
from casekit.publish.lock import only_build
from casekit.stop import USAGE, Stop

_PRIVATE = (".git", "audits", "rubrics")


@dataclass(frozen=True, slots=True)
class Output:
    """An output folder that this process may write: checked, and locked against other builds."""

    folder: Path

    def write(self, files: Iterable[tuple[str, bytes]]) -> int:
        """Write the files (path with "/" -> bytes) as the whole content of the folder; gives back how many.

        Until the last moment the folder holds the former site, whole. What fails on the way (a full disk, a
        page that cannot be made) leaves it there and takes away what had been staged.
        """
        stage = self.folder.parent / (_prefix(self.folder, "new") + secrets.token_hex(4))
        try:
            with _disk_errors(self.folder):
                stage.mkdir()
                if self.folder.exists():
                    shutil.copymode(self.folder, stage)
            count = _stage(stage, files)
            with _disk_errors(self.folder):
                swap.to_disk(stage)
                former = swap.replace(stage, self.folder, _aside(self.folder))
        except BaseException:
            _discard(stage)
            raise
        swap.names_to_disk(self.folder.parent)
        if former is not None:
            _carry_litter(former, self.folder)
            _discard(former)
        return count


@contextmanager
def claim(folder: Path, root: Path) -> Iterator[Output]:
    """Check and lock an output folder for a build of the repository at root.

    Stop(2): the folder may not be written (see refuse). Stop(5): another build is writing it.
    """
    folder = folder.expanduser().resolve()
    refuse_place(folder, root.resolve())
    with _disk_errors(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
    with only_build(folder.parent / _prefix(folder, "lock")[:-1], folder):
        _mend(folder)
        refuse_content(folder)
        yield Output(folder)


def refuse_place(folder: Path, root: Path) -> None:
    """Stop(2) where no site may go: the repository or anything above it, its own folders, home, the top of a disk."""
    if folder == Path(folder.anchor):
        raise Stop(USAGE, f"the site cannot be written to {folder}, the top of the disk; name a folder of its own")
    if folder == root or folder in root.parents:
        raise Stop(
            USAGE, f"the site cannot be written to {folder}: the repository lies there; name a folder of its own"
        )
    home = Path.home().resolve()
    if folder == home or folder in home.parents:
        raise Stop(USAGE, f"the site cannot be written to {folder}, a home folder; name a folder of its own")
    if root in folder.parents and folder.relative_to(root).parts[0].casefold() in _PRIVATE:
        first = folder.relative_to(root).parts[0]
        raise Stop(USAGE, f"the site cannot be written below {first}/ of the repository; name a folder of its own")


def refuse_content(folder: Path) -> None:
    """Stop(2) where the folder holds anything but a site that casekit built there."""
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise Stop(USAGE, f"{folder} is a file; name a folder for the site")
    known = manifest.listed(folder)
    for name in manifest.present(folder):
        if Path(name).name in manifest.LITTER:
            continue
        if known is None:
            raise Stop(
                USAGE, f"{folder} is not empty and casekit did not make it ({name} is there); name another folder"
            )
        if name not in known:
            raise Stop(USAGE, f"{folder} holds {name}, which casekit did not write; move it elsewhere, then try again")


def _stage(stage: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write every file, each named in the journal before it exists, and the manifest last."""
    digests: dict[str, str] = {}
    made: set[Path] = set()
    with (stage / manifest.JOURNAL).open("w", encoding="utf-8", newline="\n", buffering=1) as journal:
        for name, content in files:
            if not manifest.safe(name) or name in digests or name in (manifest.NAME, manifest.JOURNAL):
                raise ValueError(f"a page cannot be called {name!r}, or is there twice")
            with _disk_errors(stage):
                journal.write(f"{name}\n")
                path = stage / name
                if path.parent not in made:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    made.add(path.parent)
                path.write_bytes(content)
            digests[name] = hashlib.sha256(content).hexdigest()
    with _disk_errors(stage):
        (stage / manifest.NAME).write_bytes(manifest.dump(digests))
        (stage / manifest.JOURNAL).unlink()
    return len(digests)


@contextmanager
def _disk_errors(folder: Path) -> Iterator[None]:
    """A full or read-only disk ends the build with a sentence; the former site stays as it was."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise Stop(
            USAGE, f"the site could not be written to {folder}: {reason}; the former site is untouched"
        ) from error


def _mend(folder: Path) -> None:
    """After a build that was killed: put a site back that had been moved aside, and clear what was staged."""
    aside = _aside(folder)
    if aside.is_dir():
        if not folder.exists():
            aside.rename(folder)
        else:
            _discard(aside)
    for left in sorted(folder.parent.glob(f"{_glob_safe(_prefix(folder, 'new'))}*")):
        if left.is_dir() and not left.is_symlink():
            _discard(left)


def _discard(folder: Path) -> None:
    """Delete what the folder's own manifest or journal names, and the folder if nothing else is in it."""
    manifest.remove(folder, (manifest.listed(folder) or frozenset()) | (manifest.journalled(folder) or frozenset()))


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
