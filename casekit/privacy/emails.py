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


def emails(text: str) -> Iterator[Found]:
    """Every e-mail address."""
    at = text.find("@")
    while at >= 0:
        head = _BEFORE.search(text, max(0, at - 64), at)
        tail = _AFTER.match(text, at)
        if head and tail and (not (head[1] or tail[1]) or _ENDING.search(tail[0])):
            yield Found(head.start(), tail.end(), EMAIL)
        at = text.find("@", at + 1)
    if any(sign in text for sign in (" dot ", " DOT ", "at)", "at]", "at}", "AT)", "AT]", "at )", "at ]")):
        yield from (Found(spelt.start(), spelt.end(), EMAIL) for spelt in _SPELT.finditer(text))
