"""Chance that repeats: each audit draws from a stream of its own, so that a longer demo changes no earlier audit."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


def stream(seed: int, *names: str | int) -> Random:
    """The stream of that name: the same for the same seed in every process and on every machine."""
    text = "/".join(str(part) for part in (seed, *names))
    return Random(int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:8], "big"))


@lru_cache(maxsize=4096)
def leaning(seed: int, *names: str) -> float:
    """How a part of a form differs from its like all through a demo: from -1, worse, to 1, better."""
    return stream(seed, "leaning", *names).uniform(-1, 1)


def weighted(chance: Random, things: Sequence[Thing], weights: Sequence[float]) -> Thing:
    """One of the things; weights are shares of their own sum and as many as the things."""
    left = chance.random() * sum(weights)
    for thing, weight in zip(things, weights, strict=True):
        left -= weight
        if left < 0:
            return thing
    return things[-1]


def some(chance: Random, things: Sequence[Thing], most: int) -> list[Thing]:
    """At most so many of the things, in their order, none twice."""
    if len(things) <= most:
        return list(things)
    return [things[i] for i in sorted(chance.sample(range(len(things)), most))]
