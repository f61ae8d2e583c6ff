"""What search knows: the words that pages show, and none other; in scripts that nothing can break out of."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.folder import manifest
from casekit.publish import search
from casekit.publish.page import Link, Page
from casekit.publish.search import Entry, Index, entry, key, runs, words
from tests.publish.test_site import found, planted, site

CALL = re.compile(r'casekitSearch\("(about|words|pages)","(\w*)",(.*)\);\n\Z')


def opened(files: dict[str, bytes]) -> dict[tuple[str, str], Any]:
    """The scripts as the browser has them."""
    every = {}
    for path, body in files.items():
        if path.startswith("search/") and path.endswith(".js"):
            call = CALL.match(body.decode("ascii"))
            assert call is not None, path
            every[call[1], call[2]] = json.loads(call[3])
    return every


def numbers(given: list[int]) -> list[int]:
    """Runs back to numbers."""
    at, every = 0, []
    for gap, length in zip(given[::2], given[1::2], strict=True):
        at += gap
        every += range(at, at + length)
        at += length
    return every


def pages_with(files: dict[str, bytes], word: str) -> set[str]:
    scripts = opened(files)
    about = scripts["about", ""]
    rows = scripts.get(("words", key(word, about["width"])), [])
    hits = {n for known, *lists in rows if known == word for runs in lists for n in numbers(runs)}
    return {scripts["pages", str(n // about["chunk"])][n % about["chunk"]][0] for n in hits}


@given(st.lists(st.integers(0, 300), unique=True).map(sorted))
def test_runs_lose_no_page(given: list[int]) -> None:
    assert numbers(runs(given)) == given


def test_words_as_people_type_them() -> None:
    assert words("The child\u2019s file, 2026-05-0002: CAF\u00c9 a") == [
        "the", "child's", "child", "file", "2026-05-0002", "2026", "05", "0002", "cafe",
    ]  # fmt: skip
    assert words("__proto__ constructor") == ["proto", "constructor"]
    assert words("x" * 100) == ["x" * search.LONGEST]


@given(st.text(st.sampled_from("aB\u00e9\u0301'\u2019- 9_\u03a3\u0130\ufb01"), max_size=30))
def test_words_told_once_are_the_same_words(text: str) -> None:
    assert search.distinct(text) == set(words(text))


def test_every_page_is_found_by_every_word_that_it_shows() -> None:
    files = site("team")
    scripts = opened(files)
    listed = [row for (kind, _), rows in scripts.items() if kind == "pages" for row in rows]
    expected = {path for path in files if path.endswith(".html")} - {"404.html", "search/index.html"}
    assert {row[0] for row in listed} == expected
    assert scripts["about", ""]["pages"] == len(expected)
    assert "audit/2026-05-0002.html" in pages_with(files, "drawing")
    assert "audit/2026-05-0002.html" in pages_with(files, "2026-05-0002")
    for path in expected:
        heading = "".join(re.findall(r"<h1.*?</h1>", files[path].decode(), re.DOTALL))
        for word in words(html.unescape(re.sub(r"<[^>]*>", " ", heading))):
            assert path in pages_with(files, word), (path, word)


def test_the_index_of_the_service_holds_no_word_that_a_person_wrote() -> None:
    corpus, problems, history, _ = planted()
    files = site("service", corpus, history, problems)
    index = {path: body for path, body in files.items() if path.startswith("search/")}
    assert len(index) > 5
    assert found(index) == set()
    assert pages_with(site("service"), "drawing") == set()


def test_nothing_in_the_index_ends_its_script() -> None:
    index = Index()
    evil = "</script><script>alert(1)</script>\u2028__proto__"
    index.add(Entry("a.html", evil, evil, tuple(words(evil)), ("__proto__", "constructor", "\u2028")))
    files = dict(index.files())
    for body in files.values():
        body.decode("ascii")
        assert b"<" not in body
    assert {row[0] for row in opened(files)["words", "c"]} == {"constructor"}
    assert {row[0] for row in opened(files)["words", "other"]} == {"__proto__", "\u2028"}


def test_only_the_content_of_a_page_is_known() -> None:
    page = Page("a.html", "", "A title", (Link("Home"),), None)
    made = entry(page, b"<html><header>menu</header><main id='main'><p>caf&eacute; &lt;b&gt;</p></main><footer>foot")
    assert made == Entry("a.html", "A title", "Home", ("title",), ("cafe",))
    assert entry(Page("a_rows.js", "", "", (), None), b"") is None


@pytest.mark.parametrize(("many", "width"), [(10_000, 1), (1, 2)])
def test_parts_have_names_that_suit_every_file_system(monkeypatch: pytest.MonkeyPatch, many: int, width: int) -> None:
    monkeypatch.setattr(search, "MANY", many)
    files = site("team")
    assert opened(files)["about", ""]["width"] == width
    assert all(manifest.safe(path) for path in files)
    assert set(opened(files)["about", ""]["parts"]) == {name for kind, name in opened(files) if kind == "words"}


def test_a_page_without_a_script_says_so_and_leads_on() -> None:
    page = site("service")["search/index.html"].decode()
    assert "Search needs a script, which is not allowed to run here." in page
    assert 'href="../audits/index.html"' in page
