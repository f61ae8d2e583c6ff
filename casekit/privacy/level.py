"""Text as it is searched: every kind of blank a blank and every kind of dash a hyphen, place for place.

What comes out of Word, Outlook or a case system has blanks that do not break, dashes in place of hyphens, and lines
that end in the middle of a number. None of these hides what stands there from a reader.
"""

from __future__ import annotations

import re

_OTHERS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2010-\u2015\u2212\ufe58\ufe63\uff0d\uff20\uff0e]")
_LEVEL = {ord(one): " " for one in "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))}
_LEVEL |= {ord(one): "-" for one in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"}
_LEVEL |= {0xFF20: "@", 0xFF0E: "."}


def level(text: str) -> str:
    """The text with one kind of blank and of hyphen, as long as before; ends of lines stay."""
    return text if text.isascii() or not _OTHERS.search(text) else text.translate(_LEVEL)


def one_line(text: str) -> str:
    """The same with blanks for tabs and ends of lines too."""
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
