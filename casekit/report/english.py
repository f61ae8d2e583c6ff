"""Figures in English: months, shares and movements, in the singular and the plural."""

from __future__ import annotations

from casekit.days import MONTHS
from casekit.words import count


def month_name(month: str) -> str:
    """ "October 2026" for 2026-10."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def share(part: int, of: int, what: str) -> str:
    """ "3 of 12 audits (25 %)"; without the percentage under ten, where it says less than the numbers."""
    said = f"{part:,} of {count(of, what)}"
    return f"{said} ({100 * part / of:.0f} %)" if of >= 10 else said


def points(now: float, then: float) -> str:
    """ "4 points more than in", "the same as in": how a share moved; followed by the month."""
    moved = round(100 * now) - round(100 * then)
    if not moved:
        return "the same as in"
    return f"{count(abs(moved), 'point')} {'more' if moved > 0 else 'fewer'} than in"
