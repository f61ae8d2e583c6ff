"""Every rule's mistake is planted in a demo, or has its reason not to be; lint finds each, and no error beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from casekit.check.documents import rule_pages
from tests.demo.whole import compared

REASONS: dict[str, str] = yaml.safe_load((Path(__file__).parent / "unplanted.yaml").read_text(encoding="utf-8"))


def test_a_rule_is_planted_or_says_why_not() -> None:
    planted = {page.code for page in rule_pages() if page.planted}
    every = {page.code for page in rule_pages()}
    left = {code for code in every if any(code.startswith(beginning) for beginning in REASONS)}
    assert sorted(every - planted - left) == [], "say on the rule's page how the demo plants it, or in the list why not"
    assert sorted(left & planted) == [], "is planted, so it needs no reason"
    assert [code for code in REASONS if not any(one.startswith(code) for one in every)] == [], "is no rule"
    assert [code for code, why in REASONS.items() if len(why.split()) < 5] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_lint_finds_all_that_is_planted_and_no_error_beside_it(tmp_path: Path, seed: int) -> None:
    it = compared(tmp_path / "demo", 500, seed)
    assert (it.missed, it.beside) == ([], [])
    assert it.planted.total() > 40
    assert len(it.planted) > 20
