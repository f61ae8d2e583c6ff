"""E-mail addresses, also with blanks around the @ and with words in place of the signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.privacy.found import EMAIL, Found

_BEFORE = re.compile(r"[\w.%+'&-]+( ?)$")
_AFTER = re.compile(r"@(?!\d+\.ya?ml(?![\w-]|\.\w))( ?)[\w-]+(?:\.[\w-]+)+")
"""What follows the name in an e-mail address; a form's old version (our-form@1.yaml) is the name of a file."""
_ENDING = re.compile(r"\.[A-Za-z]{2,}$")
_SPELT = re.compile(
    r"[\w.%+'-]+ ?[\[({] ?at ?[\])}] ?[\w-]+(?: ?(?:\.|[\[({] ?dot ?[\])}]| dot ) ?[\w-]+)+"
    r"|[\w.%+'-]+ at [\w-]+(?: dot [\w-]+)+",
    re.IGNORECASE,
)

_BRACKETED = {")": ("at", "AT", "at "), "]": ("at", "AT", "at "), "}": ("at",)}
"""What stands before a bracket that closes, where an address may be spelt out."""


def emails(text: str) -> Iterator[Found]:
    """Every e-mail address."""
    at = text.find("@")
    while at >= 0:
        tail = _AFTER.match(text, at)
        head = _BEFORE.search(text, max(0, at - 64), at) if tail else None
        if head and tail and (not (head[1] or tail[1]) or _ENDING.search(tail[0])):
            yield Found(head.start(), tail.end(), EMAIL)
        at = text.find("@", at + 1)
    if " dot " in text or " DOT " in text or _bracketed(text):
        yield from (Found(spelt.start(), spelt.end(), EMAIL) for spelt in _SPELT.finditer(text))


def _bracketed(text: str) -> bool:
    """Whether an "at" stands before a bracket that closes: looked for by the brackets, of which there are few."""
    for bracket, before in _BRACKETED.items():
        end = text.find(bracket)
        while end >= 0:
            if text.endswith(before, 0, end):
                return True
            end = text.find(bracket, end + 1)
    return False
