"""What a comment box says: its words and sentences, and whether it says anything at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from casekit.model.audit import Box, Entry
from casekit.model.policy import Evidence
from casekit.words import fold

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n\s*\n|\n\s*(?=[-*+]\s|\d+[.)]\s)")


def words(text: str) -> list[str]:
    """The words of a text in small letters; a figure is a word too."""
    return WORD.findall(text.casefold())


def sentences(text: str) -> list[str]:
    """The sentences of a text, points of a list each for itself."""
    return [found for part in SENTENCE.split(text) if (found := part.strip())]


def says_nothing(box: Box | None, evidence: Evidence) -> bool:
    """Whether a box is empty, or what stands in it only says that there is nothing, such as "None." """
    if box is None:
        return True
    said = fold(box.text)
    return not said or said in _folded(evidence.nothing)


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
def _folded(known: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, known))
