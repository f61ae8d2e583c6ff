"""Numbers lead to the audits that they count: a click on a cell opens the list with its filters set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.waiting import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("page_path", "table"),
    [
        ("sections/index.html", "toy-1-months"),
        ("sections/index.html", "toy-1-teams"),
        ("sections/index.html", "toy-1-moved"),
        ("sections/index.html", "toy-1-weakest"),
        ("themes/index.html", "toy-1-themes"),
        ("feedback/index.html", "toy-1-outcomes"),
        ("trends.html", "toy-1-trend"),
    ],
)
def test_as_many_audits_stand_behind_a_number_as_it_says(
    browser: Browser, site: Path, page_path: str, table: str
) -> None:
    with browser.new_page() as page:
        page.goto((site / page_path).as_uri())
        links = page.locator(f"#{table} td.number a")
        said = [int(text) for text in links.all_inner_texts()]
        behind = [link.get_attribute("href") for link in links.all()]
        assert said
        here = (site / page_path).as_uri()
        for number, href in zip(said, behind, strict=True):
            page.goto(here)
            page.locator(f'#{table} td.number a[href="{href}"]').first.click()
            page.wait_for_url(lambda url: url.partition("#")[0] != here)
            page.locator("p.hint[role=status]").first.wait_for()
            if number:
                expect(page.locator("main tbody tr")).to_have_count(number)


def test_a_value_with_a_comma_is_found_whole(browser: Browser, site: Path, tmp_path: Path) -> None:
    """A name of a team or section may hold a comma; an address with it finds its rows."""
    for name in ("style.css", "script.js", "favicon.svg"):
        (tmp_path / name).write_bytes((site / name).read_bytes())
    teams = (site / "audits/index.html").read_text("utf-8").replace("South 1", "South, one and two")
    (tmp_path / "audits").mkdir()
    (tmp_path / "audits/index.html").write_text(teams, "utf-8")
    with browser.new_page() as page:
        page.goto((tmp_path / "audits/index.html").as_uri() + "#Team=South%2C+one+and+two")
        expect(page.locator("#audits tbody tr")).to_have_count(1)
