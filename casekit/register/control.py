"""Control charts of single values (XmR): what a series varies by of itself, and which points say more than that.

Limits are the mean and 2.66 mean moving ranges either side. The rules are those of the NHS's charts (Making Data
Count): a point outside the limits, seven in a row on one side of the mean, seven that rise or fall in a row, two of
three in a row on one side of the mean that lie in the outer third or beyond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

LEAST = 12
"""Fewer points than this give no limits that could be relied on."""
RUN = 7
_REACH = 2.66
_HAIR = 1e-12
"""What sums of fractions may be out by."""


class Sign(Enum):
    """What a point says; the value is what people read."""

    COMMON = "Usual variation"
    BETTER = "Improvement"
    WORSE = "Concern"


@dataclass(frozen=True, slots=True)
class Control:
    """A series with its mean and limits. signs: of each point. lower and upper are kept between least and most."""

    mean: float
    lower: float
    upper: float
    signs: tuple[Sign, ...]


def control(values: Sequence[float], *, high_is_good: bool = True, least: float = 0, most: float = 1) -> Control | None:
    """The chart of a series in its order; None of fewer than LEAST points."""
    if len(values) < LEAST:
        return None
    mean = sum(values) / len(values)
    reach = _REACH * sum(abs(b - a) for a, b in pairwise(values)) / (len(values) - 1)
    good = 1 if high_is_good else -1
    sides = _sides([good * (value - mean) for value in values], reach)
    signs = tuple({1: Sign.BETTER, -1: Sign.WORSE}.get(side, Sign.COMMON) for side in sides)
    return Control(mean, max(mean - reach, least), min(mean + reach, most), signs)


def _sides(offs: Sequence[float], reach: float) -> list[int]:
    """For each distance from the mean (good is up): 1 where a rule calls it better, -1 where worse, 0 where none does.

    What lies outside the limits is called by its side alone. Where rules disagree otherwise, it is an improvement.
    """
    better = _special(offs, reach)
    worse = _special([-off for off in offs], reach)
    found = []
    for n, off in enumerate(offs):
        if abs(off) > reach + _HAIR:
            found.append(1 if off > 0 else -1)
        else:
            found.append(1 if n in better else -1 if n in worse else 0)
    return found


def _special(offs: Sequence[float], reach: float) -> set[int]:
    """The places of points that are high, or part of a rise."""
    above = [off > _HAIR for off in offs]
    rises = [b - a > _HAIR for a, b in pairwise(offs)]
    outer = [off > reach * 2 / 3 + _HAIR for off in offs]
    found = {n for start in _rows(above, RUN) for n in range(start, start + RUN)}
    found |= {n for start in _rows(rises, RUN - 1) for n in range(start, start + RUN)}
    for start in _rows(above, 3):
        three = range(start, start + 3)
        if sum(outer[n] for n in three) >= 2:
            found |= {n for n in three if outer[n]}
    return found


def _rows(true: Sequence[bool], length: int) -> list[int]:
    """Where rows of so many begin of which every one is true."""
    return [start for start in range(len(true) - length + 1) if all(true[start : start + length])]
