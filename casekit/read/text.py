"""From bytes to text: UTF-8 only, one kind of line end, and no character that nobody can see."""

from __future__ import annotations

import codecs
import re
import unicodedata

from casekit.problem import START, Problem, Span
from casekit.read import codes

REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Controls (tab and line feed apart), marks that turn the direction of writing, line and paragraph separators,
the byte order mark inside a text, half characters."""

SPOKEN = {
    "\x00": "NUL",
    "\x0b": "vertical tab",
    "\x0c": "form feed",
    "\r": "carriage return without a line feed",
    "\x1b": "ESC",
    "\x85": "next line",
    "\ufeff": "byte order mark in the middle of a text",
}
MOST = 5
"""So many refused characters are reported for one file, each kind once."""

_HARMLESS = bytes(range(0x20, 0x7F)) + b"\t\n"
_WIDE = codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE


def decode(path: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file with LF line ends, or None where it holds what casekit refuses.

    A byte order mark at the start is dropped with a warning. CRLF and LF give the same text and the same
    problems; a carriage return on its own is refused.
    """
    problems: list[Problem] = []
    if raw.startswith(_WIDE) or b"\0" in raw[:4]:
        return None, [_wide(path)]
    if raw.startswith(codecs.BOM_UTF8):
        raw = raw[3:]
        problems.append(
            Problem(
                path,
                START,
                codes.BYTE_ORDER_MARK,
                "The file begins with a byte order mark, three bytes that nobody sees.",
                "Save it as “UTF-8” rather than “UTF-8 with BOM”.",
            )
        )
    raw = raw.replace(b"\r\n", b"\n")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [*problems, _not_utf8(path, raw, error.start)]
    if raw.translate(None, _HARMLESS):
        refused = refused_characters(path, text)
        if refused:
            return None, problems + refused
    return text, problems


def refused_characters(path: str, text: str) -> list[Problem]:
    """A problem for each kind of character that is refused, at the first place where it stands."""
    first: dict[str, int] = {}
    for match in REFUSED.finditer(text):
        first.setdefault(match[0], match.start())
        if len(first) == MOST:
            break
    return [_refused(path, at(text, index), char) for char, index in first.items()]


def at(text: str, index: int) -> Span:
    """The span of one character, by its index in the text."""
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return Span(line, column, line, column + 1)


def describe(char: str) -> str:
    r"""A character that nobody can see, in a form that can be read: \u202e (right-to-left override)."""
    name = SPOKEN.get(char) or unicodedata.name(char, "").lower()
    if not name:
        name = "half of a character" if "\ud800" <= char <= "\udfff" else "control character"
    return f"\\u{ord(char):04x} ({name})"


def visible(raw: bytes) -> str:
    """What a file holds, however broken, for showing it: what cannot be decoded or seen stands there escaped."""
    text = raw.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").decode("utf-8", "backslashreplace")
    return REFUSED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _refused(path: str, span: Span, char: str) -> Problem:
    return Problem(
        path,
        span,
        codes.ENCODING,
        f"A character stands here that cannot be seen and is not allowed: {describe(char)}.",
        "Delete it, or type these words again; it often comes along when text is pasted.",
    )


def _wide(path: str) -> Problem:
    return Problem(
        path,
        START,
        codes.ENCODING,
        "The file is not saved as UTF-8: it looks like UTF-16, or like no text at all.",
        "Open it in the program that made it and save it with the encoding UTF-8.",
    )


def _not_utf8(path: str, raw: bytes, index: int) -> Problem:
    line = raw.count(b"\n", 0, index) + 1
    column = len(raw[raw.rfind(b"\n", 0, index) + 1 : index].decode("utf-8")) + 1
    return Problem(
        path,
        Span(line, column, line, column + 1),
        codes.ENCODING,
        f"The file is not saved as UTF-8: the byte \\x{raw[index]:02x} means nothing there.",
        "Save it with the encoding UTF-8; an older Windows program may have saved it as “ANSI”.",
    )
