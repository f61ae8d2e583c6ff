"""The site as a reader meets it: from disk, in light and dark, narrow, on paper, by keyboard, without a script."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from casekit.cli.answering import server
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

pytestmark = pytest.mark.browser

LOOKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("light", {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}}),
    ("dark", {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}}),
    ("narrow", {"color_scheme": "light", "viewport": {"width": 320, "height": 700}}),
    ("narrow and dark", {"color_scheme": "dark", "viewport": {"width": 320, "height": 700}}),
    # What a browser's zoom of 200 % does to a window of 1280 by 900.
    ("200 %", {"color_scheme": "light", "viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}),
)
OVER_HTTP = tuple((name, look) for name, look in LOOKS if name != "narrow and dark")


def left(request: Request) -> bool:
    """Whether a request came to nothing only because the page that asked was left before its answer.

    A page counts as loaded before its icon has come. A file that is missing fails by another name on disk and is
    answered by 404 over http, and what the page's policy forbids is said in the console.
    """
    return request.failure == "net::ERR_ABORTED"


@contextmanager
def opened(browser: Browser, site: Path | str, **look: Any) -> Iterator[Page]:
    """A page that fails its test for anything said in the console and any request that leaves the site.

    site: its folder, or its address on a server.
    """
    context = browser.new_context(**look)
    page = context.new_page()
    wrong: list[str] = []
    inside = site if isinstance(site, str) else site.as_uri() + "/"
    page.on("console", lambda said: wrong.append(f"console: {said.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("request", lambda request: None if request.url.startswith(inside) else wrong.append(f"asked {request.url}"))
    page.on("requestfailed", lambda request: None if left(request) else wrong.append(f"not found {request.url}"))
    page.on("response", lambda answer: None if answer.ok else wrong.append(f"{answer.status} {answer.url}"))
    yield page
    context.close()
    assert wrong == []


def kinds(site: Path) -> list[str]:
    """Every page, but of audits and people only two each."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    few = [page for page in pages if not page.startswith(("audit/", "people/p"))]
    audits = [page for page in pages if page.startswith("audit/")][:3]
    people = [page for page in pages if page.startswith("people/p")][:1]
    return few + audits + people


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run(document, {preload: false,"
        " runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))"
    )
    return list(found)


@pytest.mark.parametrize(("name", "look"), LOOKS, ids=[name for name, _ in LOOKS])
@pytest.mark.parametrize("audience", ["site", "service", "board"])
def test_every_kind_of_page(
    browser: Browser, axe: str, request: pytest.FixtureRequest, audience: str, name: str, look: dict[str, Any]
) -> None:
    site: Path = request.getfixturevalue(audience)
    with opened(browser, site, **look) as page:
        assert faults(page, axe, site.as_uri() + "/", kinds(site)) == []


@pytest.mark.parametrize(("name", "look"), OVER_HTTP, ids=[name for name, _ in OVER_HTTP])
@pytest.mark.parametrize("audience", ["site", "service", "board"])
def test_every_kind_of_page_over_http(
    browser: Browser, axe: str, request: pytest.FixtureRequest, audience: str, name: str, look: dict[str, Any]
) -> None:
    """As `casekit serve` answers: with the same policy in the headers too."""
    site: Path = request.getfixturevalue(audience)
    with served(site) as address, opened(browser, address, **look) as page:
        pages = [path for path in kinds(site) if path != "404.html"]  # its answer says 404, which a console repeats
        assert faults(page, axe, address, pages) == []


def faults(page: Page, axe: str, address: str, paths: list[str]) -> list[str]:
    """What axe-core finds on these pages of the site at that address, and which of them scroll sideways."""
    wrong = []
    for path in paths:
        page.goto(address + path)
        wrong += [f"{path} {violation}" for violation in violations(page, axe)]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            wrong.append(f"{path} scrolls sideways by {wide}")
    return wrong


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which this computer answers with a site."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    answering, address = server(0, files.get)
    thread = threading.Thread(target=answering.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield address
    finally:
        answering.shutdown()
        answering.server_close()
        thread.join()


def test_without_a_script_everything_can_be_read(browser: Browser, long_site: Path) -> None:
    with opened(browser, long_site, java_script_enabled=False) as page:
        page.goto((long_site / "audits/index.html").as_uri())
        assert page.locator("#audits tbody tr").count() == 4
        assert page.locator(".tools").count() == 0
        assert page.locator("thead button").count() == 0
        page.get_by_role("link", name="Page 3").click()
        expect(page.locator("#audits tbody tr")).to_have_count(3)


def test_sorting_by_keyboard(browser: Browser, site: Path) -> None:
    with opened(browser, site) as page:
        page.goto((site / "audits/index.html").as_uri())
        head = page.locator("#audits thead th").nth(5)
        head.locator("button").focus()
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
        grades = page.locator("#audits tbody tr td:nth-child(6) strong")
        expect(grades).to_have_text(["Excellent", "Fine", "Fine", "Lacking", "Failing"])
        expect(head.locator("button")).to_be_focused()
        page.keyboard.press("Space")
        expect(head).to_have_attribute("aria-sort", "descending")
        expect(grades.first).to_have_text("Failing")
        assert page.url.endswith("#sort=-Grade+in+effect")


def test_filtering_by_keyboard_and_the_address_keeps_it(browser: Browser, site: Path) -> None:
    with opened(browser, site) as page:
        page.goto((site / "audits/index.html").as_uri())
        page.get_by_label("Team").focus()
        page.keyboard.type("South")
        rows = page.locator("#audits tbody tr")
        expect(rows).to_have_count(1)
        expect(page.get_by_role("status")).to_have_text("Showing 1 of 1 that match, out of 6.")
        page.reload()
        expect(rows).to_have_count(1)
        expect(page.get_by_label("Team")).to_have_value("South 1")
        page.get_by_role("button", name="Clear").press("Enter")
        expect(rows).to_have_count(6)


def test_words_are_found_in_every_column(browser: Browser, site: Path) -> None:
    with opened(browser, site) as page:
        page.goto((site / "audits/index.html").as_uri())
        page.get_by_label("Contains").fill("short form")
        expect(page.locator("#audits tbody th a")).to_have_text(["2026-05-0003"])
        page.get_by_label("Contains").fill("no such words")
        expect(page.locator("#audits tbody tr")).to_have_count(0)
        expect(page.get_by_role("status")).to_have_text("No row matches, out of 6. Clear shows all again.")


def test_a_filter_looks_at_all_pages_of_a_list(browser: Browser, long_site: Path) -> None:
    with opened(browser, long_site) as page:
        page.goto((long_site / "audits/index_2.html").as_uri())
        assert page.locator("#audits tbody tr").count() == 4
        month = page.get_by_label("Month", exact=True)
        month.focus()
        month.locator("option", has_text="April 2026").wait_for(state="attached")
        month.select_option("April 2026")
        rows = page.locator("#audits tbody tr")
        expect(rows).to_have_count(5)
        expect(page.locator("nav.pager")).to_be_hidden()
        expect(rows.first.locator("th a")).to_have_attribute("href", "../audit/2026-04-0001.html")
        rows.first.locator("th a").click()
        expect(page.locator("h1")).to_contain_text("2026-04-0001")


def test_skip_link_leads_to_the_content(browser: Browser, site: Path) -> None:
    with opened(browser, site) as page:
        page.goto((site / "index.html").as_uri())
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()


def test_on_paper(browser: Browser, site: Path) -> None:
    """No navigation, no cut-off tables, black on white also for who reads in the dark, and the marking on it."""
    with opened(browser, site, color_scheme="dark") as page:
        page.goto((site / "audit/2026-05-0002.html").as_uri())
        page.emulate_media(media="print")
        assert page.locator("header nav").is_hidden()
        assert page.locator(".contents").is_hidden()
        assert page.locator(".marking").is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowX") == "visible"
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(11, 12, 12)"
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        assert len(page.pdf(format="A4")) > 10_000


def test_wide_tables_scroll_in_a_region_that_the_keyboard_reaches(browser: Browser, site: Path) -> None:
    with opened(browser, site, viewport={"width": 320, "height": 700}) as page:
        page.goto((site / "actions/index.html").as_uri())
        region = page.get_by_role("group", name="Open actions, the most urgent first")
        region.focus()
        page.keyboard.press("ArrowRight")
        expect(region).not_to_have_js_property("scrollLeft", 0)


def test_a_walk_by_keyboard_over_http(browser: Browser, long_site: Path) -> None:
    """Filter, sort and search with the keyboard alone, from the first page on, as over a server."""
    with served(long_site) as address, opened(browser, address) as page:
        page.goto(address)
        page.get_by_role("navigation", name="Site").get_by_role("link", name="Audits").press("Enter")
        rows = page.locator("#audits tbody tr")
        page.get_by_label("Contains").focus()
        page.keyboard.type("2026-04-0008")
        expect(rows).to_have_count(1)
        page.get_by_role("button", name="Clear").press("Enter")
        head = page.locator("#audits thead th").first
        head.locator("button").focus()
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
        expect(rows.first.locator("th")).to_have_text("2026-04-0001")
        page.get_by_role("link", name="Search").press("Enter")
        page.get_by_label("Words to look for").focus()
        page.keyboard.type("2026-04-0009")
        found = page.locator("#search-found a").first
        expect(found).to_contain_text("2026-04-0009")
        found.press("Enter")
        expect(page.locator("h1")).to_contain_text("2026-04-0009")


def test_an_address_that_leads_nowhere(browser: Browser, axe: str, site: Path) -> None:
    """Over a server a wrong address ends at the page that says so, whole, with its way home."""
    with served(site) as address:
        context = browser.new_context()
        page = context.new_page()
        answer = page.goto(f"{address}audit/deep/down/none.html")
        assert answer is not None
        assert answer.status == 404
        assert page.locator("h1").inner_text() == "Page not found"
        assert violations(page, axe) == []
        page.locator("main").get_by_role("link", name="Home").press("Enter")
        page.wait_for_url(f"{address}index.html")
        context.close()
