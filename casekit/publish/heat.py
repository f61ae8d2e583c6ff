"""Cells of heat maps, how a share moved, and addresses of lists with their filters set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from casekit.publish.cells import figure
from casekit.publish.page import Cell
from casekit.register.weak import Share

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


Wanted = str | tuple[str, ...]
"""What a column is to hold: a value, or any of several."""


def filtered(page: str, heads: Mapping[str, Wanted] | None = None, /, **wanted: Wanted) -> str:
    """The address of a list with its filters set: the heads of its columns ("_" for a space) and what they hold.

    heads: such as may hold any mark, as they stand.
    """
    every = {**(heads or {}), **{name.replace("_", " "): value for name, value in wanted.items()}}
    pairs = (
        f"{_coded(name)}={_coded(value)}"
        for name, values in every.items()
        for value in ((values,) if isinstance(values, str) else values)
    )
    asked = "&".join(pairs)
    return f"{page}#{asked}" if asked else page


def led(cell: Cell, page: str, heads: Mapping[str, Wanted] | None = None, /, **wanted: Wanted) -> Cell:
    """A number that leads to the rows of a list that it counts; nothing of none."""
    if cell.text == "0" or not page:
        return cell
    return replace(cell, href=filtered(page, heads, **wanted))


@lru_cache(maxsize=2**12)
def _coded(text: str) -> str:
    """A text as it stands in an address: letters, digits and a few marks as they are, spaces as plus signs."""
    return "".join(chr(byte) if byte in _PLAIN else "+" if byte == 32 else f"%{byte:02X}" for byte in text.encode())


def told_apart(called: Iterable[str]) -> frozenset[str]:
    """What a list can be set to: names that no other has."""
    found = Counter(called)
    return frozenset(name for name, number in found.items() if number == 1)


def heat(share: Share, href: str) -> Cell:
    """A cell of a heat map: the number with its denominator; the shade says the same and nothing more."""
    if share.value is None:
        return Cell("", key="-1", kind="number")
    shade = 0 if not share.number else 1 + min(int(share.value * 4), 3)
    cell = figure(share.number, share.of, tone=f"h{shade}")
    return Cell(cell.text, href, cell.tone, f"{share.value:.4f}", cell.note, kind="number")


def points(now: Share | None, before: Share | None) -> Cell:
    """How a share moved, in points; empty where one of them says nothing."""
    if now is None or before is None or now.value is None or before.value is None:
        return Cell("", key="0", kind="number")
    moved = round(100 * now.value) - round(100 * before.value)
    return Cell(f"+{moved}" if moved > 0 else f"\u2212{-moved}" if moved else "0", key=str(moved), kind="number")
