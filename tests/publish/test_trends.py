"""Trends: a control chart with its table, told by shape and word as well as by colour; how old open actions are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from casekit.model.audit import Action, Audit
from tests.publish.sample import TODAY, evaluated, make_audit, make_corpus
from tests.publish.test_site import site, text


def graded(number: int, month: str, grade: str) -> Audit:
    audit = make_audit(number, month)
    return replace(audit, overall=replace(audit.overall, grade=grade))


def of_year(better: int) -> dict[str, bytes]:
    """Twenty months of ten audits: four or five grades in the upper half, in the last month so many."""
    audits = []
    for n in range(20):
        good = better if n == 19 else 4 + n % 2
        month = f"{2024 + n // 12}-{1 + n % 12:02}"
        audits += [graded(k, month, "b" if k <= good else "c") for k in range(1, 11)]
    return site("service", replace(make_corpus(), audits=tuple(map(evaluated, audits))))


def test_a_month_that_says_more_has_its_shape_and_its_word() -> None:
    page = of_year(0)["trends.html"].decode()
    assert page.count('<path class="worse"') == 2, "the point and the legend"
    assert page.count('<path class="better"') == 1, "the legend alone"
    assert "August 2025 0 of 10 0% Concern" in text(page)
    assert "July 2025 4 of 10 40% Usual variation" in text(page)
    assert re.search(r"<desc[^>]*>From January 2024 \(40%\) to August 2025 \(0%\)\. Mean 43%, limits", page)
    assert "1 month of concern" in page
    assert "fewer than ten" not in page


def test_every_chart_has_a_title_a_description_and_its_table() -> None:
    page = of_year(5)["trends.html"].decode()
    charts = re.findall(
        r'<svg class="chart" role="img" aria-labelledby="(\S+) (\S+)".*?</svg>\n(?=<p|<div)', page, re.DOTALL
    )
    assert len(charts) == 1
    for title, desc in charts:
        assert re.search(rf'<title id="{title}">[^<]+</title><desc id="{desc}">[^<]+</desc>', page)
    assert page.count("<table") == 1
    assert "No action is open." in page


def test_few_months_have_no_limits_and_few_grades_a_caution() -> None:
    page = text(site("service")["trends.html"].decode())
    assert "under 12 there are no limits" in page
    assert "fewer than ten grades: one audit then moves the share a lot." in page
    assert "What it says" not in page


def test_the_age_of_open_actions() -> None:
    days = (None, 0, 1, 30, 31, 90, 91, 400)
    actions = tuple(Action(f"a{n}", due=None if d is None else TODAY - timedelta(days=d)) for n, d in enumerate(days))
    audit = evaluated(make_audit(actions=(*actions, Action("done", due=TODAY, done_on=TODAY))))
    page = text(site("service", replace(make_corpus(), audits=(audit,)))["trends.html"].decode())
    assert (
        "Not due yet 1 of 8 1 to 30 days overdue 2 of 8 31 to 90 days overdue 2 of 8 "
        "More than 90 days overdue 2 of 8 No deadline 1 of 8" in page
    )


def test_a_number_leads_to_the_audits_that_it_counts() -> None:
    page = of_year(5)["trends.html"].decode()
    assert 'href="sections/toy-1-overall.html#Month=August+2025&amp;Part+of+the+scale=Upper+half"' in page
