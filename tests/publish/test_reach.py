"""Coverage, learning and limits: what a year of audits reached, what was passed on, and grades outside a limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casekit.link.programme import programme
from casekit.model.audit import Box, Entry, Moderation, State
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.programme import THEMATIC, Allotted, Cascaded, Drawn, ListedCase, Programme
from casekit.register.coverage import DRAWN, OTHER, TARGETED, Reached, coverage, months_before
from casekit.rubric.evaluation import BrokenLimit
from casekit.rubric.model import BoxModel
from tests.publish.sample import FORM, LOWEST, NO_TALK, evaluated, make_audit, make_corpus
from tests.publish.test_site import pages, site, text


def audited(
    number: int, month: str = "2026-05", ref: str = "", team: str = "north-1", worker: str = "p003"
) -> AuditCase:
    audit = make_audit(number, month)
    people = {"practitioner": worker} if worker else {}
    return evaluated(replace(audit, case=replace(audit.case, ref=ref or f"K{number}", team=team, people=people)))


def corpus(*cases: AuditCase, listed: int = 0, **kinds: str) -> Corpus:
    """Audits; kinds: by month without its hyphen, "drawn" or a kind of theirs."""
    made = {}
    for month in {case.audit.month for case in cases}:
        how = kinds.get(f"m{month.replace('-', '')}", "")
        own = [c.audit.id for c in cases if c.audit.month == month] if how else []
        audits = tuple(
            Allotted(id, ListedCase("K"), "p001", None, *((THEMATIC,) if how == "themed" else ())) for id in own
        )
        made[month] = Programme(
            month, f"audits/{month}/programme.yaml", audits=audits, drawn=Drawn(listed=listed if how else 0)
        )
    return replace(make_corpus(), audits=cases, broken=(), programmes=made)


def test_coverage_against_a_recount() -> None:
    cases = (
        audited(1, "2025-05", ref="OLD"),  # thirteen months before: not in it
        audited(2, "2025-06", ref="A"),
        audited(3, "2026-04", ref="A", team="south-1"),  # the same child again
        audited(4, "2026-05", ref="B", worker="p009"),  # nobody on the list
        audited(5, "2026-05", ref="C", worker=""),
        evaluated(replace(make_audit(6), completed=None)),
        evaluated(replace(make_audit(7), second_of="2026-05-0004")),
    )
    found = coverage(corpus(*cases, listed=40, m202604="themed", m202605="drawn"))
    assert found is not None
    assert (found.first, found.month) == ("2025-06", "2026-05")
    assert found.whole == Reached(audits=4, cases=3, workers=2, teams=2)
    assert found.by_choice == {DRAWN: Reached(2, 2, 1, 1), TARGETED: Reached(1, 1, 1, 1), OTHER: Reached(1, 1, 1, 1)}
    assert found.listed == (40, "2026-05")
    assert found.workers == (1, 1)  # p003 is the one who holds cases
    assert found.teams == (2, 2)
    assert found.by_team["south-1"][TARGETED].audits == 1


@pytest.mark.parametrize(("month", "before"), [("2026-05", "2025-06"), ("2026-12", "2026-01"), ("2026-01", "2025-02")])
def test_a_year_has_twelve_months(month: str, before: str) -> None:
    assert months_before(month, 11) == before


@pytest.mark.parametrize("audience", ["team", "service"])
def test_the_page_says_what_is_not_known(audience: str) -> None:
    page = text(pages(site(audience, corpus(audited(1), audited(2))))["coverage.html"])
    assert "How many cases were open is not known" in page
    assert "Different cases 2 not known" in page
    page = text(pages(site(audience, corpus(audited(1), audited(2), listed=8, m202605="drawn")))["coverage.html"])
    assert "The list of open cases for May 2026 had 8 cases." in page
    assert "Different cases 2 of 8 25%" in page
    assert "at most what stands here" in page
    page = text(pages(site(audience, replace(make_corpus(), audits=())))["coverage.html"])
    assert "No audit is completed yet" in page


# Learning.

SHARED = replace(
    FORM,
    overall=replace(
        FORM.overall,
        boxes={
            "good": BoxModel("good", "To share", about=("strength", "good_practice")),
            "learn": BoxModel("learn", "To learn", about=("learning",)),
        },
    ),
)


def learned() -> Corpus:
    boxes = {"good": Box("The worker drew\n\nthe plan with him.", 1, 2), "learn": Box("  \n", 3, 4)}
    one = replace(make_audit(1), overall=Entry("overall", "b", State.ANSWERED, boxes=boxes))
    open_one = replace(make_audit(2), overall=one.overall, completed=None)
    passed = Programme(
        "2026-05",
        "audits/2026-05/programme.yaml",
        cascaded=(Cascaded("p004", date(2026, 6, 10), ("north-1",)), Cascaded("p004", date(2026, 6, 11))),
    )
    older = replace(make_audit(3, "2026-04"), completed=date(2026, 4, 20))
    cases = tuple(evaluated(audit, SHARED) for audit in (one, open_one, older))
    return replace(make_corpus(), audits=cases, broken=(), programmes={"2026-05": passed})


def test_good_practice_is_read_by_the_team_and_found_by_the_service() -> None:
    team = text(pages(site("team", learned()))["learning.html"])
    assert "2026-05-0001 May 2026 North 1 The worker drew the plan with him." in team
    assert "1 entry of completed audits" in team
    assert "0 entries of completed audits" in team  # a box with blanks alone says nothing
    assert '"learning/to-share.html"' in pages(site("team", learned()))["learning.html"]
    assert "drew the plan with him." in text(pages(site("team", learned()))["learning/to-share.html"])
    service = pages(site("service", learned()))["learning.html"]
    assert "2026-05-0001 May 2026 North 1 Toy audit form (version 1)" in text(service)
    assert "drew" not in service
    assert "for the audit team alone" in service


@pytest.mark.parametrize("audience", ["team", "service"])
def test_who_passed_it_on_and_when(audience: str) -> None:
    page = text(pages(site(audience, learned()))["learning.html"])
    assert "May 2026 Head of service (p004) 10 June 2026 North 1" in page
    assert "11 June 2026 All that they answer for" in page
    assert "Nothing on record for April 2026." in page


def test_it_stands_in_the_month_s_programme() -> None:
    raw = b"month: 2026-05\ndue: 2026-05-31\ncascaded:\n  - {by: p004, on: 2026-06-10, teams: [north-1]}\n"
    found, problems = programme("audits/2026-05/programme.yaml", raw)
    assert problems == []
    assert found is not None
    assert found.cascaded == (Cascaded("p004", date(2026, 6, 10), ("north-1",)),)
    _, problems = programme("audits/2026-05/programme.yaml", raw.replace(b"p004", b"Jo Bloggs"))
    assert [problem.code for problem in problems] == ["CK101"]


# Limits, and themes as strengths and gaps.


def test_grades_outside_a_limit_are_listed_those_that_nothing_carries_first() -> None:
    settled = BrokenLimit(LOWEST, "overall", "a", "b", "auditor", True)
    bare = BrokenLimit(NO_TALK, "oversight", "b", "c", "m1", False)
    moderated = replace(make_audit(1), moderations=(Moderation("m1", "p004", date(2026, 5, 12), {"oversight": "b"}),))
    cases = (evaluated(moderated, broken=(bare,)), evaluated(make_audit(2), broken=(settled,)))
    page = text(pages(site("service", replace(make_corpus(), audits=cases)))["limits.html"])
    assert "2 grades outside a limit of the form; 1 of them without what it needs." in page
    first = (
        "2026-05-0001 May 2026 North 1 No supervision Management oversight Fine Moderator Lacking Nothing carries it"
    )
    then = "2026-05-0002 May 2026 North 1 Far above the lowest section Overall Excellent Auditor Fine Reason written"
    assert first in page
    assert page.index(first) < page.index(then)


def test_a_theme_is_a_strength_in_the_upper_half_and_a_gap_in_the_lower() -> None:
    audits = [replace(make_audit(n), overall=Entry("overall", grade, State.ANSWERED, themes=("drift",))) for n, grade in
              enumerate(("a", "b", "c", None), start=1)]  # fmt: skip
    page = text(
        pages(site("service", replace(make_corpus(), audits=tuple(map(evaluated, audits)))))["themes/index.html"]
    )
    assert "Drift and delay 4 of 4 2 1 1 of 1 May 2026" in page
