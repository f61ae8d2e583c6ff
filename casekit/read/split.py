"""An audit file in its two parts: front matter for what is counted, Markdown for what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casekit.problem import START, Problem, Span
from casekit.read import codes

FRONT_MOST = 64 * 1024
"""Bytes that front matter may hold."""
BODY_MOST = 128 * 1024
"""Bytes that the text below may hold."""

_OPENING = re.compile(r"---[ \t]*(?=\n|\Z)")
_CLOSING = re.compile(r"\n---[ \t]*(?=\n|\Z)")
_DASHES = re.compile(r"^\s*[-\u2010-\u2015\u2212_=*]{1,}\s*$")
_TITLE = re.compile(r"^## ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """The two parts of a file, without the fences, and the line of the file on which each begins (1-based)."""

    front: str
    body: str
    front_line: int
    body_line: int


def split(path: str, text: str) -> tuple[Parts | None, list[Problem]]:
    """Front matter and body, or None with a problem where a fence is missing or a part is too large."""
    opening = _OPENING.match(text)
    if opening is None:
        return None, [_no_opening(path, text)]
    start = opening.end() + 1
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None, [_no_closing(path, text)]
    front, body = text[start : closing.start() + 1], text[closing.end() + 1 :]
    body_line = front.count("\n") + 3
    problems = []
    if larger(front, FRONT_MOST):
        problems.append(_too_large(path, 1, "The front matter", FRONT_MOST))
    if larger(body, BODY_MOST):
        problems.append(_too_large(path, body_line, "The text below the front matter", BODY_MOST))
    return (None if problems else Parts(front, body, 2, body_line)), problems


def larger(text: str, most: int) -> bool:
    """Whether a text takes more than so many bytes."""
    return len(text) > most or (len(text) * 4 > most and len(text.encode()) > most)


def _no_opening(path: str, text: str) -> Problem:
    first = text.split("\n", 1)[0]
    if not text.strip():
        message = "The file is empty."
    elif _DASHES.match(first):
        message = "The first line is not exactly three hyphens, so the front matter does not begin."
    else:
        message = "The file does not begin with front matter."
    hint = "The first line must be --- and nothing else; the keys follow it, then another line with ---."
    return Problem(path, START, codes.FENCE, message, hint)


def _no_closing(path: str, text: str) -> Problem:
    title = _TITLE.search(text)
    hint = "Put a line with --- and nothing else below the last key"
    if title:
        hint += f", before line {text.count(chr(10), 0, title.start()) + 1} where the first heading stands"
    return Problem(path, START, codes.FENCE, "The front matter that begins here is never closed.", hint + ".")


def _too_large(path: str, line: int, what: str, most: int) -> Problem:
    return Problem(
        path,
        Span(line, 1, line, 1),
        codes.TOO_LARGE,
        f"{what} is larger than {most // 1024} KiB.",
        "An audit does not retell the case; shorten it, and leave out what was pasted.",
    )
