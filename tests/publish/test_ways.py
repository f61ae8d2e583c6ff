"""No dead ends: every page is reached from home, says where it stands, and leads on."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

import pytest

from casekit.publish import names
from casekit.publish.closed.site import build_closed_site
from tests.publish.test_closed import FIGURES, INTERNAL, closed
from tests.publish.test_site import pages, site

ALONE = {names.NOT_FOUND}
"""Nothing leads to the page that says that nothing is there."""


@pytest.fixture(scope="module", params=["team", "service", "board"])
def found(request: pytest.FixtureRequest) -> dict[str, str]:
    if request.param == "board":
        return pages(dict(build_closed_site(closed(FIGURES, FIGURES, profile=INTERNAL))))
    return pages(site(str(request.param)))


def links(path: str, text: str) -> Iterator[str]:
    """The pages of the site to which a text of that page leads."""
    for href in re.findall(r'<a [^>]*?href="([^"#]+)', text):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), href))


def test_every_page_is_reached_from_home(found: dict[str, str]) -> None:
    seen, waiting = {names.HOME}, [names.HOME]
    while waiting:
        path = waiting.pop()
        for target in links(path, found[path]):
            if target in found and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert set(found) - seen == ALONE


def test_every_page_says_the_way_to_it(found: dict[str, str]) -> None:
    for path, page in found.items():
        crumbs = re.search(r'<nav class="crumbs" aria-label="Breadcrumb"><ol>(.*?)</ol></nav>', page, re.DOTALL)
        if path == names.HOME:
            assert crumbs is None
            continue
        assert crumbs is not None, path
        way = list(links(path, crumbs[1]))
        assert way[0] == names.HOME, path
        assert set(way) <= set(found) - {path}, path
        assert len(way) == len(re.findall("<li>", crumbs[1])), path


def test_every_page_leads_on_to_all_that_the_site_holds(found: dict[str, str]) -> None:
    everywhere = {names.HOME, names.ABOUT, names.FIGURES, names.ACCESSIBILITY, names.SEARCH}
    for path, page in found.items():
        assert everywhere - {path} <= set(links(path, page)), path


def test_what_is_empty_says_so(found: dict[str, str]) -> None:
    for path, page in found.items():
        assert "<tbody>\n</tbody>" not in page, path
        for note in re.findall(r'<p class="none">(.*?)</p>', page):
            assert re.search(r"\w", note), path
