"""Audits at random under any form: everything that may stand in one, sensible or not."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from casekit.rubric.facts import ANSWERED, Facts, Given, Judged, Override, Own, Spell
from casekit.rubric.model import Answering, Rubric

END = date(2026, 10, 15)
STATES = ("not_applicable", "not_assessed", "no_evidence", "unanswered")


def random_facts(rubric: Rubric, chance: Random) -> Facts:
    """One audit."""
    full = chance.choice((0.2, 0.6, 0.95))
    sections = list(rubric.all_sections())
    graded = {s.id: s.scale for s in sections if s.scale is not None}
    limits = [(s.id, limit.id) for s in sections for limit in s.limits]
    judged = {id: chance.choice([*scale.ranks]) for id, scale in graded.items() if chance.random() < 0.2}
    instances = {s.instance for s in sections if s.instance}
    return Facts(
        case_types=_some(chance, rubric.case_types, 2),
        flags=_some(chance, rubric.flags, 3),
        age=chance.choice([None, 0, 3, 15, 16, 17, 25]),
        start=chance.choice([None, END - timedelta(182), END - timedelta(400)]),
        end=chance.choice([END, END, END, None, date(2028, 2, 29)]),
        dates=_dates(chance, rubric),
        answers={id: _given(chance, q.answer) for id, q in rubric.questions().items() if chance.random() < full},
        grades={
            s.id: _given(chance, Answering("scale", s.scale)) for s in sections if chance.random() < full and s.scale
        },
        reasons={at: chance.choice(["", " ", "Because."]) for at in limits if chance.random() < 0.2},
        overrides={
            id: Override(chance.choice([*scale.ranks, "nothing"]), "p1", "So.")
            for id, scale in graded.items()
            if chance.random() < 0.1
        },
        judged=(Judged("m1", judged, chance.choice(["", "Why."])),) if chance.random() < 0.2 else (),
        own={id: _own(chance, rubric) for id in sorted(instances) if chance.random() < 0.4},
        spells=_spells(chance, rubric) if chance.random() < 0.5 else (),
    )


def _own(chance: Random, rubric: Rubric) -> Own:
    return Own(
        case_types=chance.choice([None, _some(chance, rubric.case_types, 1)]),
        flags=chance.choice([None, _some(chance, rubric.flags, 2)]),
        age=chance.choice([None, 4, 17]),
        dates=_dates(chance, rubric),
        spells=chance.choice([None, (), _spells(chance, rubric)]),
    )


def _spells(chance: Random, rubric: Rubric) -> tuple[Spell, ...]:
    """Stretches of each kind of case, some of which follow on each other."""
    found = []
    for kind in rubric.case_types:
        for _ in range(chance.choice([0, 1, 1, 2, 3])):
            start = END - timedelta(chance.randint(-20, 400))
            end = start + timedelta(chance.randint(0, 200))
            found.append(Spell(kind, chance.choice([start, start, None]), chance.choice([end, end, None])))
            if chance.random() < 0.3:
                found.append(Spell(kind, end + timedelta(chance.randint(0, 3)), None))
    return tuple(found)


def _some(chance: Random, known: object, most: int) -> frozenset[str]:
    ids = sorted(known)  # type: ignore[call-overload]
    return frozenset(chance.sample(ids, min(len(ids), chance.randint(0, most))))


def _dates(chance: Random, rubric: Rubric) -> dict[str, tuple[date, ...]]:
    return {
        id: tuple(END - timedelta(chance.randint(-40, 500)) for _ in range(chance.choice([0, 1, 1, 2, 6])))
        for id in rubric.dates
        if chance.random() < 0.7
    }


def _given(chance: Random, answer: Answering) -> Given:
    if chance.random() < 0.2:
        return Given(chance.choice(STATES))
    ids = [*(answer.scale.ranks if answer.scale else answer.options)]
    if chance.random() < 0.03:
        return Given(ANSWERED, chance.choice(["purple", 3, ("purple",), None]))
    if answer.kind == "choices":
        return Given(ANSWERED, tuple(chance.sample(ids, chance.randint(0, len(ids)))))
    if answer.kind == "count":
        return Given(ANSWERED, chance.randint(0, 12))
    return Given(ANSWERED, chance.choice(ids) if ids else "in words")
