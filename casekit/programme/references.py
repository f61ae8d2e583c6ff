"""Whether a case's reference says nothing of anybody (F6): no name, day of birth or other number in disguise.

Names are those that policy lists, also with digits for the letters that they look like, and what sounds like them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from casekit.privacy.words import Words
from casekit.words import fold, listing

SHAPE = re.compile(r"[A-Z][A-Z0-9]{3,11}")
"""What every reference is, whatever a council's own are."""
INSTEAD = "draw one in which letters and digits are mixed, such as K7Q2M."

_READINGS = (
    str.maketrans("", ""),
    str.maketrans("0123456789", "OIZEASGTBG"),
    str.maketrans("0123456789", "OLZEASGTBG"),
)
"""As it stands, and with each digit for the letter that it looks like; 1 is I or L."""
_LETTERS = re.compile(r"[A-Z]+")
_BEFORE, _AFTER = re.compile(r"[A-Z]*\Z"), re.compile(r"[A-Z]*")
_SPOKEN = re.compile(r"(?!.*[^AEIOUY]{4})(?!.*[AEIOUY]{3}).*[AEIOUY]")
_BORN = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])[0-2]\d(?!\d)")
"""Day, month and year of a child or a care leaver."""
_MONTH = re.compile(r"\d(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d")
_NUMBER = re.compile(r"\d{8}|(?:\D*\d){9}")
"""So many digits in a row, or in all, may be a whole date or a number of another system."""
WORD = 5
"""So many letters in a row may be a word."""


@dataclass(slots=True)
class References:
    """What references are held against. shapes: a council's own, # a digit, @ a letter, * either; none for any."""

    words: Words
    shapes: Sequence[str] = ()
    _names: frozenset[str] = field(init=False)
    _sounds: frozenset[str] = field(init=False)
    _own: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        every = (re.sub(r"[^A-Z]", "", fold(name).upper()) for name in (*self.words.names, *self.words.also_names))
        self._names = frozenset(name for name in every if len(name) > 2)
        self._sounds = frozenset(part for name, size in product(self._names, (2, 3)) for part in _parts(name, size))
        signs = {"#": "[0-9]", "@": "[A-Z]", "*": "[A-Z0-9]"}
        self._own = re.compile("|".join("".join(signs.get(c, c) for c in shape) for shape in self.shapes))

    def wrong(self, ref: str) -> str:
        """What is wrong with a reference, "" where nothing is; the reference itself is never repeated.

        Where the council says what its references look like, only listed names are looked for.
        """
        if not SHAPE.fullmatch(ref):
            return "'ref' is not a random reference of 4 to 12 capitals and digits, such as K7Q2M."
        if self.shapes and not self._own.fullmatch(ref):
            return f"'ref' has another shape than casekit.toml says references have: {listing(self.shapes, 'or')}."
        if any(self._named(ref)):
            return f"'ref' may hold a name; {INSTEAD}"
        if self.shapes:
            return ""
        if any(self._sounds_so(run[0], ref) for run in _LETTERS.finditer(ref)):
            return f"'ref' may hold a name: it has letters in a row that sound like one; {INSTEAD}"
        if _BORN.search(ref) or _MONTH.search(ref):
            return f"'ref' may hold a day of birth; {INSTEAD}"
        if _NUMBER.search(ref):
            return f"'ref' may hold a date or a number of another system; {INSTEAD}"
        return ""

    def _named(self, ref: str) -> Iterator[bool]:
        """For each place that reads as a listed name, whether that is more than chance."""
        for read in {ref.translate(table) for table in _READINGS}:
            for start in range(len(ref) - 2):
                for end in range(start + 3, len(ref) + 1):
                    if read[start:end] in self._names:
                        yield _stands_out(ref, start, end)
        spread = "".join(_LETTERS.findall(ref))
        yield len(spread) > 3 and spread in self._names

    def _sounds_so(self, run: str, ref: str) -> bool:
        """Whether letters in a row sound like a name: any two or three neighbours stand together in a listed one.

        Of six letters or more that stand first and with digits alone behind them, any two are enough.
        """
        if len(run) < WORD or not _SPOKEN.match(run):
            return False
        alone = len(run) > WORD and ref.startswith(run) and not _LETTERS.search(ref, len(run))
        return all(part in self._sounds for part in _parts(run, 2 if alone else 3))


def _stands_out(ref: str, start: int, end: int) -> bool:
    """Whether it is a name of three letters alone, of four with an initial at most, or a longer one anywhere.

    At most half of it may be digits that look like letters.
    """
    long = end - start
    digits = sum(sign.isdigit() for sign in ref[start:end])
    beside = sum(len(found[0]) for found in (_BEFORE.search(ref, 0, start), _AFTER.match(ref, end)) if found)
    if long == 3:
        return digits == 0 and beside == 0
    return digits <= long // 2 and (long > 4 or beside <= 1)


def _parts(word: str, size: int) -> Iterator[str]:
    return (word[n : n + size] for n in range(len(word) - size + 1))
