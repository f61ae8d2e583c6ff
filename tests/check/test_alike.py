"""Paragraphs that are alike: the index finds what comparing every two would find, and nothing else."""

from __future__ import annotations

import random
from array import array

from hypothesis import given
from hypothesis import strategies as st

from casekit.check.alike import Runs, alike, runs

RUNS = st.one_of(st.integers(-9, 9), st.integers(-3, 3).map(lambda number: number << 8))
"""Few, so that many are shared; some alike in the bits that stand for them."""
PARAGRAPHS = st.lists(st.sets(RUNS, max_size=12), max_size=12)


def plainly(paragraphs: list[Runs], percent: int) -> set[tuple[int, int, int]]:
    """Every two compared with each other."""
    found = set()
    for later, here in enumerate(paragraphs):
        for first, there in enumerate(paragraphs[:later]):
            longer = max(len(here), len(there))
            together = len(set(here) & set(there))
            if together and 100 * together >= percent * longer:
                found.add((first, later, 100 * together // longer))
    return found


@given(PARAGRAPHS, st.integers(50, 100))
def test_the_index_finds_what_comparing_every_two_finds(sets: list[set[int]], percent: int) -> None:
    paragraphs = [array("q", one) for one in sets]
    assert set(alike(paragraphs, percent)) == plainly(paragraphs, percent)


def test_words_that_change_here_and_there_are_seen_through() -> None:
    chance = random.Random(4)
    vocabulary = [f"w{n}" for n in range(400)]
    texts = [" ".join(chance.choices(vocabulary, k=60)) for _ in range(300)]
    copied = texts[17].split()
    copied[30] = "another"
    found = list(alike([runs(text) for text in [*texts, " ".join(copied)]], 80))
    assert [(first, later) for first, later, _ in found] == [(17, 300)]


def test_capitals_marks_and_lines_make_no_difference() -> None:
    assert set(runs("The child, drew a\npage of it.")) == set(runs("the CHILD drew; a page of it"))


def test_what_the_form_says_is_nobodys_own() -> None:
    printed = frozenset(runs("what the file shows and where"))
    assert not runs("What the file shows, and where!", printed)


def test_too_short_for_a_run() -> None:
    assert list(alike([runs("two words"), runs("two words"), runs("")], 80)) == []
