"""What a paragraph of a Word document is: a heading, a point of a list, or neither."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from casekit.office.model import Paragraph
from casekit.office.package import Package

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
LINE = "Form line"
"""The style of a paragraph that is only a line of one."""
_LIST = re.compile(r"list (bullet|number)(?: ([2-5]))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Styles:
    """names: of styles by id, as Word calls them in every language. numbered: (list, level) -> whether it counts."""

    names: Mapping[str, str]
    numbered: Mapping[tuple[str, int], bool]

    def paragraph(self, node: Element) -> Paragraph:
        """What the paragraph is, without its words."""
        name = self.names.get(_val(node, "w_pPr/w_pStyle"), "")
        level, heading, points = _val(node, "w_pPr/w_outlineLvl"), _HEADING.fullmatch(name), _LIST.fullmatch(name)
        found = int(heading[1]) if heading else int(level) + 1 if level in tuple("012345678") else 0
        bullet, counts = -1, False
        number = _val(node, "w_pPr/w_numPr/w_numId")
        if number not in ("", "0") and not found:
            bullet = min(int(_digits(_val(node, "w_pPr/w_numPr/w_ilvl"))), 8)
            counts = self.numbered.get((number, bullet), False)
        elif points and number != "0":
            bullet, counts = int(points[2] or 1) - 1, points[1].casefold() == "number"
        runs_on = node.find("w_pPr/w_rPr/w_del") is not None
        return Paragraph("", found, bullet, counts, name == LINE, runs_on)


def styles(made: Package) -> Styles:
    """The names of the styles, and the lists, of a document that has them where Word puts them."""
    names: dict[str, str] = {}
    for style in made.xml("word/styles.xml") or ():
        if style.tag == "w_style":
            names[style.get("w_styleId", "")] = _val(style, "w_name")
    abstract: dict[str, dict[int, bool]] = {}
    numbered: dict[tuple[str, int], bool] = {}
    for one in made.xml("word/numbering.xml") or ():
        if one.tag == "w_abstractNum":
            levels = {int(_digits(lvl.get("w_ilvl", ""))): _val(lvl, "w_numFmt") for lvl in one.findall("w_lvl")}
            abstract[one.get("w_abstractNumId", "")] = {level: kind != "bullet" for level, kind in levels.items()}
        elif one.tag == "w_num":
            for level, counts in abstract.get(_val(one, "w_abstractNumId"), {}).items():
                numbered[one.get("w_numId", ""), level] = counts
    return Styles(names, numbered)


def _val(node: Element, path: str) -> str:
    found = node.find(path)
    return found.get("w_val", "") if found is not None else ""


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 4 else "0"
