"""What found no place in an audit, kept in a file beside the document that it came in. Nothing there is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casekit.words import shown

MOST = 100
"""So many files with what was left over there can be beside one document."""


def keep(file: Path, kept: Sequence[str]) -> str:
    """Writes the pieces beside the file and gives the name of where they are; OSError where that cannot be done.

    Where a file with other words has that name, the next number is taken. One that is only a link is never followed,
    since whoever can write into a shared folder could let it lead anywhere.
    """
    text = "\n\n".join(kept) + "\n"
    for number in range(1, MOST + 1):
        beside = named(file, number)
        try:
            with beside.open("x", encoding="utf-8", newline="\n") as made:
                made.write(text)
            return shown(beside.name)
        except FileExistsError:
            if not beside.is_symlink() and beside.is_file() and _same(beside, text):
                return shown(beside.name)
    raise FileExistsError(0, f"there are {MOST} such files already")


def named(file: Path, number: int = 1) -> Path:
    """How the file is called in which what was left over stands."""
    return file.with_name(f"{file.stem}-left-over{f'-{number}' if number > 1 else ''}.txt")


def _same(beside: Path, text: str) -> bool:
    raw = text.encode()
    with beside.open("rb") as there:
        return there.read(len(raw) + 1) == raw
