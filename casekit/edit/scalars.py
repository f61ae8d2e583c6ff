"""How one value is written so that an auditor can read it and the strict reader gives it back unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from casekit.model.document import Scalar

WIDTH = 100
"""Columns after which prose goes on in the next line."""

PROSE = 76
"""A text longer than this, in characters, is written as a block of its own under its key."""

_WORD = re.compile(r"[^\W\d][\w.+/@-]*(?::[\w.+/@-]+)*|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")
_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`<=~.](?:[^\t\n:#]|:(?=[^\s#])|(?<=[^\s:])\#)*(?<! )""")
_NOT_TEXT = re.compile(r"(?i:true|false|null|[-+]?[\d.][\d_.]*(?:e[-+]?\d*)?|0[xob]\w*)")
_UNSAFE = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_BLANK_EDGE = re.compile(r"^[ \t\n]|[ \t\n]\Z|[ \t]$|^[ \t]", re.MULTILINE)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


@lru_cache(maxsize=65536)
def is_word(text: str) -> bool:
    """Whether the text is an id, a date or a single word: what may stand in braces without being quoted."""
    return _WORD.fullmatch(text) is not None and _NOT_TEXT.fullmatch(text) is None


@lru_cache(maxsize=65536)
def inline(value: Scalar) -> str:
    """The value on one line: plain where the reader takes it for the same, else in double quotes.

    Numbers are finite and have at most 15 digits; nothing is written as null.
    """
    if isinstance(value, str):
        return value if is_word(value) or _is_plain(value) else quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else format(Decimal(repr(value)), "f")


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and _NOT_TEXT.fullmatch(text) is None and _UNSAFE.search(text) is None


def quoted(text: str) -> str:
    """The text in double quotes on one line, whatever it holds."""
    escaped = "".join(_ESCAPES.get(c, c) for c in text)
    return '"' + _UNSAFE.sub(_escape, escaped) + '"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def is_prose(text: str) -> bool:
    """Whether the text is written as a block: it is long or has several lines, and a block can hold it."""
    return (len(text) > PROSE or "\n" in text) and _BLANK_EDGE.search(text) is None and _UNSAFE.search(text) is None


def folded(text: str, indent: str) -> str:
    """The lines under a `>-`, each after indent; a line end of the text needs one blank line more."""
    out = []
    for line in text.split("\n"):
        out += [*wrapped(line, WIDTH - len(indent)), ""] if line else [""]
    return "\n".join(indent + line if line else "" for line in out[:-1])


def wrapped(line: str, width: int) -> list[str]:
    """The line cut at single blanks into pieces of at most width characters, where its words allow."""
    if "  " in line or "\t" in line:
        return [line]
    pieces = []
    start = 0
    while len(line) - start > width:
        cut = line.rfind(" ", start, start + width + 1)
        if cut < 0:
            cut = line.find(" ", start + width)
        if cut < 0:
            break
        pieces.append(line[start:cut])
        start = cut + 1
    pieces.append(line[start:])
    return pieces


def comment(text: str, indent: str) -> Iterator[str]:
    """The text as comment lines; what is indented inside it stays so."""
    bare = text.lstrip(" ")
    inner = indent + "# " + " " * (len(text) - len(bare))
    for line in wrapped(" ".join(bare.split()), WIDTH - len(inner)):
        yield inner + line
