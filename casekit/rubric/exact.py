"""Exact numbers: read as they are written, rounded only where the form says so, and written for people."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

ROUNDINGS = ("none", "nearest", "down", "up")

MOST = 1_000_000
"""No number of a form is larger."""


def exact(raw: object) -> Fraction | None:
    """The number that is written there, such as 0.5, exactly; None for anything else, and for one that is far off."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    number = Fraction(raw) if isinstance(raw, int) else Fraction(repr(raw)) if abs(raw) <= MOST else None
    return number if number is not None and abs(number) <= MOST else None


def rounded(number: Fraction, how: str, places: int = 0) -> Fraction:
    """The number with so many decimals. how: none leaves it alone; nearest takes a half up; down and up."""
    if how == "none":
        return number
    scaled = number * 10**places
    whole = scaled // 1
    if how == "up":
        whole = -(-scaled // 1)
    elif how == "nearest":
        whole = (scaled + Fraction(1, 2)) // 1
    return Fraction(whole, 10**places)


def figure(number: Fraction, places: int = 2) -> str:
    """The number for people: "66.67", "5", "0.5"; at most so many decimals, halves up, none that say nothing."""
    near = rounded(number, "nearest", places)
    text = f"{Decimal(near.numerator) / Decimal(near.denominator):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
