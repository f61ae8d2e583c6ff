"""Where something stands, in words that stay when lines are added above it and that repeat no name."""

from __future__ import annotations

import pytest

from casekit.model.spot import spot
from casekit.problem import Route
from casekit.read.document import read_audit

TEXT = """---
id: 2026-10-0001
actions:
  - id: a1
    due: 2026-11-12
    moved: [{from: 2026-11-02, to: 2026-11-12}]
  - due: 2026-11-12
shared:
  - {with: p103, on: 2026-10-20}
  - {with: Zoe Smith, on: 2026-10-20}
waivers: [{code: CK302}]
---
Above all headings.

## Management grip

### What works well

Text.

## Overall judgement
"""
DOCUMENT, _ = read_audit("a.md", TEXT.encode())


@pytest.mark.parametrize(
    ("route", "place"),
    [
        ((), ""),
        (("id",), "id"),
        (("actions", 0, "due"), "actions/a1/due"),
        (("actions", 0, "moved", 0), "actions/a1/moved/1"),
        (("actions", 1, "due"), "actions/2/due"),
        (("actions", 1, "owner"), "actions/2/owner"),
        (("actions", 7, "owner"), "actions/8/owner"),
        (("sections", "none", "grade"), "sections/none/grade"),
        (("shared", 0), "shared/p103"),
        (("shared", 1, "with"), "shared/2/with"),
        (("waivers", 0), "waivers/CK302"),
        (("#", 14), "#"),
        (("#", 16), "#/Management grip"),
        (("#", 20), "#/Management grip/What works well"),
        (("#", 22), "#/Overall judgement"),
        (("#",), "#"),
    ],
)
def test_a_route_in_words(route: Route, place: str) -> None:
    assert DOCUMENT is not None
    assert spot(DOCUMENT, route) == place


def test_lines_above_make_no_difference() -> None:
    assert DOCUMENT is not None
    moved, _ = read_audit("a.md", TEXT.replace("actions:\n", "# one\n# two\nactions:\n  - id: a0\n").encode())
    assert moved is not None
    assert spot(moved, ("actions", 1, "due")) == spot(DOCUMENT, ("actions", 0, "due"))
    assert spot(moved, ("#", 23)) == spot(DOCUMENT, ("#", 20))
