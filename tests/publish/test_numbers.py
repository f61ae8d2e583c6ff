"""Every number that counts audits or actions leads to them, and to as many as it says."""

from __future__ import annotations

import re

import pytest

from casekit.publish.closed.site import build_closed_site
from tests.publish.figures import Number, Pages
from tests.publish.test_closed import FIGURES, INTERNAL, closed
from tests.publish.test_site import site

NO_COUNT = {
    r".*": {"Line", "Year", "Version", "Waiver"},  # which, and not how many
    r"rubrics/index.html": {"Sections", "Questions"},  # of a form
    r"programme/index.html": {"Rows"},  # of the tables that it leads to
    r"themes/index.html": {"Months"},  # a theme's own audits stand beside it
    r"programme/auditors.html": {"Months exempt"},  # without an audit
    r"programme/(oversight|verified).html": {"Median", "Longest", "Days from done to verified, median"},  # days
    r"moderation/index.html": {"Completed when drawn"},  # as it was then: nobody wrote down which
    r"moderation/(?!index).*": {"Agree with most", "Steps apart"},  # of the judges on that page
}
"""Columns whose numbers count no audits and no actions, by the page on which they stand, and why."""
STEPS = ("programme/oversight.html", "steps")
"""Of how many actions a median is taken: those with both days, open or ended, which stand in two lists."""
EACH_ONCE = {"coverage.html": ("Case", "Worker", "Team"), "problems/index.html": ("File",)}
"""Pages whose numbers count what several rows share, once."""


def counts_something(number: Number) -> bool:
    """Whether a number counts audits or actions."""
    named = any(number.column in heads for page, heads in NO_COUNT.items() if re.fullmatch(page, number.page))
    return not named and (number.page, number.table) != STEPS


def wrong(files: dict[str, bytes]) -> list[str]:
    """The numbers that lead nowhere, or to more or fewer than they say."""
    pages = Pages(files)
    found = []
    for number in filter(counts_something, pages.numbers()):
        if not number.href:
            found.append(f"leads nowhere: {number}")
        elif "#" not in number.href or "=" in number.href:  # else to a part of a page, such as an audit's actions
            rows = pages.behind(number)
            each_once = {len({row[head] for row in rows}) for head in EACH_ONCE.get(number.page, ())}
            if number.value not in {len(rows), *each_once}:
                found.append(f"leads to {len(rows)}: {number}")
    return found


@pytest.fixture(scope="module", params=["team", "service"])
def made(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return site(str(request.param))


def test_every_number_leads_to_as_many_as_it_says(made: dict[str, bytes]) -> None:
    assert wrong(made) == []
    met = {number.page.split("/")[0] for number in Pages(made).numbers() if "=" in number.href}
    assert {"grades.html", "index.html", "teams", "audits", "sections", "themes", "feedback", "moderation"} <= met


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("moderation/index.html", "Moderator+gave=Lacking", "Moderator+gave=Fine"),
        ("teams/index.html", "#Team=North+1&amp;On+record=Completed", "#Team=North+1"),
        ("feedback/index.html", ' href="toy-1.html#', ' name="toy-1.html#'),
        ("index.html", "Standing=Overdue", "Standing=Verified"),
    ],
)
def test_a_number_that_leads_wrong_is_noticed(made: dict[str, bytes], page: str, old: str, new: str) -> None:
    text = made[page].decode()
    assert old in text
    assert any(page in one for one in wrong({**made, page: text.replace(old, new, 1).encode()}))


def test_figures_alone_lead_to_no_lists() -> None:
    """The board and the public read no single audit, so that no address of theirs chooses any."""
    for path, body in build_closed_site(closed(FIGURES, FIGURES, profile=INTERNAL)):
        assert not re.search(rb'href="[^"]*#[^"]*=', body), path
