"""The programme on pages: compliance by everything that it is shown by, and reasons, equal to a plain count."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from casekit.model.corpus import Corpus
from casekit.model.policy import Programming
from casekit.model.programme import Allotted, ListedCase, Note, Programme
from casekit.publish.context import About, gather
from casekit.publish.page import Cell, Page
from casekit.publish.programme import plan_programme
from casekit.publish.reader import reader
from tests.publish.sample import HISTORY, TODAY, make_corpus

DUE = date(2026, 5, 31)
LISTED = Programming(late_reasons={"missing": "The child was missing"}, stop_reasons={"closed": "The case was closed"})


def one(number: int, team: str, auditor: str, **more: object) -> Allotted:
    return Allotted(f"2026-05-{number:04d}", ListedCase(f"K{number}QQ", team=team), auditor, DUE, **more)  # type: ignore[arg-type]


def note(reason: str) -> Note:
    return Note("p001", DUE, "Oliver said so", reason)


AUDITS = (
    one(2, "north-1", "p001"),
    one(91, "north-1", "p001", late=note("missing")),
    one(92, "south-1", "p002", late=note("")),
    one(93, "south-1", "p002", stopped=note("closed"), jointly=("p001",)),
    one(94, "south-1", "p002", stopped=note("made-up-word")),
    one(95, "north-1", "p002", cancelled=note("")),
)


def corpus() -> Corpus:
    made = make_corpus()
    programmes = {"2026-05": Programme("2026-05", "x", DUE, audits=AUDITS)}
    return replace(made, programmes=programmes, policy=replace(made.policy, programme=LISTED))


def pages(audience: str) -> dict[str, Page]:
    site = gather(corpus(), HISTORY, [], TODAY, reader(audience), About())
    return {page.path: page for page in plan_programme(site)}


def rows(page: Page, aside: bool = False) -> dict[str, list[Cell]]:
    table = page.body.aside if aside else page.body.table  # type: ignore[attr-defined]
    return {row[0].text: list(row[1:]) for row in table.rows}


def test_the_first_page_leads_to_the_figures_by_everything() -> None:
    found = pages("team")
    links = {row[0].href for row in found["programme/index.html"].body.aside.rows}  # type: ignore[attr-defined]
    assert {f"programme/{href.removeprefix('../programme/')}" for href in links} == {
        f"programme/{name}.html" for name in ("auditors", "teams", "services", "years", "reasons")
    }
    assert {f"programme/{href.removeprefix('../programme/')}" for href in links} <= set(found)


@pytest.mark.parametrize(("page", "by"), [("teams", "team"), ("years", "year"), ("auditors", "auditor")])
def test_each_page_counts_what_a_plain_count_does(page: str, by: str) -> None:
    expected: Counter[str] = Counter()
    for planned in AUDITS:
        names = {"team": [planned.case.team], "year": ["2026"], "auditor": planned.auditors}[by]
        expected.update(name for name in names if planned.stopped is None and planned.cancelled is None)
    site = gather(corpus(), HISTORY, [], TODAY, reader("team"), About())
    called = {
        name: {"team": site.team(name), "year": name, "auditor": site.person(name, "").text}[by] for name in expected
    }
    found = rows(pages("team")[f"programme/{page}.html"])
    assert {name: found[called[name]][0].note for name in expected} == {
        name: f"of {number}" for name, number in expected.items()
    }


def test_reasons_are_counted_and_no_word_that_somebody_wrote_is_shown_to_the_service() -> None:
    for audience, word in (("team", "made-up-word"), ("service", "not shown")):
        page = pages(audience)["programme/reasons.html"]
        late = {name: cells[0].text for name, cells in rows(page).items()}
        assert late == {"The child was missing": "1", "No listed reason": "1"}
        stopped = {name: cells[0].text for name, cells in rows(page, aside=True).items()}
        assert stopped == {"The case was closed": "1", word: "1"}
        assert "Oliver" not in html.unescape(re.sub("<[^>]+>", " ", str(page)))
