"""The cases on the pages of CK0xx, which are about reading one file: every expectation is met, nothing else is said."""

from __future__ import annotations

import pytest

from casekit.problem import Problem
from casekit.read.document import read_audit, read_yaml
from tests.cases import Case, check, pages

READING = pages("CK0*.md")
CASES = [case for page in READING for case in page.cases]


def read_problems(files: dict[str, bytes]) -> list[Problem]:
    """What reading alone says about the files."""
    found: list[Problem] = []
    for path, raw in files.items():
        found += (read_audit if path.endswith(".md") else read_yaml)(path, raw)[1]
    return found


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    check(case, read_problems)


def test_every_page_of_a_text_rule_has_a_bad_and_a_good_case() -> None:
    for page in READING:
        if page.cases:
            assert any(case.expected for case in page.cases), page.code
            assert any(not case.expected for case in page.cases), page.code


def test_every_case_expects_only_codes_that_have_a_page() -> None:
    known = {page.code for page in READING}
    for case in CASES:
        assert {code for _, _, code in case.expected} <= known, str(case)
