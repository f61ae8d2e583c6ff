"""The check digits of numbers that people carry: without them one in ten numbers would look like somebody's."""

from __future__ import annotations

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def is_nhs(digits: str) -> bool:
    """Whether ten digits are an NHS number: weights 10 to 2, modulo 11; one in eleven random numbers is."""
    if len(set(digits)) == 1:
        return False
    check = -sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check == int(digits[9])


def is_upn(text: str) -> bool:
    """Whether a letter, eleven digits and a digit or letter are a pupil number: weights 2 to 13, modulo 23.

    A temporary number ends in a letter, which counts by its place in the alphabet of the check letters.
    """
    last = text[12]
    values = [*map(int, text[1:12]), int(last) if last.isdigit() else UPN_LETTERS.find(last)]
    total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
    return values[11] >= 0 and UPN_LETTERS[total % 23] == text[0]
