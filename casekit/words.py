"""Small helps for writing English sentences and for comparing what people typed."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SHORT = 64
"""So many signs has an answer, a grade or a heading at most."""
MARKS = {code: " " for code in range(128) if not chr(code).isalnum()}
"""Blanks for all that is no letter and no figure: so a text in plain letters is taken apart far quicker."""


def fold(text: str) -> str:
    """The text as headings, values and titles are compared: no case, no punctuation, "&" as "and"."""
    return _folded(text) if len(text) <= SHORT else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().replace("&", " and ").replace("'", "").translate(MARKS).split())
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return " ".join(re.sub(r"[^\w]+|_", " ", text.replace("'", "").replace("’", "")).split())


_folded = lru_cache(maxsize=4096)(_fold)
"""Remembered: the same few answers, grades and headings stand in every audit."""


def unnumbered(text: str) -> str:
    """The text without a number that an author put in front: "4. ", "4.1 ", "4) "."""
    return re.sub(r"^\s*(\d+[.)])*\d*[.)]?\s+(?=\S)", "", text) if text[:1].isdigit() else text


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The known word nearest to what was typed, or "" where none is near."""
    folded = {fold(k): k for k in known}
    near = difflib.get_close_matches(fold(word), folded, n=1, cutoff=0.7)
    return folded[near[0]] if near else ""


def suggestion(word: str, known: Iterable[str]) -> str:
    """ "; did you mean X?" for a near word, else ""."""
    near = did_you_mean(word, known)
    return f"; did you mean {near}?" if near else ""


def ending(word: str, known: Iterable[str]) -> str:
    """How a sentence about an unknown word ends: "; did you mean X?", or a full stop."""
    return suggestion(word, known) or "."


def sentence(text: str) -> str:
    """The text with a capital in front and a full stop behind, where it has none."""
    return text[:1].upper() + ended(text[1:])


def ended(text: str) -> str:
    """The text with a full stop behind, where no sentence ends there yet."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def listing(items: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


MANY = 6
"""So many things are named in one sentence; of more it is said how many."""


def some(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts, each once; of more than a few the first ones and how many more there are."""
    every = tuple(dict.fromkeys(texts))
    return every if len(every) <= MANY else (*every[:MANY], f"{len(every) - MANY} more")


def count(number: int, one: str, many: str = "") -> str:
    """ "1 audit", "2 audits", "1,204 audits"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def times(number: int) -> str:
    """ "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def shown(text: str, most: int = 60) -> str:
    """What somebody typed, safe in a message: one line, control characters escaped, cut after most characters."""
    safe = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return safe if len(safe) <= most else safe[: most - 1] + "…"


def addressable(id: str) -> bool:
    """Whether an id is letters, digits and hyphens, 64 at most: no words that somebody typed in its place."""
    return bool(re.match(r"[a-z0-9][a-z0-9-]{0,63}\Z", id.casefold()))


def spoken(role: str) -> str:
    """A role as people say it: "team manager", "QA lead"."""
    return re.sub(r"^qa\b", "QA", role.replace("_", " "))
