"""A site on disk and a headless Chromium that opens it from there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from casekit.folder.write import claim
from casekit.publish import lists
from casekit.publish.site import build_site
from tests.publish.sample import ABOUT, HISTORY, PROBLEMS, TODAY, evaluated, make_audit, make_corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it; none is downloaded."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.fail("the browser tests need chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's own script."""
    script = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.fail("the browser tests need axe-core: run `npm ci` in tests/browser, or `make test-browser`")
    return script.read_text("utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample repository, for the team."""
    return write(tmp_path_factory.mktemp("site"), "team")


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for the service."""
    return write(tmp_path_factory.mktemp("service"), "service")


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose list of audits takes three pages of four rows."""
    many = tuple(evaluated(make_audit(n, "2026-05" if n < 7 else "2026-04")) for n in range(1, 11))
    corpus = make_corpus()
    most = lists.PER_PAGE
    lists.PER_PAGE = 4
    try:
        return write(tmp_path_factory.mktemp("long"), "team", (*many, *corpus.audits[:1]))
    finally:
        lists.PER_PAGE = most


@pytest.fixture(scope="session")
def board(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two closed months of it, for the board."""
    from casekit.publish.closed.site import build_closed_site
    from tests.publish.test_closed import FIGURES, INTERNAL, closed

    folder = tmp_path_factory.mktemp("board")
    with claim(folder / "site", folder / "repository") as output:
        output.write(build_closed_site(closed(FIGURES, FIGURES, profile=INTERNAL)))
    return folder / "site"


def write(folder: Path, audience: str, audits: tuple[object, ...] = ()) -> Path:
    """Build the sample's site into the folder, or that of other audits."""
    from dataclasses import replace

    corpus = replace(make_corpus(), audits=audits) if audits else make_corpus()
    with claim(folder / "site", folder / "repository") as output:
        output.write(build_site(corpus, HISTORY, PROBLEMS, TODAY, audience, ABOUT))
    return folder / "site"
