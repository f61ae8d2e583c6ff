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
        ("moderation/index.html", "toy-1-moderation-matrix"),
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


def test_a_number_of_the_same_page_sets_its_list(browser: Browser, site: Path) -> None:
    """Only the part behind "#" changes then, and no page is loaded; going back takes the filter away again."""
    with browser.new_page() as page:
        page.goto((site / "problems/index.html").as_uri())
        rows = page.locator("#problems tbody tr")
        expect(rows).to_have_count(3)
        page.locator("#rules td.number a").first.click()
        expect(rows).to_have_count(1)
        expect(page.get_by_label("Rule", exact=True)).to_have_value("CK004")
        page.go_back()
        expect(rows).to_have_count(3)


def test_any_of_several_values_may_be_asked_for(browser: Browser, site: Path) -> None:
    with browser.new_page() as page:
        page.goto((site / "audits/index.html").as_uri() + "#Stage=Completed&Stage=Begun&Stage=Not+begun")
        chosen = page.get_by_label("Stage", exact=True)
        expect(chosen.locator("option:checked")).to_have_text("Completed or Begun or Not begun")
        expect(page.locator("#audits tbody tr")).to_have_count(5)
        chosen.select_option("Disputed")
        expect(page.locator("#audits tbody tr")).to_have_count(1)
        chosen.select_option(label="Completed or Begun or Not begun")
        expect(page.locator("#audits tbody tr")).to_have_count(5)


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
        expect(page.get_by_label("Team", exact=True).locator("option", has_text="South")).to_have_count(1)
