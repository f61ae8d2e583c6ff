"""A house in a street: by its number and the street's last word, however the two are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casekit.days import MONTHS
from casekit.privacy.found import ADDRESS, Found

_NUMBER = r"(?:\d{1,4} ?[-/] ?)?\d{1,4}(?: ?[A-Za-z](?= |,))?,?"
_CERTAIN = ("road", "street", "avenue", "crescent", "lane", "terrace", "mews")
"""Endings that count in small letters too, since beside a number they are hardly ever anything else."""
_SMALL = frozenset((
    "a", "about", "across", "after", "all", "along", "and", "another", "at", "away", "before", "behind", "between",
    "by", "case", "close", "cross", "day", "days", "down", "each", "end", "every", "for", "from", "going", "her",
    "his", "hour", "hours", "in", "into", "is", "it", "its", "just", "left", "memory", "metres", "miles", "minute",
    "minutes", "month", "months", "more", "near", "of", "off", "on", "or", "our", "out", "over", "past", "people",
    "per", "same", "than", "that", "the", "their", "them", "then", "these", "they", "this", "those", "times", "to",
    "towards", "two", "under", "until", "up", "visit", "visits", "was", "week", "weeks", "were", "when", "where",
    "which", "with", "very", "long", "short", "year", "years", "your",
))  # fmt: skip
"""Words that stand between a number and a road where no address is meant."""


_NONE = re.compile(
    rf"\b(?:Family|High|Crown|County|Youth|Magistrates['’]?|Supreme|The) Court$|^\d+ (?:{'|'.join(MONTHS)})\s"
)
"""What is counted before a court are hearings, and before a month stands a day."""


class Addresses:
    """Finds addresses, with a council's own words for streets."""

    def __init__(self, streets: Sequence[str]) -> None:
        self._words = streets
        ends = either(streets)
        word = r"[A-Z][\w'’-]*\.?"
        joined = rf"{word}(?:\s+(?:of|the|le|on|by)(?:\s+the)?)?"
        self._titled = re.compile(
            rf"(?:[Ff]lat\s+\d{{1,4}}[A-Za-z]?,?\s+)?{_NUMBER}\s+(?:{joined}\s+){{1,3}}(?:{ends}|{ends.upper()})\b"
        )
        houses = "House|Court|Lodge|Point|Heights|Mansions|Tower|Towers|Buildings?|Place"
        self._flat = re.compile(
            rf"\b(?:[Ff]lat|[Aa]partment|FLAT|Apt)\.?\s+\d{{1,4}} ?[A-Za-z]?,?\s+(?:{word}\s+){{1,3}}"
            rf"(?:{houses}|{ends})\b"
        )
        self._small = re.compile(
            rf"{_NUMBER}\s+((?:[a-z][\w'’-]*\.?\s+){{1,2}})(?:{'|'.join(_CERTAIN)})\b", re.IGNORECASE
        )
        self._numbered = re.compile(
            rf"\d ?[A-Za-z]?,?\s+(?:(?:{joined}\s+){{1,3}}(?:{houses}|{ends}|{ends.upper()})"
            rf"|(?i:(?:[a-z][\w'’-]*\.?\s+){{1,2}}(?:{'|'.join(_CERTAIN)})))\b"
        )

    def possible(self, piece: str) -> bool:
        """Whether there can be any; a quick look at what follows a number."""
        return self._numbered.search(piece) is not None

    def find(self, text: str) -> Iterator[Found]:
        """Every house in a street."""
        for found in (*self._flat.finditer(text), *self._titled.finditer(text)):
            if not text[max(0, found.start() - 1) : found.start()].isalnum() and not _NONE.search(found[0]):
                yield Found(found.start(), found.end(), ADDRESS)
        for found in self._small.finditer(text):
            between = found[1].lower().replace(".", "").split()
            alone = not text[max(0, found.start() - 1) : found.start()].isalnum()
            if alone and not _SMALL.intersection(between) and not _NONE.search(found[0]):
                yield Found(found.start(), found.end(), ADDRESS)


def either(words: Sequence[str]) -> str:
    """A pattern for any of the words, the longest first; one that nothing fits where there are none."""
    return (
        "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=lambda w: (-len(w), w)))
        or "(?!)"
    )
