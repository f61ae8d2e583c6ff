"""Control charts of single values (XmR): what a series varies by of itself, and which points say more than that.

Limits are the mean and 2.66 mean moving ranges either side. The rules are those of the NHS's charts: a point outside
the limits, seven in a row on one side of the mean, seven that rise or fall in a row, two of three near a limit.
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
    sides = [_side(values, at, mean, reach) for at in range(len(values))]
    good, bad = (Sign.BETTER, Sign.WORSE) if high_is_good else (Sign.WORSE, Sign.BETTER)
    signs = tuple(good if side > 0 else bad if side < 0 else Sign.COMMON for side in sides)
    return Control(mean, max(mean - reach, least), min(mean + reach, most), signs)


def _side(values: Sequence[float], at: int, mean: float, reach: float) -> int:
    """1 where a rule says that this point is high or part of a rise, -1 where low, 0 where none does."""
    value = values[at]
    if abs(value - mean) > reach + 1e-12:
        return 1 if value > mean else -1
    for side in (1, -1):
        if _in_run([side * (v - mean) > 1e-12 for v in values], at, RUN):
            return side
        steps = [side * (b - a) > 1e-12 for a, b in pairwise(values)]
        if _in_run(steps, at, RUN - 1) or (at and _in_run(steps, at - 1, RUN - 1)):
            return side
        near = [side * (v - mean) > reach * 2 / 3 + 1e-12 for v in values]
        if near[at] and any(sum(near[i : i + 3]) >= 2 for i in range(max(at - 2, 0), min(at, len(values) - 3) + 1)):
            return side
    return 0


def _in_run(true: Sequence[bool], at: int, length: int) -> bool:
    """Whether a place lies in a row of so many that hold."""
    if at >= len(true) or not true[at]:
        return False
    first = last = at
    while first > 0 and true[first - 1]:
        first -= 1
    while last < len(true) - 1 and true[last + 1]:
        last += 1
    return last - first + 1 >= length
