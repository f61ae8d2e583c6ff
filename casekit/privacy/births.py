"""Dates of birth: full dates beside a word such as "born", in any way in which people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.days import MONTHS
from casekit.privacy.found import BORN, Found

_MONTH = "|".join(f"{month[:3]}(?:t|{month[3:]})?" if month[3:] else month for month in MONTHS)
_WEEKDAY = r"(?:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_YEAR = r"(?:,?[ -]?\d{4}\b|,? ?['’]\d\d\b|[ -]\d\d\b(?![:.]\d))?"
_DATE = re.compile(
    r"\b\d{4} ?[/.-] ?\d\d? ?[/.-] ?\d\d?\b|\b\d{1,2}(?: ?[./-] ?| )\d{1,2}(?: ?[./-] ?| )(?:\d{4}|\d\d)\b"
    r"|\b(?:\d{8}|\d{6})\b"
    rf"|{_WEEKDAY}(?:the )?\b\d{{1,2}} ?(?:st|nd|rd|th)?(?: of)?[ -]?(?:{_MONTH})\b\.?{_YEAR}"
    rf"|{_WEEKDAY}\b(?:{_MONTH})\.? (?:the )?\d{{1,2}} ?(?:st|nd|rd|th)?\b{_YEAR}"
    r"|\b\d\d(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d{2,4}\b",
    re.IGNORECASE,
)
_NUMBER = (
    "\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen"
)
_BEGINNINGS = ("born", "birth", "dob", "d.o", "d. o", "d o b", "edd", "delivery", "(b", "turn")
_BORN = re.compile(
    r"(?<!\w)(?:(?:dob|d\. ?o\. ?b|d o b|edd)\b\.?|born\b|birth ?(?:day|date)\b)"
    r"|(?<!\w)(?:(?<=date of )(?:birth|delivery)|(?<=at )birth)\b"
    rf"|\(b\.? |\bturn(?:s|ed|ing)? (?:{_NUMBER}) on\b",
    re.IGNORECASE,
)
"""The word beside a date of birth, from one of the beginnings on."""
_TO_THE_DATE = re.compile(r"[^.!?,;]{0,30}|,? ?(?:which |that )?(?:is |was )?(?:on |in )?")
"""What may stand between "born" and its date: a few words of the same clause."""
_BEHIND = re.compile(
    r"[ ,(-]{0,3}(?:is |was )?(?:(?:his|her|their|the) )?(?:dob|d\.o\.b|date of birth|birthday)\b", re.IGNORECASE
)
_BEFORE = 44
"""So many characters before "date of birth" are looked at for a date."""


def births(text: str) -> Iterator[Found]:
    """Every full date straight behind a word such as "born", in the same sentence, or straight before such a word."""
    low = text.replace("İ", "I").lower()  # the one letter that gets longer
    for start in sorted(at for beginning in _BEGINNINGS for at in places(low, beginning)):
        word = _BORN.match(text, start)
        if word is None:
            continue
        day = _DATE.search(text, word.end(), word.end() + 64)
        if day and _TO_THE_DATE.fullmatch(text[word.end() : day.start()]):
            yield Found(day.start(), day.end(), BORN)
            continue
        for day in _DATE.finditer(text, max(0, word.start() - _BEFORE), word.start()):
            if _BEHIND.match(text, day.end()):
                yield Found(day.start(), day.end(), BORN)


def places(text: str, piece: str) -> Iterator[int]:
    """Where the piece stands in the text."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)
