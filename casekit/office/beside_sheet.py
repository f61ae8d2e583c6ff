"""What a sheet of a workbook has beside its values: merged cells, formulas without a value, notes, text boxes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from casekit.office.package import Package

BESIDE = re.compile(r"xl/(worksheets/_rels/.*\.rels|comments/?[^/]*\.xml|drawings/[^/]*\.xml)")
"""The parts with what stands beside the values."""
_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Laid:
    """merged: first row, last row and column of cells merged from top to bottom, counted from 0.

    unsaved: row and column of formulas that nobody worked out. beside: words that stand in no cell.
    """

    merged: tuple[tuple[int, int, int], ...] = ()
    unsaved: tuple[tuple[int, int], ...] = ()
    beside: tuple[str, ...] = ()


def part_of(made: Package, name: str) -> str:
    """The name of the part that holds the sheet of that name, else the first; "" where it is not to be found."""
    book, rels = made.xml(made.main), made.xml(_rels(made.main))
    if book is None or rels is None:
        return ""
    sheets = [one for one in book.iter("sheet") if not name or one.get("name") == name]
    wanted = sheets[0].get("id", "") if sheets else ""
    return next((_target(made.main, one) for one in rels if wanted and one.get("Id") == wanted), "")


def laid(trees: Mapping[str, Element], part: str) -> Laid:
    """What the sheet in that part has beside its values."""
    root = trees.get(part)
    if root is None:
        return Laid()
    merged, unsaved = [], []
    for one in root.iter("mergeCell"):
        if (area := _AREA.fullmatch(one.get("ref", ""))) and int(area[2]) < int(area[4]):
            merged.append((int(area[2]) - 1, int(area[4]) - 1, column(area[1])))
    for one in root.iter("c"):
        if one.find("f") is not None and one.find("v") is None and (cell := _CELL.fullmatch(one.get("r", ""))):
            unsaved.append((int(cell[2]) - 1, column(cell[1])))
    linked = [_target(part, rel) for rel in trees.get(_rels(part)) or () if rel.get("TargetMode") != "External"]
    return Laid(tuple(merged), tuple(unsaved), tuple(line for one in linked for line in _words(trees.get(one))))


def _words(tree: Element | None) -> Iterator[str]:
    """The words of notes, with their cells, or of text boxes."""
    if tree is None:
        return
    for note in tree.iter("comment"):
        yield f"{note.get('ref', '')}: {_told(note)}"
    for box in tree.iter("txBody"):
        if words := _told(box):
            yield f"a text box: {words}"


def _told(node: Element) -> str:
    return "".join(
        "".join(one.itertext()) if one.tag == "t" else "\n" for one in node.iter() if one.tag in ("t", "p")
    ).strip()


def column(letters: str) -> int:
    """The number of a column, "A" is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def letters(number: int) -> str:
    """The letters of a column, 0 is "A"."""
    made = ""
    while number >= 0:
        made, number = chr(65 + number % 26) + made, number // 26 - 1
    return made


def _rels(part: str) -> str:
    return posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")


def _target(part: str, rel: Element) -> str:
    """The part that a relationship leads to."""
    target = rel.get("Target", "")
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
