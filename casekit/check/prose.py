"""What a comment box says: its words and sentences, and whether it says anything at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from casekit.model.audit import Audit, Box, Entry
from casekit.model.policy import Evidence
from casekit.words import MARKS, fold

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
BLANKS = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"
BETWEEN = MARKS | {ord(mark): mark for mark in "'-"}
"""As words.MARKS, without what may stand inside a word."""
EDGES = (" -", "- ", " '", "' ", "--", "''", "-'", "'-")
"""Hyphens and apostrophes that stand in no word."""
SHORT = 200
"""Characters at the beginning of a text that say whether all of it can be one of a few short phrases."""
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n\s*\n|\n\s*(?=[-*+]\s|\d+[.)]\s)")


def words(text: str) -> list[str]:
    """The words of a text in small letters; a figure is a word too."""
    low = text.casefold()
    if not low.isascii():
        return WORD.findall(low)
    spaced = f" {low.translate(BETWEEN)} "
    while any(edge in spaced for edge in EDGES):
        for edge in EDGES:
            spaced = spaced.replace(edge, "  ")
    return spaced.split()


@lru_cache(maxsize=8)
def even(text: str) -> str:
    """The text in small letters with one blank wherever there are any; remembered for the rules that look into it."""
    low = text.casefold()
    if not low.isascii():
        return " ".join(low.split())
    for blank in BLANKS:
        low = low.replace(blank, " ")
    while "  " in low:
        low = low.replace("  ", " ")
    return low


def may_say(audit: Audit, known: tuple[str, ...]) -> bool:
    """Whether an audit can have any of the phrases; a quick look at all that it says, since in nearly all is none."""
    said = even("\n".join(box.text for entry in audit.entries() for _, box in texts(entry)))
    return any(phrase in said for phrase in _evened(known))


@lru_cache(maxsize=256)
def length(text: str) -> int:
    """How many words a text has; remembered for the boxes of one audit, of which several rules ask."""
    return len(words(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text, points of a list each for itself."""
    return [found for part in SENTENCE.split(text) if (found := part.strip())]


def says_nothing(box: Box | None, evidence: Evidence) -> bool:
    """Whether a box is empty, or what stands in it only says that there is nothing, such as "None." """
    if box is None:
        return True
    return _nothing(box.text, evidence.nothing)


def only_nothing(text: str, evidence: Evidence) -> bool:
    """Whether something stands there that only says that there is nothing, such as "n/a"."""
    return bool(text.strip()) and _nothing(text, evidence.nothing)


@lru_cache(maxsize=256)
def _nothing(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether the text is empty or one of the phrases; remembered, as length is."""
    known, most = _folded(phrases)
    if len(text) > SHORT and len(fold(text[:SHORT]).split()) - 1 > most:  # its last word may be cut
        return False
    said = fold(text)
    return not said or said in known


def texts(entry: Entry) -> Iterator[tuple[str, Box]]:
    """Everything written in a section: its boxes by name, then the comments on its answers by question."""
    yield from entry.boxes.items()
    yield from entry.comments.items()


@cache
def phrases(known: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the phrases as whole words, the longest first, in a text in small letters; of none, nothing."""
    longest = sorted({" ".join(one.casefold().split()) for one in known}, key=lambda one: (-len(one), one))
    either = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if longest else r"(?!)")


@cache
def _evened(known: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases as they are looked for."""
    return tuple(" ".join(one.casefold().split()) for one in known)


@cache
def small(known: tuple[str, ...]) -> tuple[str, ...]:
    """The words or phrases in small letters."""
    return tuple(one.casefold() for one in known)


@cache
def _folded(known: tuple[str, ...]) -> tuple[frozenset[str], int]:
    """What says nothing, as it is compared, and the most words that any of it has."""
    folded = frozenset(map(fold, known))
    return folded, max((len(one.split()) for one in folded), default=0)
