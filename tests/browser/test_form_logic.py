"""The form's script and casekit come to the same: on every worked case, and on audits at random."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from casekit.form.plain import plain_facts, plain_form
from casekit.form.scripts import LOGIC, script
from casekit.rubric.evaluate import evaluate
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.expand import expand, repeated
from casekit.rubric.facts import Facts
from casekit.rubric.given import facts_of
from casekit.rubric.load import load
from casekit.rubric.model import Rubric
from casekit.rubric.parse.reader import Reader
from tests.browser.random_facts import random_facts
from tests.rubric.any_form import any_form
from tests.rubric.several import FOLDER, several
from tests.rubric.toy import LOADED
from tests.test_forms import FORMS, form

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SHIPPED = tuple(form(path) for path in FORMS)
OTHERS = (*(several(path.stem) for path in sorted(FOLDER.glob("*.yaml")) if path.stem != "scales"), LOADED)
EVERY = (*SHIPPED, *OTHERS)

PLAIN = """
function seen(plan, facts) {
  const plain = (map) => Object.fromEntries([...map].map(([id, one]) => [id, [one.applies, one.required]]));
  const made = Logic.evaluate(plan, facts);
  return {
    sections: plain(made.sections), questions: plain(made.questions), boxes: plain(made.boxes),
    broken: made.broken.map((b) => [b.limit, b.section, b.grade, b.bound, b.by, b.settled]),
    fired: made.fired.map((t) => t.id),
    contradictions: made.contradictions.map((c) => [c.question, c.answer, c.says]),
    scores: Object.fromEntries([...made.scores].map(([id, s]) =>
      [id, [s.value && Exact.text(s.value), s.value && Exact.figure(s.value), s.percentage]])),
    computed: Object.fromEntries([...made.computed].map(([id, c]) => [id, [c.grade, c.raw, c.limitedBy, c.missing]])),
    first: Object.fromEntries([...made.computedFirst].map(([id, c]) => [id, c.grade])),
    effective: Object.fromEntries(made.effective),
  };
}
function allSeen([form, audits]) {
  const plan = Logic.prepared(form);
  return audits.map((facts) => seen(plan, facts));
}
"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    page = browser.new_page()
    page.add_script_tag(content=script(LOGIC) + PLAIN)
    return page


def known(made: Evaluation) -> dict[str, Any]:
    """What casekit makes of an audit, in the same shape."""
    from casekit.rubric.exact import figure

    return {
        "sections": {id: [i.applies, i.required] for id, i in made.sections.items()},
        "questions": {id: [i.applies, i.required] for id, i in made.questions.items()},
        "boxes": {f"{s} {b}": [i.applies, i.required] for (s, b), i in made.boxes.items()},
        "broken": [[b.limit.id, b.section, b.grade, b.bound, b.by, b.settled] for b in made.broken],
        "fired": [f.trigger.id for f in made.fired],
        "contradictions": [[c.question, c.answer, c.says] for c in made.contradictions],
        "scores": {
            id: [None if s.value is None else str(s.value), None if s.value is None else figure(s.value), s.percentage]
            for id, s in made.scores.items()
        },
        "computed": {
            id: [c.grade, c.raw, [b.limit.id for b in c.limited_by], [[lack.what, lack.id] for lack in c.missing]]
            for id, c in made.computed.items()
        },
        "first": {id: c.grade for id, c in made.computed_first.items()},
        "effective": {id: grade for id, (grade, _) in made.effective.items()},
    }


def same(page: Page, rubric: Rubric, audits: list[Facts]) -> None:
    got = page.evaluate("allSeen", [plain_form(rubric), [plain_facts(facts) for facts in audits]])
    for facts, found in zip(audits, got, strict=True):
        assert found == known(evaluate(rubric, facts)), facts


def everybody(rubric: Rubric) -> Rubric:
    """The form with everybody whom it names, and two of each whom audits name."""
    each = {s.id: tuple(s.for_each.of) or ("K7Q2M", "R4T8X") for s in repeated(rubric) if s.for_each}
    return expand(rubric, each)


def test_every_worked_case(page: Page) -> None:
    assert len(SHIPPED) == 5
    for rubric in EVERY:
        for case in rubric.cases:
            form, facts = facts_of(Reader(), rubric, case, ())
            same(page, form, [facts])


@pytest.mark.parametrize("rubric", EVERY, ids=lambda rubric: rubric.id)
def test_dozens_of_audits_at_random(page: Page, rubric: Rubric) -> None:
    at_random(page, rubric, 60)


@pytest.mark.slow
@pytest.mark.parametrize("rubric", EVERY, ids=lambda rubric: rubric.id)
def test_thousands_of_audits_at_random(page: Page, rubric: Rubric) -> None:
    for _ in range(10):
        at_random(page, rubric, 200)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[*HealthCheck])
@given(data=any_form(), seed=st.integers())
def test_audits_at_random_under_forms_at_random(page: Page, data: dict[str, Any], seed: int) -> None:
    rubric, _ = load(json.loads(json.dumps(data)), {})
    assume(rubric is not None)
    assert rubric is not None
    at_random(page, rubric, 5, seed)


def at_random(page: Page, rubric: Rubric, number: int, seed: int | None = None) -> None:
    """So many audits at random; a seed that is not given differs each time, and the failure shows the audit."""
    chance = Random(seed)
    whole = everybody(rubric)
    same(page, whole, [random_facts(whole, chance) for _ in range(number)])
