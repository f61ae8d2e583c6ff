"""The one mask that all passes before it is shown: what identifies somebody becomes dots, as many as it had signs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from casekit.privacy.found import Found
from casekit.privacy.names import Names
from casekit.privacy.numbers import Numbers
from casekit.privacy.words import Words

DOT = "•"
SHORT = 400
"""What was found in a text of so many signs at most is remembered: hints and places come again and again."""
_FILE_ENDING = re.compile(r"\.[a-z]{1,5}$")
_PARTED = re.compile(r"[_/.+~-]")
_PARTED_BUT_DAYS = re.compile(r"(?<![0-9])[_/.+~-]|[_/.+~-](?![0-9])")
"""As _PARTED, but what parts the figures of a day stays."""
T = TypeVar("T")


class Privacy:
    """Finds and masks, with a council's own words. Make it by privacy(), which remembers it."""

    def __init__(self, words: Words) -> None:
        self._names, self._numbers = Names(words), Numbers(words)
        self._allowed = allowed(words.allowed)
        self._short = lru_cache(maxsize=4096)(self._find)
        self._whole = lru_cache(maxsize=8)(self._find)

    def find(self, text: str) -> tuple[Found, ...]:
        """What identifies somebody, in the order of the text; nothing twice, and of two that overlap the first."""
        if not text:
            return ()
        return self._short(text) if len(text) <= SHORT else self._find(text)

    def in_file(self, text: str) -> tuple[Found, ...]:
        """The same in a whole file; remembered for a while, since several rules ask of the same one."""
        return self._whole(text)

    def _find(self, text: str) -> tuple[Found, ...]:
        every = sorted([*self._numbers.find(text), *self._names.find(text)], key=lambda f: (f.start, -f.end))
        may = [m.span() for m in self._allowed.finditer(text)] if every and self._allowed else []
        found: list[Found] = []
        for one in every:
            inside = any(start <= one.start and one.end <= end for start, end in may)
            if not inside and (not found or one.start >= found[-1].end):
                found.append(one)
        return tuple(found)

    def mask(self, text: str, also: Collection[str] = ()) -> str:
        """The text with dots for all that identifies somebody; also: words found elsewhere, masked here too.

        As long as before, with its lines as they were, so that places in it stay right.
        """
        for one in self.find(text):
            text = text[: one.start] + dots(text[one.start : one.end]) + text[one.end :]
        if also and (known := secret(frozenset(also))) is not None:
            text = known.sub(lambda m: dots(m[0]), text)
        return text

    def pieces(self, text: str) -> frozenset[str]:
        """What identifies somebody in a text, as it stands there."""
        return frozenset(text[one.start : one.end] for one in self.find(text))

    def mask_file(self, text: str) -> str:
        """A whole file masked: what identifies somebody in one place of it is masked wherever it stands."""
        return self.mask_files(text)[0]

    def mask_files(self, *texts: str) -> tuple[str, ...]:
        """The same of several files, such as two versions of one: what one of them tells is masked in all."""
        also = frozenset(piece for text in texts for piece in self.pieces(text))
        return tuple(self.mask(text, also) for text in texts)

    def masked(self, value: T, also: Collection[str] = ()) -> T:
        """Any value of the model or of JSON with every text in it masked; what holds none is given back as it is."""
        return _masked(value, lambda text: self.mask(text, also))  # type: ignore[no-any-return]


_made: list[tuple[Words, Privacy]] = []
"""The last few finders: to compare all of a council's words takes longer than to look through a short text."""
_MADE_MOST = 4


def privacy(words: Words) -> Privacy:
    """The finder for these words."""
    for known, finder in _made:
        if known is words:
            return finder
    found = next((finder for known, finder in _made if known == words), None) or Privacy(words)
    _made[:] = [(words, found), *_made[: _MADE_MOST - 1]]
    return found


def identifying(words: Words, text: str) -> tuple[Found, ...]:
    """What identifies somebody in a whole file; remembered, since several rules ask of the same one."""
    return privacy(words).in_file(text)


def find_in_name(words: Words, name: str) -> tuple[Found, ...]:
    """What identifies somebody in the name of a file or branch, in which blanks are hyphens and capitals are rare."""
    bare = _FILE_ENDING.sub(lambda ending: " " * len(ending[0]), name)
    spaced = _PARTED.sub(" ", bare)
    titled = spaced.title()
    known = privacy(words)
    ways = {spaced, _PARTED_BUT_DAYS.sub(" ", bare), titled if len(titled) == len(name) else spaced}
    return tuple(sorted({one for way in ways for one in known.find(way)}))


def mask_name(words: Words, name: str) -> str:
    """The name of a file or branch with dots for what identifies somebody."""
    for one in find_in_name(words, name):
        name = name[: one.start] + dots(name[one.start : one.end]) + name[one.end :]
    return name


def dots(text: str) -> str:
    """As many dots as the text has signs; the ends of lines stay."""
    return re.sub(r"[^\n\r]", DOT, text)


@lru_cache(maxsize=64)
def secret(words: frozenset[str]) -> re.Pattern[str] | None:
    """A pattern for these texts where they stand by themselves, the longest first, however their words are spaced."""
    some = [
        "\\s+".join(map(re.escape, word.split())) for word in sorted(words, key=lambda w: (-len(w), w)) if word.strip()
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(some)})(?!\w)", re.IGNORECASE) if some else None


def allowed(texts: Collection[str]) -> re.Pattern[str] | None:
    """A pattern for what may stand, however its parts are spaced; None where nothing may."""
    spaced = [r"[\s-]*".join(map(re.escape, text.split())) for text in sorted(texts, key=lambda t: (-len(t), t))]
    return re.compile(rf"(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE) if spaced else None


def _masked(value: Any, mask: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Mapping):
        return {_masked(key, mask): _masked(inner, mask) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_masked(inner, mask) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        inner = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        return replace(value, **{name: _masked(one, mask) for name, one in inner.items()})
    return value
