from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from casekit.check.documents import rule_pages
from casekit.demo.chapter import PLANTED, chapter, rooms
from casekit.demo.make import Size, patches, patches_outside, world_of
from casekit.demo.mistakes import MISTAKES
from casekit.demo.outside import STEPS
from casekit.demo.plant import ALSO, OUTSIDE, TOLD, VERBS, patch_of, plant
from casekit.demo.routes import NotHereError, found, put, removed
from casekit.model.document import Value
from tests.demo.world import completed, rare

ROOT = Path(__file__).parents[2]
CODES = [patch.code for patch in patches()]


def data() -> dict[str, Value]:
    return {"a": [{"b": 1}, {"b": 2, "c": "x"}], "d": {"e": ["y"]}}


def test_a_route_leads_to_the_first_that_has_the_rest() -> None:
    assert found(data(), ["a", "any", "c"]) == "x"
    assert found(data(), ["any", "e", 0]) == "y"
    for route in (["a", 2], ["a", "any", "z"], ["z"], ["a", 0, "b", "c"]):
        with pytest.raises(NotHereError):
            found(data(), route)


def test_what_is_taken_out_leaves_nothing_empty_behind() -> None:
    changed = data()
    removed(changed, ["d", "e", 0])
    removed(changed, ["a", "any", "c"])
    put(changed, ["a", 0, "b"], 7)
    assert changed == {"a": [{"b": 7}, {"b": 2}]}


def test_the_page_about_the_demo_explains_each_verb() -> None:
    rows = re.findall(r"^\| `(\w+): ([^|]*)\|", (ROOT / "docs" / "demo.md").read_text("utf-8"), re.MULTILINE)
    steps = {verb for verb, _ in rows if verb in STEPS} - set(VERBS)
    assert {verb for verb, _ in rows} == {*VERBS, *steps, OUTSIDE, TOLD, ALSO}
    assert steps == STEPS - set(VERBS)
    for verb, what in rows:
        if verb in MISTAKES:
            assert set(re.findall(r"\w+", what)) - {"or"} == set(MISTAKES[verb])


@pytest.mark.parametrize("text", ["- remove", "sow: [a]", "remove: [a\n"])
def test_a_patch_that_is_none_is_refused_with_its_rule(text: str) -> None:
    with pytest.raises(ValueError, match="CK999"):
        patch_of("CK999", text)


def test_every_patch_on_a_page_can_be_read() -> None:
    outside = [patch.code for patch in patches_outside()]
    assert [page.code for page in rule_pages() if page.planted] == sorted([*CODES, *outside])
    assert {"CK110", "CK615", "CK630", "CK850", "CK861", "CK934"} <= set(outside)
    assert {"CK101", "CK102", "CK105", "CK106", "CK109", "CK201", "CK203", "CK205", "CK401", "CK501"} <= set(CODES)
    assert {"CK003", "CK007", "CK601", "CK602", "CK701", "CK702", "CK801"} <= set(CODES)


def test_no_step_outside_the_audits_says_what_nobody_carries_out() -> None:
    for patch in patches_outside():
        steps: Any = patch.verbs[OUTSIDE]
        assert all(step.keys() <= STEPS for step in steps), patch.code


@pytest.mark.parametrize("patch", patches(), ids=CODES)
def test_every_patch_can_be_planted_and_changes_what_is_saved(patch: Any) -> None:
    for told in chain(completed(), rare()):
        before = [(stage.subject, draft.text()) for stage, draft in told.versions()]
        clean = told.whole.draft
        told.whole.draft = clean.copy()
        try:
            made = plant(told, patch)
        except NotHereError:
            continue
        after = [(stage.subject, draft.text()) for stage, draft in told.versions()]
        if made.beyond() or after[-1][1] != before[-1][1]:
            assert all(change(after[-1][1]) != after[-1][1].encode() for change in made.last)
            return
    pytest.fail("no audit has room for it")


def test_one_in_eight_audits_has_a_mistake_and_each_stands_in_the_list_once() -> None:
    size = Size(400, 3)
    made = [chapter(world_of(size), size.places(month), patches()) for month in range(4)]
    planted = [line for part in made for line in part.planted]
    audits = sum(len(size.places(month)) for month in range(4))
    assert abs(len(planted) / audits - PLANTED) < 0.07
    assert max(Counter(audit for _, audit, _ in planted).values()) == 1
    assert len({code for _, _, code in planted}) > 5
    paths = {save.path for part in made for save in part.saves}
    assert {path for path, _, _ in planted} <= paths


def test_what_few_audits_have_room_for_is_planted_in_these_where_everything_is() -> None:
    size = Size(40, 3)
    world, every = world_of(size), [place for month in range(3) for place in size.places(month)]
    both = [patch for patch in patches() if patch.code in ("CK201", "CK801")]
    room = rooms(world, every, both)
    assert 0 < room["CK201"] < room["CK801"] < 1
    assert rooms(world, every, both[:1]) == {"CK201": room["CK201"]}, "asking leaves an audit as it was"
    tried = [chapter(world, every, both, {"CK201": weight, "CK801": 1}).planted for weight in (1e-9, 1e9)]
    seldom, often = (Counter(code for *_, code in planted)["CK201"] for planted in reversed(tried))
    assert seldom < often
