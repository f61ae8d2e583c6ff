"""What a word without quotes means: a number, true, false, nothing, or (nearly always) just text."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from casekit.model.document import Scalar

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(\.[0-9]+)?")
LONG_NUMBER = re.compile(r"-?[1-9][0-9]{15,}(?:\.[0-9]+)?")
WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BASES = {"0x": 16, "0o": 8, "0b": 2}


def scalar(text: str) -> Scalar:
    """The value of a plain scalar: true, false, nothing, a number of at most 15 digits before the point, else text.

    So no, on, 010, 12:30, 1_000 and 2026-10-16 are text.
    """
    if text in WORDS:
        return WORDS[text]
    if text[0] in "-0123456789" and (match := NUMBER.fullmatch(text)):
        return float(text) if match[1] else int(text)
    return text


def hint_for(text: str) -> str:
    """What to write instead, where a text stands and a yes or no, a number or a date was probably meant; else ""."""
    word = text.strip()
    folded = word.casefold()
    if folded in ("yes", "on", "true"):
        return f"“{word}” is read as text here; write true"
    if folded in ("no", "off", "false"):
        return f"“{word}” is read as text here; write false"
    if folded in ("null", "none", "nil", "n/a"):
        return f"“{word}” is read as text here; for nothing, leave the place empty"
    number = _number_meant(folded)
    if number:
        return f"“{word}” is read as text here; for a number write {number}"
    day = _day_meant(folded)
    if day:
        return f"“{word}” is read as text here; write a date as {day}"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word) and not _exists(word):
        return f"there is no {word} in the calendar"
    return ""


def _number_meant(word: str) -> str:
    bare = word.replace("_", "").lstrip("+").removesuffix("%").rstrip()
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+", bare):
        bare = bare.replace(",", "")
    sign, digits = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    base = _BASES.get(digits[:2])
    if base:
        try:
            return sign + str(int(digits[2:15], base)) if len(digits) < 15 else ""
        except ValueError:
            return ""
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?e[+-]?[0-9]{1,2}", digits):
        plain = sign + f"{Decimal(digits):f}"
        return plain if NUMBER.fullmatch(plain) else ""
    if re.fullmatch(r"[0-9]*\.[0-9]+|[0-9]+\.?", digits):
        whole, point, part = digits.partition(".")
        plain = sign + (whole.lstrip("0") or "0") + (point + part if part else "")
        return plain if NUMBER.fullmatch(plain) and plain != word else ""
    return ""


def _day_meant(word: str) -> str:
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", word):
        day = _iso(match[1], match[2], match[3])
    elif match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", word):
        day = _iso(match[3], match[2], match[1])
    elif (match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]* (\d{4})", word)) and match[2] in _MONTHS:
        day = _iso(match[3], str(_MONTHS.index(match[2]) + 1), match[1])
    else:
        return ""
    return day if day != word else ""


def _iso(year: str, month: str, day: str) -> str:
    text = f"{year}-{month:0>2}-{day:0>2}"
    return text if _exists(text) else ""


def _exists(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
