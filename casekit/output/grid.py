"""Columns and rows as a grid for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from casekit.words import shown

WIDEST = 40


def grid(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The rows under their columns' names, numbers to the right; long texts are cut, and say so by their end."""
    cells = [[_cell(value) for value in row] for row in rows]
    heads = [shown(column, WIDEST) for column in columns]
    widths = [max(len(line[n]) for line in [heads, *cells]) for n in range(len(heads))]
    right = [all(isinstance(row[n], int | float) or row[n] is None for row in rows) for n in range(len(heads))]
    lines = [heads, ["-" * width for width in widths], *cells]
    return "".join(
        "  ".join(_pad(*one) for one in zip(line, widths, right, strict=True)).rstrip() + "\n" for line in lines
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if isinstance(value, date | datetime):
        return value.isoformat(*(() if not isinstance(value, datetime) else (" ",)))
    return shown(str(value), WIDEST)


def _pad(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)
