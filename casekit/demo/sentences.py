"""The marks that a sentence of the demo may carry, as demo/words.yaml explains them: (condition) [this|that] {slot}."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

CONDITION = re.compile(r"\(([^()]+)\) ")
MARK = re.compile(r"\[([^\[\]]*)\]|\{([a-z]+)\}")
AGE = re.compile(r"(<?)(\d+)(\+?)")
GROWN = 10
"""The age that an audit without one counts as."""

Slot = Callable[[str], str]
"""From a slot's name to what fills it."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What conditions look at: the child's age in years, and the case types and flags that hold."""

    age: int
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several wordings at random."""

    options: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A slot to be filled."""

    name: str


Piece = str | Choice | Gap


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence with its marks taken apart. tests: all of them must hold. The same text is the same sentence."""

    tests: tuple[str, ...]
    pieces: tuple[Piece, ...]

    def fits(self, traits: Traits) -> bool:
        """Whether it may be used in an audit with these traits."""
        return all(_holds(test, traits) for test in self.tests)


@cache
def sentence(text: str) -> Sentence:
    """The sentence that is written so."""
    found = CONDITION.match(text)
    tests = tuple(test.strip() for test in found[1].split(",")) if found else ()
    return Sentence(tests, _pieces(text[found.end() if found else 0 :]))


def spoken(sentence: Sentence, slot: Slot, chance: Random) -> str:
    """The sentence with its choices made and its slots filled; it begins as it is written."""
    text = ""
    for piece in sentence.pieces:
        if isinstance(piece, str):
            text += piece
            continue
        text = _add(text, piece, slot, chance)
    if "  " in text:
        text = re.sub(r"  +", " ", text)
    return re.sub(r" (?=[.,;:])", "", text).strip() if " ." in text or " ," in text or " ;" in text else text.strip()


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _add(text: str, piece: Piece, slot: Slot, chance: Random) -> str:
    if isinstance(piece, str):
        return text + piece
    if isinstance(piece, Choice):
        for part in piece.options[int(chance.random() * len(piece.options))]:
            text = _add(text, part, slot, chance)
        return text
    filled = slot(piece.name)
    begins = not text or text.endswith((". ", "? ", "! ", ": “"))
    return text + (capital(filled) if begins and text else filled)


def _pieces(text: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    done = 0
    for mark in MARK.finditer(text):
        if mark.start() > done:
            pieces.append(text[done : mark.start()])
        pieces.append(Gap(mark[2]) if mark[2] else Choice(tuple(_pieces(option) for option in mark[1].split("|"))))
        done = mark.end()
    if done < len(text):
        pieces.append(text[done:])
    return tuple(pieces)


def _holds(test: str, traits: Traits) -> bool:
    age = AGE.fullmatch(test)
    if age is not None:
        return traits.age < int(age[2]) if age[1] else traits.age >= int(age[2])
    if test.startswith("!"):
        return test[1:] not in traits.words
    return not traits.words.isdisjoint(test.split("|"))
