from __future__ import annotations

import random

import pytest

from casekit.demo.sentences import Traits, capital, sentence, spoken

TRAITS = Traits(9, frozenset({"CP", "ehcp"}))


def say(text: str, seed: int = 1) -> str:
    return spoken(sentence(text), {"who": "mum", "what": "the plan"}.__getitem__, random.Random(seed))


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        ("5+", True),
        ("9+", True),
        ("10+", False),
        ("<10", True),
        ("<9", False),
        ("CP", True),
        ("LAC", False),
        ("LAC|CP", True),
        ("!CP", False),
        ("!LAC", True),
        ("CP, 5+, !LAC", True),
        ("CP, <5", False),
    ],
)
def test_conditions_ask_for_age_type_and_flag(condition: str, fits: bool) -> None:
    assert sentence(f"({condition}) text").fits(TRAITS) is fits


def test_a_sentence_without_condition_always_fits() -> None:
    assert sentence("(as it is) not a condition"[3:]).fits(TRAITS)
    assert sentence("text (5+) later").fits(TRAITS)


def test_choices_are_made_and_slots_filled_also_inside_a_choice() -> None:
    heard = {say("[one|the {who}] and {what}", seed) for seed in range(20)}
    assert heard == {"one and the plan", "the mum and the plan"}


def test_an_empty_choice_leaves_no_gap() -> None:
    heard = {say("a [very|] good [thing|], so it is", seed) for seed in range(40)}
    assert heard == {
        "a very good thing, so it is",
        "a good thing, so it is",
        "a very good, so it is",
        "a good, so it is",
    }


def test_a_slot_that_begins_a_sentence_inside_has_a_capital() -> None:
    assert say("{who} came. {what} held.") == "mum came. The plan held."
    assert capital("mum") == "Mum"
