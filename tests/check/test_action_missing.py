"""CK205 on a form that asks about the whole whether something has to be put right."""

from __future__ import annotations

import pytest

from tests.check.lint import lint
from tests.laid import AUDIT, toy

TELLS = b"tell: [team_manager, reviewer]\n      source: E10"
ACTIONS = b"actions:\n  - id: a1\n"
FOR_A_SECTION = b"    for: planning\n"


def codes(audit: bytes) -> set[str]:
    files = toy()
    form = files["rubrics/toy.yaml"]
    assert TELLS in form
    needs = form.replace(TELLS, b"needs: action\n      source: E10")
    return {problem.code for problem in lint({**files, "rubrics/toy.yaml": needs, AUDIT: audit}).problems}


@pytest.mark.parametrize(("actions", "missing"), [(True, False), (False, True)])
def test_what_has_to_be_put_right_in_the_whole_may_be_put_right_in_any_part(actions: bool, missing: bool) -> None:
    audit = toy()[AUDIT].replace(b"plan-change: no", b"plan-change: yes")
    assert ACTIONS + FOR_A_SECTION in audit
    if not actions:
        start, end = audit.index(ACTIONS), audit.index(b"---\n## ")
        audit = audit[:start] + audit[end:]
    assert ("CK205" in codes(audit)) is missing
