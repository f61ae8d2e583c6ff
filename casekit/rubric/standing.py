"""While a kind of case held: a date test that is for some kinds of case runs only on the days on which they held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from casekit.rubric.facts import Facts, Spell
from casekit.rubric.model import Condition, DateTest, Question
from casekit.rubric.timescales import NOT_DUE, Verdict, judge

RHYTHMS = ("first_within", "every")
"""Tests that run through a stretch of time; all others look back from its last day."""

ORDER = {False: 0, None: 1, True: 2}
"""Which of several stretches decides."""


def judged(question: Question, test: DateTest, facts: Facts) -> Verdict | None:
    """What became of a date test; None where it does not count, since its kind of case did not hold at the end.

    Kinds of case without days held all the time.
    """
    kinds = set(_kinds(test.applies_when)) or set(_kinds(question.applies_when))
    spells = [spell for spell in facts.spells if spell.kind in kinds]
    end = facts.end
    if end is None or not spells or any(spell.start is None and spell.end is None for spell in spells):
        return judge(test.date, test.test, facts)
    if not any(key in test.test for key in RHYTHMS):
        held = any((spell.start or end) <= end <= (spell.end or end) for spell in spells)
        return judge(test.date, test.test, facts) if held else None
    found = [judge(test.date, test.test, stretch) for stretch in _stretches(spells, facts)]
    return min(found, key=lambda verdict: ORDER[verdict.holds], default=NOT_DUE)


def _stretches(spells: Iterable[Spell], facts: Facts) -> Iterator[Facts]:
    """The facts, for each spell with the part of the period that it takes; spells that follow on each other are one."""
    joined: list[Spell] = []
    for spell in sorted(spells, key=lambda s: s.start or date.min):
        last = joined[-1] if joined else None
        if last is None or (last.end and spell.start and (spell.start - last.end).days > 1):
            joined.append(spell)
        else:
            end = None if last.end is None or spell.end is None else max(last.end, spell.end)
            joined[-1] = Spell(spell.kind, last.start, end)
    for spell in joined:
        start = max(filter(None, (spell.start, facts.start)), default=None)
        end = min(filter(None, (spell.end, facts.end)), default=None)
        if start is None or end is None or start <= end:
            yield replace(facts, start=start, end=end)


def _kinds(condition: Condition | None) -> Iterator[str]:
    """The kinds of case that a condition asks for, on its own or among others that must all hold."""
    if condition is not None and condition.kind == "case_type":
        yield from condition.items
    elif condition is not None and condition.kind == "all":
        for part in condition.parts:
            yield from _kinds(part)
