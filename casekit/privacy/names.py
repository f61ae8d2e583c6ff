"""Names, by the words around them: careful rather than complete, since false alarms teach people to look away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.privacy.addresses import either
from casekit.privacy.found import NAME, Found
from casekit.privacy.words import Words

NEAR = 48
"""So many characters on either side of a word with a capital are looked at."""
MOST = 4
"""A name has at most so many words with a capital."""

_PEOPLE = (
    "auditor", "practitioner", "former_practitioner", "team_manager", "service_manager", "reviewer", "ref", "by", "who",
    "with", "owner",
)  # fmt: skip
"""Keys of an audit behind which an id belongs, and a name is what people type."""

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſ]\w*(?:['’-][^\W\d_]+)*")
_PARTICLE = re.compile(r" (?:al|bin|bint|da|de|del|der|di|dos|el|la|le|ten|van|von) ")
_MARKS = " \n\t*_\"'“‘("
"""What may stand between a name and the word that says that it is one."""
_LAST_WORD = re.compile(r"[\w’'-]+(?= *[.,:–—-]? *$)")
_MAY_ANNOUNCE = re.compile(r"[\w’'.,:–—-]")
_KEY = re.compile(rf"(?:^|[\n,{{])[\s-]*(?:{'|'.join(_PEOPLE)}):$")
_ASKED = re.compile(r"\b(?:name|surname|forename)s?(?:\s+(?:is|was|are)|:)?$|\balso\s+known\s+as$", re.IGNORECASE)
_CALLED = frozenset({"called", "named", "nicknamed", "as"})
_AGED = re.compile(
    r"""[*_"'”’)]*,?\s+\(?(?:is\s+)?(?:aged\s+\w|age\s+\d)|[*_"'”’]*\s+\(\d{1,2}\s+(?:years?|months?|weeks?)\b"""
    r"|\s+is\s+\d{1,2}\s+years?\s+old\b"
)
_THE = re.compile(r"\b[Tt]he\s+$")
"""Before the name of a family: a word that begins a sentence stands before "family" too."""
_ENDS = re.compile(r"""[*_"'”’]*(?:[,.;:)]|\s+[-–—]|$)""")


class Names:
    """Finds names, with a council's own words."""

    def __init__(self, words: Words) -> None:
        self._never = frozenset(part for word in words.not_names for part in word.split())
        self._passed = frozenset(form for word in self._never for form in (word, f"{word}'s", f"{word}’s"))
        self._passed -= {word for word in self._never if owned(word) and bare(word) not in self._never}
        self._always = frozenset(words.names) - self._never
        self._titles = frozenset(words.titles)
        self._abbreviated = tuple(words.titles)
        self._relatives = frozenset(word.lower() for word in words.relatives)
        relatives, groups = either(words.relatives), either(words.groups)
        self._called = re.compile(
            rf"\b(?:he|she|they|{relatives})\s+(?:(?:is|was|are|were|who|being|been|has|likes|to|be)\s+){{0,3}}"
            rf"(?:called|named|nicknamed|known\s+as)$",
            re.IGNORECASE,
        )
        self._theirs = re.compile(rf"(?:'s|’s)\s+(?:\w+\s+)?(?:{relatives})\b")
        self._group = re.compile(rf"\s+(?:{groups})\b")

    def find(self, text: str) -> Iterator[Found]:
        """Every name by its context, then the same words wherever else they stand."""
        known: set[str] = set()
        passed = self._passed
        words = [word for word in _CAPITAL.finditer(text) if word[0] not in passed and stands_alone(text, word)]
        taken = 0
        for place, word in enumerate(words):
            if word.start() < taken or not self._may_be(word[0]):
                continue
            last = self._last(text, words, place)
            if self._is_name(text, word, last):
                yield Found(word.start(), last.end(), NAME)
                known.update(bare(part[0]) for part in words[place : place + MOST] if part.end() <= last.end())
                taken = last.end()
        known = {word for word in known if len(word) > 2}
        if known:
            yield from (Found(word.start(), word.end(), NAME) for word in words if bare(word[0]) in known)

    def passes(self, word: str) -> bool:
        """Whether the word is never a name, as nearly all are that only begin a sentence."""
        return word in self._passed

    def _may_be(self, word: str) -> bool:
        """Whether a word with a capital can be a name: it is not shouted, and none that never is one."""
        return bare(word) not in self._never and word[1:] != word[1:].upper()

    def _last(self, text: str, words: list[re.Match[str]], place: int) -> re.Match[str]:
        """The last word of a name that begins with that one."""
        last = words[place]
        for following in words[place + 1 : place + MOST]:
            gap = text[last.end() : following.start()]
            fits = self._may_be(following[0]) or (len(following[0]) == 1 and following[0] not in self._never)
            if (gap != " " and not _PARTICLE.fullmatch(gap)) or owned(last[0]) or not fits:
                break
            last = following
        return last

    def _is_name(self, text: str, word: re.Match[str], last: re.Match[str]) -> bool:
        if bare(word[0]) in self._always:
            return True
        lead, tail = text[max(0, word.start() - NEAR) : word.start()], text[last.end() : last.end() + NEAR]
        return (
            self._announced(lead, tail)
            or (owned(last[0]) and self._theirs.match(last[0][-2:] + tail) is not None)
            or (("age" in tail or "(" in tail) and _AGED.match(tail) is not None)
            or (lead.rstrip().endswith("he") and _THE.search(lead) is not None and self._group.match(tail) is not None)
        )

    def _announced(self, lead: str, tail: str) -> bool:
        """Whether the words before say that a name follows."""
        before = lead.rstrip(_MARKS)
        if before == lead or not _MAY_ANNOUNCE.search(before[-1:]):
            return False
        if before.endswith(".") and not before[:-1].rstrip(" ").endswith(self._abbreviated):
            return False
        found = _LAST_WORD.search(before)
        if found is None:
            return False
        word, after = found[0], before[found.end() :].strip()
        if after in ("", ".") and word in self._titles:
            return True
        if after == ":":
            return _KEY.search(before) is not None or _ASKED.search(before) is not None
        if after == "." or (not after and word.lower() in _CALLED):
            return not after and (self._called.search(before) is not None or _ASKED.search(before) is not None)
        two = " ".join(before[: found.end()].lower().split()[-2:])
        if word.lower() in self._relatives or two in self._relatives:
            return not (after or "(" in lead[len(before) :]) or _ENDS.match(tail) is not None
        return "name" in before and _ASKED.search(before) is not None


def stands_alone(text: str, word: re.Match[str]) -> bool:
    """Whether a word with a capital is a whole word of letters and no piece of an address or a path."""
    before = text[word.start() - 1] if word.start() else " "
    return not (before.isalnum() or before in "_@/") and word[0][0].isupper() and not any(map(str.isdigit, word[0]))


def owned(word: str) -> bool:
    """Whether the word ends in an owner's 's."""
    return word.endswith(("'s", "’s"))


def bare(word: str) -> str:
    """The word without an owner's 's."""
    return word[:-2] if owned(word) else word
