from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from casekit.demo.bank import Bank, Sentences
from casekit.demo.sentences import Traits, sentence
from casekit.demo.voice import Voice

WORDS: dict[str, Any] = {
    "fixed": {"child": ["(<5) the baby", "(5+) the girl", "(5+) the boy"]},
    "few": {"event": ["one", "two", "three", "four", "five"]},
    "fresh": {"tool": ["cards", "dolls", "{child}'s drawings"]},
    "dated": {"box": ["On {day} and {then}."]},
}


def voice(seed: int = 1, age: int = 9) -> Voice:
    traits = Traits(age, frozenset())
    return Voice(Bank(WORDS), traits, date(2026, 3, 1), date(2026, 9, 1), random.Random(seed))


def drawn(*texts: str) -> Sentences:
    return Sentences(tuple(map(sentence, texts)), always=False)


def fill(spoken: Voice, text: str) -> str:
    return spoken.phrase(sentence(text))


def test_the_child_stays_the_same_child() -> None:
    for seed in range(9):
        spoken = voice(seed)
        assert len({fill(spoken, "{child} plays") for _ in range(9)}) == 1
    assert {fill(voice(seed), "{child}") for seed in range(20)} == {"the girl", "the boy"}


def test_a_few_events_come_in_turn() -> None:
    spoken = voice()
    heard = [fill(spoken, "{event}") for _ in range(9)]
    assert heard[:3] * 3 == heard
    assert len(set(heard)) == 3


def test_what_is_fresh_is_not_repeated_while_others_are_left() -> None:
    spoken = voice(age=2)
    assert {fill(spoken, "{tool}") for _ in range(3)} == {"cards", "dolls", "the baby's drawings"}


def test_a_sentence_is_not_said_twice_while_others_are_left() -> None:
    spoken = voice()
    assert {spoken.say(drawn("a", "b", "(<5) c")) for _ in range(2)} == {"A", "B"}
    assert spoken.say(drawn("a", "b", "(<5) c")) in {"A", "B"}
    assert spoken.say(drawn("(<5) c")) == ""


def test_months_and_days_lie_inside_the_period() -> None:
    months = {fill(voice(seed), "{month}") for seed in range(60)}
    assert months == {"April", "May", "June", "July", "August"}
    assert voice(3).dated("Short.", "box").startswith("Short. On ")


def test_a_slot_that_nothing_fills_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        fill(voice(), "{nowhere}")
