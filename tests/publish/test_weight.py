"""Pages stay light however many audits there are: lists have pages, and nothing grows beyond a bound."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from casekit.publish.lists import PER_PAGE
from tests.publish.sample import evaluated, make_audit, make_corpus
from tests.publish.test_site import site

pytestmark = pytest.mark.slow

PAGE = 400_000
"""Bytes that a page may have; the browser gets a tenth of it where a server packs it."""
SCRIPT = 2_000_000
"""Bytes of a script with rows or words: one that waits until somebody filters or searches."""


def rows(page: bytes) -> list[int]:
    """How many rows each table of a page has, its head left out."""
    return [table.count(b"<tr>") - 1 for table in re.findall(rb"<table\b.*?</table>", page, re.DOTALL)]


def test_twelve_hundred_audits_of_two_months() -> None:
    corpus = make_corpus()
    many = tuple(evaluated(make_audit(n, ("2026-04", "2026-05")[n % 2])) for n in range(1, 1201))
    files = site("team", replace(corpus, audits=(*many, *corpus.audits)))
    heavy = {path: len(body) for path, body in files.items() if len(body) > (PAGE if ".html" in path else SCRIPT)}
    assert heavy == {}
    long = {path: max(rows(body)) for path, body in files.items() if path.endswith(".html") and rows(body)}
    assert {path: most for path, most in long.items() if most > PER_PAGE} == {}
    assert max(long.values()) == PER_PAGE, "the test sees a page that is full"
    assert "audits/index_3.html" in files
