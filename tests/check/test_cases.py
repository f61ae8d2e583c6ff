"""The cases on the pages of the rules: every expectation is met on its line, and nothing else is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casekit.problem import Problem
from tests.cases import Case, check, pages
from tests.check.lint import TODAY, lint
from tests.laid import lay, toy

CASES = [case for page in pages("CK[1-9]*.md") for case in page.cases]


def day(case: Case) -> date:
    return date.fromisoformat(case.options.get("today", TODAY.isoformat()))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    files, expected = lay(case.changes, case.files)

    def problems_of(files: dict[str, bytes]) -> list[Problem]:
        return list(lint(files, day(case)).problems)

    check(replace(case, files=files, expected=tuple(sorted([*case.expected, *expected]))), problems_of)


def test_the_audit_that_cases_change_has_no_problem() -> None:
    assert lint(toy()).problems == ()
