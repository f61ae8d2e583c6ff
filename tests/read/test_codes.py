"""The table of codes and the pages in docs/rules are one list."""

from __future__ import annotations

import re

from casekit.read.codes import CODES
from tests.cases import RULES, pages

READING = [page for page in pages("CK0*.md") if page.code != "CK000"]
"""CK000 is no mistake that reading finds: it is said where a rule of casekit's fails."""


def test_each_code_has_a_page_and_each_page_a_code() -> None:
    assert [page.code for page in READING] == sorted(CODES)


def test_page_and_table_agree_on_severity() -> None:
    assert {page.code: page.severity for page in READING} == {c: CODES[c].severity for c in CODES}


def test_names_are_kebab_and_differ() -> None:
    names = [code.name for code in CODES.values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


def test_each_page_says_what_it_is_and_what_to_do() -> None:
    for page in READING:
        text = (RULES / f"{page.code}.md").read_text("utf-8")
        assert page.parts["What to do"].endswith("."), page.code
        assert len(page.parts[""].split("\n\n")) >= 2, page.code
        assert text.index("## What to do") < (text + "## Cases").index("## Cases"), page.code
