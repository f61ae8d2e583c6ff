"""Student's t: how many standard errors either side of a figure hold the truth 95 times in 100."""

from __future__ import annotations

from functools import lru_cache
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
"""How sure an interval is: it would hold the true figure in 95 of 100 such samples."""

EXACT_TO = 200
"""Up to so many degrees of freedom the closed form is used; beyond, its expansion is right to nine places."""


@lru_cache(maxsize=1024)
def quantile(freedom: int) -> float:
    """Standard errors on either side of an estimate with so many degrees of freedom (at least 1)."""
    if freedom < 1:
        raise ValueError("an interval needs at least two observations")
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    if freedom > EXACT_TO:
        return (
            z
            + (z**3 + z) / (4 * freedom)
            + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
            + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
        )
    low, high = 0.0, 64.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, freedom) < CONFIDENCE else (low, middle)
    return (low + high) / 2


def within(t: float, freedom: int) -> float:
    """The probability that a t of so many degrees of freedom lies between -t and t: a finite sum of powers."""
    angle = atan(t / sqrt(freedom))
    side, squared = sin(angle), cos(angle) ** 2
    odd = freedom % 2
    term, total = (cos(angle), 0.0) if odd else (1.0, 0.0)
    for step in range(freedom // 2):
        total += term
        term *= squared * ((2 * step + 2) / (2 * step + 3) if odd else (2 * step + 1) / (2 * step + 2))
    return 2 / pi * (angle + side * total) if odd else side * total
