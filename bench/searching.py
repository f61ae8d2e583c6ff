"""How long a search takes on the pages of a site, in headless Chromium, as somebody types."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXTS = ("audit", "pl", "2026-10 good", "su re as", "supervision plan review child")
"""From one word of every page to several words at once, and beginnings of words."""
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
MEASURE = """async (texts) => {
  const input = document.getElementById("search-words"), says = document.getElementById("search-says");
  const times = [];
  for (const text of texts) {
    let best = Infinity; // of five: other work on the machine is not the search's, and the first loads the index
    for (let n = 0; n < 5; n++) {
      says.textContent = "";
      const from = performance.now();
      input.value = text;
      input.dispatchEvent(new Event("input"));
      while (!says.textContent) await new Promise((done) => setTimeout(done, 1));
      best = Math.min(best, performance.now() - from);
    }
    times.push(best);
  }
  return times;
}"""


def times(page: Page, texts: tuple[str, ...] = TEXTS) -> list[float]:
    """Milliseconds until each text had its answer, on a search page that is open."""
    return [float(taken) for taken in page.evaluate(MEASURE, list(texts))]


def slowest(site: Path) -> float | None:
    """Seconds that the slowest of the searches took on this site; None where there is no browser to ask."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if chromium is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        try:
            page = browser.new_page()
            page.goto((site / "search" / "index.html").as_uri())
            return max(times(page)) / 1000
        finally:
            browser.close()
