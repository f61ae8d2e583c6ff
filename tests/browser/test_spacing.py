"""Text that readers make larger or space out: nothing is cut off, and no page scrolls sideways."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_site import kinds

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
LARGE = "html { font-size: 200% !important }"


@pytest.mark.parametrize("style", [SPACED, LARGE], ids=["spaced out", "twice as large"])
def test_pages_stay_whole(browser: Browser, site: Path, style: str) -> None:
    wrong = []
    with browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True) as context:
        page = context.new_page()
        for path in kinds(site):
            page.goto((site / path).as_uri())
            page.add_style_tag(content=style)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            cut = page.evaluate(
                "[...document.querySelectorAll('main :is(p, li, dd, h1, h2, h3, .tag)')]"
                ".filter((e) => getComputedStyle(e).overflowY === 'hidden' && e.scrollHeight > e.clientHeight + 1"
                " && !e.matches('.unseen')).length"
            )
            if wide > 0 or cut:
                wrong.append((path, wide, cut))
    assert wrong == []
