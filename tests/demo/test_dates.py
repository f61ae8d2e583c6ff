from __future__ import annotations

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.demo.dates import timescales
from casekit.rubric.evaluate import evaluate
from casekit.rubric.facts import ANSWERED, Facts, Given
from tests.edit.forms import packaged

RUBRIC = packaged("collaborative")
SCALES = timescales(RUBRIC)
END = date(2026, 10, 15)


def facts(type: str, days: dict[str, list[date]], age: int, best: bool) -> Facts:
    answers = {
        q.id: Given(ANSWERED, q.answer.scale.best_first[0 if best else -1].id)
        for q in RUBRIC.questions().values()
        if q.answer.scale and q.agrees_with
    }
    dates = {id: tuple(found) for id, found in days.items()}
    return Facts(frozenset({type}), frozenset(), age, END - timedelta(183), END, dates, answers)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(list(RUBRIC.case_types)), st.integers(1, 17))
def test_dates_that_were_kept_bear_out_every_yes(seed: int, type: str, age: int) -> None:
    chance = random.Random(seed)
    days: dict[str, list[date]] = {}
    for id in sorted(RUBRIC.dates, key=lambda id: id not in SCALES.starts):
        days[id] = SCALES.make(id, True, END, days, chance)
    found = evaluate(RUBRIC, facts(type, days, age, best=True))
    assert found.contradictions == ()
    assert found.missing == ()
    assert all(day <= END for made in days.values() for day in made)
    assert all(made == sorted(made) for made in days.values())


def test_dates_that_were_missed_contradict_a_yes() -> None:
    tested = {test.date for q in RUBRIC.questions().values() for test in q.agrees_with} - SCALES.starts
    caught = set()
    for seed in range(30):
        chance = random.Random(seed)
        for type in RUBRIC.case_types:
            for missed in tested:
                days: dict[str, list[date]] = {}
                for id in sorted(RUBRIC.dates, key=lambda id: id not in SCALES.starts):
                    days[id] = SCALES.make(id, id != missed, END, days, chance)
                found = evaluate(RUBRIC, facts(type, days, 3 + seed % 10, best=True))
                assert {c.test.date for c in found.contradictions} <= {missed}
                caught |= {c.test.date for c in found.contradictions}
    assert caught == tested
