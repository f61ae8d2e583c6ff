"""Cells that many tables share."""

from __future__ import annotations

from casekit.publish import format
from casekit.publish.page import Cell


def figure(value: int, of: int | None = None, *, tone: str = "", unit: str = "") -> Cell:
    """A number with its denominator behind it: "3 of 12", "3 of 12 done"."""
    note = "" if of is None else f"of {format.number(of)} {unit}".rstrip()
    text = format.number(value)
    return Cell(text, tone=tone, key="" if text == str(value) else str(value), note=note, kind="number")
