"""The numbers of a finished site as a reader meets them: where each leads, and how many rows are there.

It knows no casekit: it reads pages, and does with an address what the site's own script does with it.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from urllib.parse import parse_qs

NUMBER = re.compile(r"[\d,]+")
TABLE = re.compile(r'<table id="([^"]+)"([^>]*)>(.*?)</table>', re.DOTALL)
CELL = re.compile(r"<t([hd])[^>]*>(.*?)</t\1>", re.DOTALL)
NOTE = re.compile(r'<span class="note">.*?</span>|<svg.*?</svg>', re.DOTALL)
HREF = re.compile(r'<a href="([^"]*)"')
FIGURE = re.compile(r'<li class="[^"]*">(?:<a href="([^"]*)">)?<strong>([\d,]+)</strong>')


@dataclass(frozen=True, slots=True)
class Number:
    """A number on a page: in which table and column, of which row, and where it leads; table "" for one that stands
    alone."""

    page: str
    table: str
    column: str
    row: str
    value: int
    href: str


@dataclass(frozen=True)
class Pages:
    """The files of a site, or those of one kind of it."""

    files: Mapping[str, bytes]
    known: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    @cached_property
    def paths(self) -> list[str]:
        """Its pages but those of single audits, actions and rules, and the further pages of long lists."""
        alone = re.compile(r"(audit|action|rules|unread)/(?!index)|.*_\d+\.html")
        return [path for path in self.files if path.endswith(".html") and not alone.match(path)]

    def numbers(self) -> Iterator[Number]:
        """Every number that is more than none."""
        for path in self.paths:
            page = self.files[path].decode()
            for href, number in FIGURE.findall(page):
                yield from _some(path, "", "", "", number, unescape(href))
            for id, _, table in TABLE.findall(page):
                heads, rows = _cells(table)
                for row in rows:
                    for head, cell in zip(heads, row, strict=True):
                        found = HREF.search(cell)
                        yield from _some(
                            path, id, head, _text(row[0]), _text(cell), unescape(found[1]) if found else ""
                        )

    def behind(self, number: Number) -> list[dict[str, str]]:
        """The rows that are shown where a number leads: those of the list that its filters leave."""
        href, _, asked = number.href.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(number.page), href)) if href else number.page
        only = parse_qs(asked) if "=" in asked else {}
        return [
            row
            for row in self._rows(target)
            if all(any(one in (row[head], *row[head].split("; ")) for one in some) for head, some in only.items())
        ]

    def _rows(self, path: str) -> list[dict[str, str]]:
        if path not in self.known:
            _, more, table = next(
                found for found in TABLE.findall(self.files[path].decode()) if "data-tools" in found[1]
            )
            heads, rows = _cells(table)
            cells = [[_text(cell) for cell in row] for row in rows]
            script = re.search(r'data-more="([^"]+)"', more)
            if script:
                data = self.files[posixpath.join(posixpath.dirname(path), script[1])].decode()
                lines = json.loads(data.removeprefix("casekitRows(").removesuffix(");\n"))
                cells = [[one if isinstance(one, str) else one[0] for one in line] for line in lines]
            self.known[path] = [dict(zip(heads, line, strict=True)) for line in cells]
        return self.known[path]


def _some(page: str, table: str, head: str, row: str, text: str, href: str) -> Iterator[Number]:
    if NUMBER.fullmatch(text) and text != "0":
        yield Number(page, table, head, row, int(text.replace(",", "")), href)


def _cells(table: str) -> tuple[list[str], list[list[str]]]:
    first, *rest = [[cell for _, cell in CELL.findall(line)] for line in table.split("<tr>")[1:]]
    return [_text(head) for head in first], rest


def _text(cell: str) -> str:
    return unescape(re.sub("<[^>]*>", "", NOTE.sub("", cell))).strip()
