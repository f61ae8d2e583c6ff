"""Text as somebody typed or pasted it, made fit for an audit file exactly as the page's script does it (site/form)."""

from __future__ import annotations

import re

_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""What a word processor pastes for the end of a line."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What nobody sees and the reader of audits refuses."""
_OPENS = re.compile(r" {0,3}(#{1,6}([ \t]|$)|```|~~~)")
_UNDERLINES = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_BLANKS = re.compile(r"[ \t]+$")


def filled(text: object) -> bool:
    """Whether it is a text that says something."""
    return isinstance(text, str) and text.strip() != ""


def clean(text: object) -> str:
    """The text with line feeds only, and without what nobody sees."""
    return _UNSEEN.sub("", _ENDS.sub("\n", str(text)))


def prose(text: object) -> str:
    """The same without blanks at the ends of lines and around the whole."""
    return "\n".join(_BLANKS.sub("", line) for line in clean(text).split("\n")).strip()


def guarded(text: str) -> str:
    """A line that Markdown would take for a heading or an open block stands as the text that it is."""
    lines = prose(text).strip("\n").split("\n")
    out = []
    for number, line in enumerate(lines):
        above = number > 0 and lines[number - 1].strip() != ""
        heading = _OPENS.match(line) or (above and _UNDERLINES.match(line))
        out.append(re.sub("^( {0,3})", r"\1\\", line, count=1) if heading else line)
    return "\n".join(out)
