"""A folder on a shared drive into which people save what they filled in: looked at again and again, never emptied.

A file is taken once two looks find it the same. What was taken is moved into the folder "taken"; beside what was
refused stands a note that says why. Nothing is deleted and nothing is overwritten.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from casekit.cli.accepting import ENDINGS, LOCK, Became, accept_each
from casekit.folder.lock import only_build
from casekit.history.outcome import open_history
from casekit.read.place import find_root
from casekit.stop import LOCKED, USAGE, Stop
from casekit.words import shown

TAKEN, NOTE, HELD = "taken", ".refused.txt", "casekit-accept.lock"
"""The folder of what was taken, how the name of a note ends, and the file that one watcher holds."""

Over = Callable[[], bool]
Look = dict[Path, tuple[int, int]]
"""Size and time of each file at one look."""


@dataclass(slots=True)
class Watch:
    """One folder that is watched. tell: says what became of a file.

    known: what was refused, and as of which state. waiting: what is tried again, and why. stuck: what was taken and
    could not be moved. before: what the last look found.
    """

    start: Path
    folder: Path
    month: str
    today: date | None
    tell: Callable[[str], None]
    known: dict[Path, tuple[str, str]] = field(default_factory=dict)
    before: Look = field(default_factory=dict)
    waiting: dict[Path, str] = field(default_factory=dict)
    stuck: dict[Path, str] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """How many files could not be taken."""
        return len(self.known) + len(self.waiting)

    def look(self, over: Over = lambda: False) -> None:
        """Takes what has not changed since the last look."""
        now = dict(_there(self.folder))
        settled = [path for path in sorted(now) if self.before.get(path) == now[path]]
        self.before = now
        for path in settled:
            if over():
                return
            self._one(path)
        self.known = {path: state for path, state in self.known.items() if path in now}
        self.waiting = {path: line for path, line in self.waiting.items() if path in now}

    def _one(self, path: Path) -> None:
        state = (_digest(path), _head(self.start))
        if self.known.get(path) == state or self.stuck.get(path) == state[0]:
            return
        try:
            (became,) = accept_each(self.start, [path], self.month, self.today, dry=False)
        except Stop as stop:  # the repository, not the file: while somebody mends it, files wait
            became = Became(f"{shown(path.name)}: {stop.sentence}", taken=False, passing=True)
        if became.taken:
            self.known.pop(path, None)
            self.waiting.pop(path, None)
            self.tell(became.line)
            if _digest(path) == state[0] and not _move(path, self.folder):  # else it was saved anew, and is looked at
                self.stuck[path] = state[0]
        elif became.passing:
            if self.waiting.get(path) != became.line:
                self.tell(f"{became.line} It is tried again.")
            self.waiting[path] = became.line
        else:
            self.known[path] = (state[0], _head(self.start))
            self.waiting.pop(path, None)
            if _noted(path, became):
                self.tell(became.line)


def watch(
    start: Path, folder: Path, month: str, today: date | None, every: float, once: bool, tell: Callable[[str], None]
) -> int:
    """Watches until it is interrupted, or once; how many files are refused. Stop where the folder cannot be watched.

    Two looks lie `every` seconds apart.
    """
    if not folder.is_dir():
        raise Stop(USAGE, f"There is no folder {folder}.")
    if folder.resolve().is_relative_to(find_root(start)):
        raise Stop(
            USAGE, f"{folder} is a part of the repository; watch a folder outside of it, into which people save."
        )
    with _alone(folder), _interrupted() as over:
        accept_each(start, [], month, today, dry=False)  # whoever cannot enter anything is told at once
        at = Watch(start, folder, month, today, tell)
        at.look()
        if not once:
            tell(f"Watching {folder}; Ctrl-C ends it.")
        while _waited(every, over):
            at.look(over)
            if once:
                return at.left
        tell("Ended; nothing is half done.")
        return at.left


def _waited(seconds: float, over: Over) -> bool:
    """Waits so long; False at once where it is over."""
    end = time.monotonic() + seconds
    while not over() and (left := end - time.monotonic()) > 0:
        time.sleep(min(left, 0.2))
    return not over()


def _there(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """The files in it that can be returned ones by their names; what a program still writes has another name."""
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise Stop(USAGE, f"{folder} cannot be read ({error.strerror}).") from None
    names = {path.name for path in found}
    for path in found:
        opened = {LOCK + path.name, LOCK + path.name[2:]} & names  # somebody has it open in Word
        if path.suffix.lower() in ENDINGS and not path.name.startswith((".", LOCK)) and not opened:
            try:
                about = path.lstat()
            except OSError:
                continue
            if path.is_file() and not path.is_symlink():
                yield path, (about.st_size, about.st_mtime_ns)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Stop(5) where another process watches the folder; a killed one leaves it free."""
    try:
        with only_build(folder / HELD, folder):
            yield
    except Stop as stop:
        if stop.exit_code != LOCKED:
            raise
        raise Stop(LOCKED, f"Another casekit accept is at work on {folder}; it takes what comes.") from None


@contextmanager
def _interrupted() -> Iterator[Over]:
    """Whether somebody asked to end: the file that is being taken is finished first."""
    asked: list[int] = []
    here = threading.current_thread() is threading.main_thread()
    signals = [signal.SIGINT, signal.SIGTERM] if here else []
    old = {one: signal.signal(one, lambda number, _: asked.append(number)) for one in signals}
    try:
        yield lambda: bool(asked)
    finally:
        for one, handler in old.items():
            signal.signal(one, handler)


def _move(path: Path, folder: Path) -> bool:
    """Into the folder of what was taken, with its note, under a name that nothing has there; False where it cannot."""
    into = folder / TAKEN
    try:
        into.mkdir(exist_ok=True)
        if into.is_symlink():
            raise NotADirectoryError(20, f"{TAKEN} leads elsewhere")
        for one in (path, _note(path)):
            if one.exists():
                one.rename(_free(into, one.name))
    except OSError as error:
        sys.stderr.write(f"casekit: {shown(path.name)} was taken, and cannot be moved ({error.strerror}).\n")
        return False
    return True


def _free(folder: Path, name: str) -> Path:
    """A name that nothing has there: the same, or with a number."""
    path, number = folder / name, 2
    while os.path.lexists(path):
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path


def _noted(path: Path, became: Became) -> bool:
    """Writes why beside a refused file; False where that stands there already."""
    text = f"{became.line}\n\nThis file was left where it is. Put it right, or take it away.\n"
    note = _note(path)
    try:
        if note.is_file() and not note.is_symlink() and note.read_text("utf-8") == text:
            return False
        if os.path.lexists(note) and (note.is_symlink() or not note.is_file()):
            return True
        note.write_text(text, "utf-8", newline="\n")
    except (OSError, UnicodeDecodeError):
        return True
    return True


def _note(path: Path) -> Path:
    return path.with_name(path.name + NOTE)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _head(start: Path) -> str:
    """The commit that is checked out: whatever was refused may be taken after another one. "" while git cannot say."""
    try:
        return open_history(find_root(start)).head
    except Stop:
        return ""
