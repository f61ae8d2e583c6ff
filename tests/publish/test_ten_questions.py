"""The questions of docs/report.md, walked on the site by the clicks that are written down there."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import replace
from pathlib import Path

import pytest

from casekit.model.audit import Entry, State
from casekit.model.people import Person, Role
from tests.publish.sample import evaluated, make_audit
from tests.publish.test_programme_pages import corpus
from tests.publish.test_site import site, text

DOCUMENT = Path(__file__).parents[2] / "docs" / "report.md"


def questions() -> list[tuple[str, ...]]:
    """The rows of the table: question, first click, second click, what stands there."""
    part = DOCUMENT.read_text("utf-8").partition("## Ten questions")[2].partition("\n## ")[0]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in part.splitlines() if line[:1] == "|"]
    return rows[2:]


@pytest.fixture(scope="module")
def service() -> dict[str, bytes]:
    """The sample with a programme, a service manager, and an audit with the lowest grade."""
    made = corpus()
    manager = Person("p005", ("p005@example.invalid",), (Role("service_manager", "north-1"),), title="Service manager")
    people = replace(made.people, by_id={**made.people.by_id, "p005": manager})
    failing = evaluated(make_audit(7, overall=Entry("overall", "d", State.ANSWERED)))
    return site("service", replace(made, people=people, audits=(*made.audits, failing)))


def clicked(files: dict[str, bytes], path: str, click: str) -> str:
    """The page behind a link of that text; of "(the first)", behind the first link of the page's first table.

    A text that ends in "…" is the beginning of a link's.
    """
    page = files[path].decode()
    if click == "(the first)":
        page = page[page.index("<tbody>") :]
    links = re.findall(r'<a href="([^"#]+)[^"]*"[^>]*>(.*?)</a>', page, re.DOTALL)
    begins = click.endswith("…")
    target = next(
        href
        for href, shown in links
        if click in ("(the first)", text(shown)) or (begins and text(shown).startswith(click[:-1]))
    )
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), html.unescape(target)))


def test_there_are_ten() -> None:
    assert len(questions()) == 10


@pytest.mark.parametrize("row", questions(), ids=lambda row: row[0])
def test_a_question_is_answered_in_two_clicks(service: dict[str, bytes], row: tuple[str, ...]) -> None:
    _, *clicks, answer = row
    path = "index.html"
    for click in filter(None, clicks):
        path = clicked(service, path, click)
    main = service[path].decode().partition("<main")[2].partition("</main>")[0]
    assert answer in text(main)


def test_every_page_leads_to_the_figures_and_to_the_statement(service: dict[str, bytes]) -> None:
    for path, page in service.items():
        if path.endswith(".html"):
            up = "../" * path.count("/")
            assert f'<a href="{up}figures.html">How each figure is computed</a>' in page.decode(), path
            assert f'<a href="{up}accessibility.html">Accessibility</a>' in page.decode(), path


def test_the_statement_claims_no_more_than_was_tested(service: dict[str, bytes]) -> None:
    said = text(service["accessibility.html"].decode())
    assert "no more than partial conformance" in said
    assert "Exampleshire publishes them." in said
