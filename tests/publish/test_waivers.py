"""Waivers on the pages: in their audit and in one list, what lint says of them, and no reason for the service."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from casekit.model.audit import Audit, Waiver
from casekit.model.corpus import Corpus
from casekit.problem import Problem, Span
from casekit.publish.site import build_site
from tests.publish.sample import ABOUT, HISTORY, NO_TALK, TODAY, evaluated, make_audit, make_corpus

PAGE = "audit/2026-05-0002.html"
LIST = "problems/waivers.html"
WHY = "Abroad until December, with her aunt."
WAIVER = Waiver("w1", "CK401", WHY, "p004", date(2026, 5, 7), date(2026, 12, 31), where="actions/a1")


def pages(*waivers: Waiver, problems: tuple[Problem, ...] = (), audience: str = "team") -> dict[str, str]:
    audit: Audit = make_audit(2, waivers=waivers)
    corpus: Corpus = replace(make_corpus(), audits=(evaluated(audit),), broken=())
    built = build_site(corpus, HISTORY, problems, TODAY, audience, ABOUT)
    return {path: raw.decode() for path, raw in built if path.endswith(".html")}


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def told(code: str, waiver: str) -> Problem:
    return Problem("audits/2026-05/2026-05-0002.md", Span(9, 1, 9, 2), code, "Of a waiver.", place=f"waivers/{waiver}")


def test_a_waiver_stands_in_its_audit_and_in_the_list() -> None:
    found = pages(WAIVER)
    for page in (PAGE, LIST):
        shown = text(found[page])
        for word in (
            "CK401",
            "actions/a1",
            "Head of service (p004)",
            "7 May 2026",
            "31 December 2026",
            "In force",
            WHY,
        ):
            assert word in shown, (page, word)
        assert "In force" in shown
    assert "1 waiver in 1 audit." in text(found[LIST])
    assert 'href="waivers.html"' in found["problems/index.html"]


def test_an_audit_without_waivers_has_no_heading_for_them_and_the_list_says_so() -> None:
    found = pages()
    assert 'id="waivers"' not in found[PAGE]
    assert "Nothing is waived." in found[LIST]


@pytest.mark.parametrize(
    ("code", "word"), [("CK191", "Does not hold"), ("CK192", "Run out"), ("CK193", "Covers nothing")]
)
def test_what_lint_says_of_a_waiver_stands_beside_it(code: str, word: str) -> None:
    other = replace(WAIVER, id="w11")
    shown = text(pages(WAIVER, other, problems=(told(code, "w11"),))[LIST])
    assert (shown.count("In force"), shown.count(word)) == (1, 1)
    assert shown.index(word) < shown.index("In force")


def test_the_service_reads_no_reason_and_nothing_that_was_typed() -> None:
    odd = replace(WAIVER, id="w2", code="CK999", limit="zoes-flat", who="p999")
    for page in (PAGE, LIST):
        shown = text(pages(WAIVER, odd, audience="service")[page])
        for word in (WHY, "actions/a1", "CK999", "zoes-flat", "p999"):
            assert word not in shown, (page, word)
        assert "CK401" in shown
        assert "31 December 2026" in shown


def test_a_limit_is_called_by_its_title() -> None:
    shown = text(pages(replace(WAIVER, code="CK203", limit="no-talk", where=""))[LIST])
    assert NO_TALK.title in shown
    assert "no-talk" not in shown
