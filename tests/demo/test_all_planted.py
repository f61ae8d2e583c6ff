"""Every rule's mistake is planted in a demo, or has its reason not to be; lint finds each, and no error beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from casekit.check.documents import rule_pages
from casekit.demo.make import Size, patches_outside, world_of
from casekit.demo.outside import Everything
from tests.demo.whole import BY_TIME, compared

REASONS: dict[str, str] = yaml.safe_load((Path(__file__).parent / "unplanted.yaml").read_text(encoding="utf-8"))


def test_a_rule_is_planted_or_says_why_not() -> None:
    planted = {page.code for page in rule_pages() if page.planted}
    every = {page.code for page in rule_pages()}
    left = set(REASONS)
    assert sorted(every - planted - left) == [], "say on the rule's page how the demo plants it, or in the list why not"
    assert sorted(left & planted) == [], "is planted, so it needs no reason"
    assert sorted(left - every) == [], "is no rule"
    assert [code for code, why in REASONS.items() if len(why.split()) < 5] == []


def test_everything_outside_the_audits_is_planted_by_commits_of_its_own() -> None:
    size = Size(6, 5)
    everything = Everything(world_of(size))
    made = list(everything.commits(patches_outside(), [("audits/2026-10/2026-10-0001.md", "2026-10-0001")]))
    assert {code for _, _, code in everything.planted} >= {patch.code for patch in patches_outside()}
    assert ("audits/2026-10/2026-10-0001.md", "2026-10-0001", "CK615") in everything.planted
    paths = {path for one in made for path in one.files}
    assert not paths & {place.path for month in range(2) for place in size.places(month)}
    assert all(one.message.endswith("\n") and "$" not in one.message for one in made)
    assert not any(b"$" in (raw or b"") for one in made for raw in one.files.values())
    assert {one.merge for one in made} == {one.branch for one in made}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_lint_finds_all_that_is_planted_and_no_error_beside_it(tmp_path: Path, seed: int) -> None:
    it = compared(tmp_path / "demo", 500, seed)
    assert (it.missed, it.beside) == ([], [])
    assert {patch.code for patch in patches_outside()} <= set(it.planted)
    assert it.planted.total() > 90
    assert len(it.planted) > 70
    assert it.told.keys() >= set(BY_TIME)
