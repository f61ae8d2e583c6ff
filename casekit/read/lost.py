"""Text that somebody wrote and that YAML would leave out without a word."""

from __future__ import annotations

import re

_COLON = re.compile(r"\s*:")
_COMMENT = re.compile(r"([ \t]+)#(.?).*")


class Lost:
    """Looks into the text around a value. has_comments: whether there may be any comment to look at."""

    __slots__ = ("has_comments", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.has_comments = " #" in text or "\t#" in text

    def key_without_colon(self, key_end: int) -> bool:
        """Whether a key in braces has no colon after it: {why: first, second} has one named second."""
        return _COLON.match(self.text, key_end) is None

    def comment(self, end: int, value: str) -> str:
        """The comment after a plain value that was probably meant as part of it, else "".

        Prose with one space before #, or with no space after it; a single word only where both hold
        (plan #2); nothing at all where # comes first (evidence: #12). Two spaces, #, and a space begin a
        comment that is meant as one.
        """
        match = _COMMENT.match(self.text, end)
        if match is None:
            return ""
        one_space, stuck = match[1] == " ", match[2] not in ("", " ", "\t", "#", "!")
        if value == "":
            meant = stuck
        elif " " in value:
            meant = one_space or stuck
        else:
            meant = one_space and stuck
        return match[0] if meant else ""
