"""Search over everything that pages show: which words stand on which page, cut into small scripts for the browser.

It is made from finished pages, so that it holds no word that its audience does not read elsewhere. Classic scripts
load from a file share, where nothing may be fetched. A word's pages are kept as runs: gap, length, gap, length.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from casekit.publish import names
from casekit.publish.context import Site
from casekit.publish.page import Link, Page

CHUNK = 500
"""Titles of so many pages in one script."""
MANY = 1_000
"""Pages from which words are parted by their first two letters, and not by the first alone."""
LONGEST = 64
SHORT = 200
"""The words of a text of so many signs at most are remembered."""

_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_PART = re.compile(r"[-']")
_MARKS = re.compile("[\u0300-\u036f]")
_KEY = re.compile(r"[a-z0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as search knows it. under: the way to it; title and body: its words, each once."""

    path: str
    called: str
    under: str
    title: tuple[str, ...]
    body: tuple[str, ...]


def words(text: str) -> list[str]:
    """The words of a text in order, without accents, in small letters; the parts of joined words stand behind them."""
    found = []
    for word in _WORD.findall(_plain(text)):
        parts = _PART.split(word)
        found += [word, *parts] if len(parts) > 1 else parts
    return [word[:LONGEST] for word in found if len(word) > 1]


def distinct(text: str) -> set[str]:
    """The same words, each once and in no order, which is quicker for a long text."""
    found = set(_WORD.findall(_plain(text)))
    parts = [_PART.split(word) for word in found if "-" in word or "'" in word]
    return {word[:LONGEST] for word in found.union(*parts) if len(word) > 1}


def _plain(text: str) -> str:
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text.replace("\u2019", "'")))
    return text.lower()


def entry(page: Page, body: bytes) -> Entry | None:
    """What search knows of a finished page; None of what is no page, and of those that hold nothing of their own."""
    if not page.path.endswith(".html") or page.path in (names.SEARCH, names.NOT_FOUND):
        return None
    main = _MAIN.search(body.decode("utf-8"))
    pieces = set(_TAG.split(main[1])) if main else set()
    title = sorted(set(words(page.title)))
    return Entry(
        page.path,
        page.title,
        " › ".join(crumb.text for crumb in page.crumbs),
        tuple(title),
        tuple(sorted(set().union(*map(_piece, pieces)).difference(title))),
    )


def _piece(text: str) -> frozenset[str]:
    """The words of what stands between two tags."""
    return _short(text) if len(text) <= SHORT else _short.__wrapped__(text)


@lru_cache(maxsize=2**15)
def _short(text: str) -> frozenset[str]:
    """The same of a label or a sentence; remembered, since most of these stand on many pages."""
    return frozenset(distinct(html.unescape(text)))


class Index:
    """Collects pages as they are made; then gives the scripts."""

    def __init__(self) -> None:
        self._pages: list[tuple[str, str, str]] = []
        self._body: dict[str, list[int]] = defaultdict(list)
        self._title: dict[str, list[int]] = defaultdict(list)

    def add(self, page: Entry) -> None:
        """One page more."""
        number = len(self._pages)
        self._pages.append((page.path, page.called, page.under))
        for word in page.body:
            self._body[word].append(number)
        for word in page.title:
            self._title[word].append(number)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The scripts by path: what there is, the words in parts, and the titles of pages in parts."""
        width = 1 if len(self._pages) < MANY else 2
        parts: dict[str, list[list[object]]] = defaultdict(list)
        for word in sorted({*self._body, *self._title}):
            row: list[object] = [word, runs(self._body.get(word, ()))]
            if word in self._title:
                row.append(runs(self._title[word]))
            parts[key(word, width)].append(row)
        about = {"pages": len(self._pages), "width": width, "chunk": CHUNK, "parts": sorted(parts)}
        yield "search/about.js", _script("about", "", about)
        for name in sorted(parts):
            yield f"search/words_{name}.js", _script("words", name, parts[name])
        for at in range(0, len(self._pages), CHUNK):
            number = str(at // CHUNK)
            yield f"search/pages_{number}.js", _script("pages", number, self._pages[at : at + CHUNK])


def key(word: str, width: int) -> str:
    """The part in which a word stands: its first letters, or "other" where a file could not be called so."""
    first = word[:width]
    return first if _KEY.match(first) else "other"


def runs(numbers: Iterable[int]) -> list[int]:
    """Rising numbers as gaps and lengths: 3, 4, 5, 9 are 3, 3 (from 3 on, three) and 3, 1 (three further, one)."""
    found: list[int] = []
    after = 0
    for number in numbers:
        if found and number == after:
            found[-1] += 1
        else:
            found += [number - after, 1]
        after = number + 1
    return found


def _script(kind: str, name: str, data: object) -> bytes:
    """A call with data in it; plain ASCII, and nothing in it can end the script."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f'casekitSearch("{kind}","{name}",{text});\n'.encode("ascii")


@dataclass(frozen=True, slots=True)
class SearchBody:
    """The search page. instead: where to look without a script."""

    instead: tuple[Link, ...]


def plan_search(site: Site) -> Iterator[Page]:
    """The page on which one searches; without a script it says where everything stands."""
    instead = (
        Link("Audits, a list for each month", names.up(names.SEARCH, names.AUDITS)),
        Link("Actions by deadline", names.up(names.SEARCH, names.ACTIONS)),
        Link("People and their actions", names.up(names.SEARCH, names.PEOPLE)),
        Link("Problems in files", names.up(names.SEARCH, names.PROBLEMS)),
        Link("Rubrics in plain words", names.up(names.SEARCH, names.RUBRICS)),
        Link("Rules", names.up(names.SEARCH, names.RULES)),
    )
    yield Page(names.SEARCH, "search.html", "Search", (Link("Home", "../index.html"),), SearchBody(instead))
