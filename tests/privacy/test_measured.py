"""How much is found of what identifies people, and how much of what is found does: counted over 2,000 narratives."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from casekit.link.policy import policy
from casekit.privacy.found import NAME
from casekit.privacy.mask import Privacy, privacy
from tests.privacy.narratives import Narrative, narrative

KNOWN: Privacy = privacy(policy(b"")[0].privacy)


@pytest.fixture(scope="module")
def narratives() -> list[Narrative]:
    chance = random.Random(20261122)
    return [narrative(chance) for _ in range(2000)]


def test_of_what_has_a_structure_98_in_100_are_found_and_of_names_90(narratives: list[Narrative]) -> None:
    planted: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for one in narratives:
        spans = [one.text[f.start : f.end] for f in KNOWN.find(one.text)]
        for kind, it in one.planted:
            planted[kind] += 1
            missed[kind] += not any(it in span for span in spans)
    structured = {kind: number for kind, number in planted.items() if kind != NAME}
    assert min(planted.values()) > 100
    assert sum(missed[kind] for kind in structured) / sum(structured.values()) <= 0.02, missed
    assert missed[NAME] / planted[NAME] <= 0.10, missed


def test_of_what_is_found_90_in_100_identify_somebody_structured_and_names_each(narratives: list[Narrative]) -> None:
    right: Counter[bool] = Counter()
    wrong: dict[bool, list[str]] = {True: [], False: []}
    for one in narratives:
        for found in KNOWN.find(one.text):
            piece = one.text[found.start : found.end]
            named = found.kind == NAME
            if any(piece in it or it in piece for _, it in one.planted):
                right[named] += 1
            else:
                wrong[named].append(piece)
    for named in (True, False):
        assert right[named] / (right[named] + len(wrong[named])) >= 0.90, wrong[named][:40]


def test_nothing_planted_is_left_when_it_is_masked_and_honest_words_are_left_alone(narratives: list[Narrative]) -> None:
    left = []
    for one in narratives:
        masked = KNOWN.mask(one.text)
        assert len(masked) == len(one.text)
        assert masked.count("\n") == one.text.count("\n")
        left += [it for _, it in one.planted if it in masked]
    assert len(left) / sum(len(one.planted) for one in narratives) <= 0.02, left


def test_masking_twice_is_masking_once(narratives: list[Narrative]) -> None:
    for one in narratives[:300]:
        masked = KNOWN.mask(one.text)
        assert KNOWN.mask(masked) == masked
