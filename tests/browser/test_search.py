"""Search as a reader meets it, from disk: by keyboard, hostile titles, ten thousand pages, without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.searching import times
from casekit.publish.search import Entry, Index
from tests.browser.test_site import opened, violations
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def replaced(site: Path, folder: Path, index: Index) -> Path:
    """The search page of a site with another index."""
    (folder / "search").mkdir(parents=True)
    for name in ("style.css", "script.js", "search.js", "favicon.svg", "search/index.html"):
        (folder / name).write_bytes((site / name).read_bytes())
    for path, body in index.files():
        (folder / path).write_bytes(body)
    return folder


def test_words_find_pages_and_the_address_keeps_them(browser: Browser, axe: str, site: Path) -> None:
    with opened(browser, site) as page:
        page.goto((site / "search/index.html").as_uri())
        page.get_by_label("Words to look for").focus()
        page.keyboard.type("drawing")
        found = page.locator("#search-found a")
        page.get_by_text("2026-05-0002").first.wait_for()
        assert "2026-05-0002" in found.all_inner_texts()[0] or found.count() > 1
        assert violations(page, axe) == []
        page.reload()
        expect(page.get_by_label("Words to look for")).to_have_value("drawing")
        found.first.wait_for()
        page.get_by_label("Words to look for").fill("2026-05-0002")
        page.locator("#search-found li:first-child a[href='../audit/2026-05-0002.html']").click()
        expect(page.locator("h1")).to_contain_text("2026-05-0002")


def test_all_words_must_stand_on_a_page(browser: Browser, site: Path) -> None:
    with opened(browser, site) as page:
        page.goto((site / "search/index.html").as_uri())
        page.get_by_label("Words to look for").fill("drawing zebra")
        page.get_by_text("No page has all of these words.").wait_for()
        page.get_by_label("Words to look for").fill("x")
        page.get_by_text("Type a word of two letters or more. Words of one letter are left out.").wait_for()


def test_hostile_titles_and_words_are_only_text(browser: Browser, site: Path, tmp_path: Path) -> None:
    index = Index()
    evil = "</script><img src=x onerror=alert(1)>\u2028"
    for word in ("__proto__", "constructor", "tostring"):
        index.add(Entry(f"audit/{word}.html", f"{evil} {word}", evil, (word,), ("img",)))
    with opened(browser, replaced(site, tmp_path / "evil", index).parent) as page:
        page.goto((tmp_path / "evil/search/index.html").as_uri())
        page.get_by_label("Words to look for").fill("constructor")
        page.get_by_text("1 page.").wait_for()
        expect(page.locator("#search-found a")).to_contain_text("</script><img")
        assert page.locator("#search-found img").count() == 0
        page.get_by_label("Words to look for").fill("__proto__")
        page.get_by_text("No page has all of these words.").wait_for()


def test_ten_thousand_audits_are_answered_from_few_small_parts(
    browser: Browser, site: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """What it takes in time is measured by `make bench`; here, that a search loads little of the index."""
    index = Index()
    form = [f"question{n}" for n in range(800)]
    for number in range(10_000):
        id = f"2026-{1 + number % 12:02}-{number:04}"
        own = [f"word{number * 7919 * k % 20_011}" for k in range(1, 121)]
        index.add(Entry(f"audit/{id}.html", f"Audit {id}", "Audits", ("audit", id), (*form, *sorted(set(own)))))
    folder = replaced(site, tmp_path / "long", index)
    with opened(browser, folder.parent) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/search/")[2]))
        page.goto((folder / "search/index.html").as_uri())
        ask = page.get_by_label("Words to look for")
        ask.fill("question7 word1")
        page.get_by_text("the 50 nearest shown").wait_for()
        parts = {name for name in asked if name.endswith(".js") and "/" not in name} - {""}
        assert {"about.js", "words_qu.js", "words_wo.js"} <= parts
        titles = {name for name in parts if name.startswith("pages_")}
        assert parts - titles == {"about.js", "words_qu.js", "words_wo.js"}
        assert len(titles) <= 50
        assert sum((folder / "search" / name).stat().st_size for name in parts) < 16_000_000
        took = times(page, ("question7", "wo", "audit 2026-01", "qu wo au", "word77 question1"))
        record_property("milliseconds", took)
        ask.fill("audit 2026-03-0002")
        page.locator("#search-found a").first.wait_for()
        assert "2026-03-0002" in page.locator("#search-found a").first.inner_text()


def test_without_a_script_the_page_leads_to_the_lists(browser: Browser, axe: str, site: Path) -> None:
    with opened(browser, site, java_script_enabled=False) as page:
        page.goto((site / "search/index.html").as_uri())
        assert page.get_by_text("Search needs a script").is_visible()
        assert page.locator("input").count() == 0
        page.get_by_role("link", name="Audits, a list for each month").click()
        expect(page.locator("#audits tbody tr").first).to_be_visible()
