"""An audit as the rubric engine sees it: answers, grades, dates and reasons, without who wrote them or where."""

from __future__ import annotations

from casekit.model.audit import Audit, Instance, Spell, State
from casekit.rubric import facts as facts_of
from casekit.rubric.facts import Facts, Given, Judged, Override, Own


def facts(audit: Audit) -> Facts:
    """What the rubric needs to know of the audit to say what applies, which limits break and what must follow."""
    answers = {
        name: Given(answer.state.value, answer.value)
        for entry in audit.entries()
        for name, answer in entry.answers.items()
    }
    grades = {entry.id: Given(entry.state.value, entry.grade) for entry in audit.entries()}
    reasons = {(entry.id, limit): why for entry in audit.entries() for limit, why in entry.reasons.items()}
    return Facts(
        case_types=_held(audit.case.types, audit),
        flags=frozenset(audit.case.flags),
        age=audit.case.age,
        start=audit.start,
        end=audit.end,
        dates=audit.dates,
        answers={name: given for name, given in answers.items() if given.state != State.UNANSWERED.value},
        grades=grades,
        reasons=reasons,
        overrides={
            entry.id: Override(entry.override.grade, entry.override.by, entry.override.why)
            for entry in audit.entries()
            if entry.override is not None and entry.override.grade is not None
        },
        judged=judged(audit),
        own={id: _own(one, audit) for id, one in audit.instances.items()},
        spells=_spells(audit.case.types),
    )


def _own(one: Instance, audit: Audit) -> Own:
    """What is on record for one of several alone."""
    types = _held(one.types, audit) if one.types else None
    flags = None if one.flags is None else frozenset(one.flags)
    return Own(types, flags, one.age, one.dates, _spells(one.types) if one.types else None)


def _spells(types: tuple[Spell, ...]) -> tuple[facts_of.Spell, ...]:
    """When each kind of case held; days that are the wrong way round are as good as none."""
    return tuple(
        facts_of.Spell(one.type)
        if one.start and one.end and one.end < one.start
        else facts_of.Spell(one.type, one.start, one.end)
        for one in types
    )


def _held(types: tuple[Spell, ...], audit: Audit) -> frozenset[str]:
    """The kinds of case that held on some day of the period; all of them where none did."""
    held = {
        spell.type
        for spell in types
        if not (spell.end and audit.start and spell.end < audit.start)
        and not (spell.start and audit.end and spell.start > audit.end)
    }
    return frozenset(held or (spell.type for spell in types))


def judged(audit: Audit) -> tuple[Judged, ...]:
    """Moderations, then resolved disputes, each in the order of the file: a later one takes effect over an earlier.

    A moderation without a grade confirms what stands there.
    """
    moderations = [Judged(m.id, m.grades, m.reason, m.route) for m in audit.moderations]
    settled = [
        Judged(d.id, d.grades, d.reason, (*d.route, "resolved")) for d in audit.disputes if d.resolved_on and d.grades
    ]
    return (*moderations, *settled)
