"""Reads the versions of one file after another, and of what they share only the first time.

An audit's versions differ in few lines. Front matter falls into its top keys, each of which is YAML by itself, and a
top key that stands there as it stood before is not parsed again. Whatever is not plainly so is read whole, and a test
holds both ways to the same answer.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from casekit.history.facts import Facts, Key, facts, texts
from casekit.model.document import Value
from casekit.read.body import body
from casekit.read.codes import CODES
from casekit.read.split import split
from casekit.read.strict import load
from casekit.read.text import decode

TOP = re.compile(r"^[a-z_]+:(?=[ \n])", re.MULTILINE)
COMMENTS = re.compile(r"(?:[ \t]*(?:#.*)?\n)*")
WHOLE = re.compile(r"^(?:\.\.\.|---|%)", re.MULTILINE)
"""Lines that mean something to the text as a whole."""
ID = re.compile(rb"^id:[ \t]+[\"']?([A-Za-z0-9][A-Za-z0-9-]{0,60})[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)
FIRST = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\nid:[ \t]+([A-Za-z0-9][A-Za-z0-9-]{0,60})[ \t]*\r?\n")
SHORT = 100
"""Characters of a piece that may well stand in other audits too."""
LOOKED = 64 * 1024
"""Bytes in which the id of an unreadable version is looked for."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a file. id: the audit's, "" where nothing says which. facts: None where it cannot be read."""

    id: str
    facts: Facts | None = None


class Reader:
    """Reads versions of one file in turn."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Value]] = {}
        self._texts: tuple[str, dict[Key, str] | None] = ("", {})

    def read(self, raw: bytes) -> Version:
        """What a version records. One that is broken is told by the line of its id alone, if there is one."""
        text, _ = decode("", raw)
        parts = split("", text)[0] if text is not None else None
        data = self.front(parts.front) if parts is not None else None
        below = self.texts(parts.body) if parts is not None and data is not None else None
        found = facts(data, below) if data is not None and below is not None else None
        if found is None:
            line = ID.search(raw[:LOOKED])
            return Version(line[1].decode() if line else "")
        return Version(found.id, found)

    def texts(self, text: str) -> dict[Key, str] | None:
        """The texts below front matter; None where no page could show them."""
        if text != self._texts[0]:
            below, _ = body("", text, 1)
            self._texts = (text, texts(below) if below is not None else None)
        return self._texts[1]

    def front(self, text: str) -> dict[str, Value] | None:
        """The values of front matter, None where it is broken or no mapping."""
        starts = [] if WHOLE.search(text) else [match.start() for match in TOP.finditer(text)]
        if not starts or not COMMENTS.fullmatch(text, 0, starts[0]):
            return whole(text)
        fresh: dict[str, dict[str, Value]] = {}
        data: dict[str, Value] = {}
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            piece = text[start:end]
            values = self._known.get(piece) or (whole if len(piece) > SHORT else short)(piece)
            if values is None or len(values) != 1 or values.keys() & data.keys():
                return whole(text)
            fresh[piece] = values
            data |= values
        self._known = fresh
        return data


def first_line(raw: bytes) -> str:
    """The audit's id where it is the first line of front matter, where nothing can only look like one; else ""."""
    found = FIRST.match(raw)
    return found[1].decode() if found else ""


def whole(text: str) -> dict[str, Value] | None:
    """The values of a YAML text read in one piece, None where it is broken or no mapping."""
    data, problems = load("", text)
    return data if isinstance(data, dict) and not any(CODES[p.code].severity == "error" for p in problems) else None


@functools.lru_cache(4096)
def short(text: str) -> dict[str, Value] | None:
    """As whole, for a piece that many audits share, such as the form they were written on; nobody may change it."""
    return whole(text)
