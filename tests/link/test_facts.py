"""What the rubric engine is told of an audit: kinds of case follow the period."""

from __future__ import annotations

from datetime import date

import pytest

from casekit.link.facts import facts
from casekit.model.audit import Audit, Case, Spell

START, END = date(2026, 4, 15), date(2026, 10, 15)
OPEN = Spell("LAC", date(2026, 6, 1))


@pytest.mark.parametrize(
    ("spells", "kinds"),
    [
        ((Spell("CIN"),), {"CIN"}),
        ((Spell("CP", date(2025, 1, 1), date(2026, 5, 31)), OPEN), {"CP", "LAC"}),
        ((Spell("CP", date(2025, 1, 1), START), OPEN), {"CP", "LAC"}),
        ((Spell("CP", date(2025, 1, 1), date(2026, 4, 14)), OPEN), {"LAC"}),
        ((Spell("CIN", None, date(2026, 4, 14)), OPEN), {"LAC"}),
        ((Spell("CIN"), Spell("CP", END)), {"CIN", "CP"}),
        ((Spell("CIN"), Spell("CP", date(2026, 10, 16))), {"CIN"}),
        ((Spell("CIN", None, date(2026, 4, 14)),), {"CIN"}),
        ((), set()),
    ],
)
def test_a_kind_of_case_counts_if_it_held_on_a_day_of_the_period(spells: tuple[Spell, ...], kinds: set[str]) -> None:
    assert facts(Audit("a", "a.md", "form@1", case=Case(types=spells), start=START, end=END)).case_types == kinds


def test_without_a_period_every_kind_of_case_counts() -> None:
    case = Case(types=(Spell("CP", date(2020, 1, 1), date(2020, 2, 1)), OPEN))
    assert facts(Audit("a", "a.md", "form@1", case=case)).case_types == {"CP", "LAC"}
