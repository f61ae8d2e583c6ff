"""The cases of the rules' pages that need real commits or a real folder: what they expect is what is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import Case, cases, pages
from tests.cli.conftest import Casekit
from tests.staged import found, odd, played

CASES = [case for page in pages() for case in page.staged]
QUICK = 37
"""One case of so many is tried by the quick tests; each is a repository of its own."""


@pytest.mark.parametrize(
    "case",
    [pytest.param(one, id=str(one), marks=[pytest.mark.slow] if n % QUICK else []) for n, one in enumerate(CASES)],
)
def test_case(case: Case, casekit: Casekit, tmp_path: Path) -> None:
    wanted, got = (played if case.history else found)(case, casekit, tmp_path / "r")
    assert got == wanted


def test_an_expectation_that_is_not_met_is_told(casekit: Casekit, tmp_path: Path) -> None:
    page = "# CK602 T\n\n## Cases\n### One\n```yaml history\n- {by: p202, moderates: sound}   # expect: CK602\n```\n"
    (case,) = cases("CK602", page)
    assert played(case, casekit, tmp_path / "r") == (["CK602"], [])


def test_a_step_that_nobody_knows_is_refused(casekit: Casekit, tmp_path: Path) -> None:
    (case,) = cases("CK602", "# CK602 T\n\n## Cases\n### One\n```yaml history\n- {by: p202, moderate: sound}\n```\n")
    with pytest.raises(AssertionError, match="moderate"):
        played(case, casekit, tmp_path / "r")


def test_what_an_odd_file_stands_for() -> None:
    assert odd(r"\xEF\xBB\xBFa\u202eb") == b"\xef\xbb\xbfa\xe2\x80\xaeb"
    assert odd("one\nmore (x 3)\nlast") == b"one\nmore\nmore\nmore\nlast"
    assert odd(r"\xff\x0d") == b"\xff\r"
