"""A form as plain data for the page's script: conditions, limits, timescales and scores exactly as the engine has them.

Nothing is worked out here that depends on an audit. Exact numbers are texts such as "2/3", days are written 2026-10-15.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from casekit.days import Length
from casekit.rubric.computing import Descriptor, Grading, Scoring
from casekit.rubric.facts import Facts, Given, Spell
from casekit.rubric.model import (
    Answering,
    Bound,
    BoxModel,
    Condition,
    DateTest,
    Limit,
    Question,
    Rubric,
    Scale,
    Section,
    Trigger,
)
from casekit.rubric.plan import make_plan
from casekit.words import spoken

Plain = dict[str, object]


def plain_form(rubric: Rubric) -> Plain:
    """What the script goes by. The form is one that has been expanded: each of several stands in it."""
    plan = rubric.plan or make_plan(rubric)
    return {
        "ref": rubric.ref,
        "sections": [_section(section) for section in plan.sections.values()],
        "top": [*rubric.sections],
        "order": [[kind, id] for kind, id in plan.order],
        "grading": [[kind, id] for kind, id in plan.grading],
        "dates": dict(rubric.dates),
    }


def plain_facts(facts: Facts) -> Plain:
    """What an audit says, in the shape in which the script takes it."""
    return {
        "types": sorted(facts.case_types),
        "flags": sorted(facts.flags),
        "age": facts.age,
        "start": _value(facts.start),
        "end": _value(facts.end),
        "dates": {id: _value(days) for id, days in facts.dates.items()},
        "answers": {id: _given(given) for id, given in facts.answers.items()},
        "grades": {id: _given(given) for id, given in facts.grades.items()},
        "reasons": [[section, limit, why] for (section, limit), why in facts.reasons.items()],
        "overrides": {id: override.grade for id, override in facts.overrides.items()},
        "judged": [{"by": j.by, "grades": dict(j.grades), "reason": j.reason} for j in facts.judged],
        "own": {
            id: {
                "types": None if own.case_types is None else sorted(own.case_types),
                "flags": None if own.flags is None else sorted(own.flags),
                "age": own.age,
                "dates": {date: _value(days) for date, days in own.dates.items()},
                "spells": None if own.spells is None else _spells(own.spells),
            }
            for id, own in facts.own.items()
        },
        "spells": _spells(facts.spells),
    }


def _spells(spells: Iterable[Spell]) -> list[Plain]:
    return [{"kind": one.kind, "start": _value(one.start), "end": _value(one.end)} for one in spells]


def scale_data(scale: Scale | None) -> Plain | None:
    """A scale: its values as the form lists them, each with its rank; 0 is the best."""
    if scale is None:
        return None
    return {
        "values": [
            {"id": v.id, "label": v.label, "number": _value(v.number), "means": v.means, "rank": scale.ranks[v.id]}
            for v in scale.values
        ]
    }


def _section(section: Section) -> Plain:
    return {
        "id": section.id,
        "title": section.title,
        "heading": section.heading or section.title,
        "parent": section.parent,
        "printed": section.printed,
        "guide": section.guide,
        "prompts": list(section.prompts),
        "scale": scale_data(section.scale),
        "grading": _grading(section.grading),
        "score": _score(section.score),
        "weight": _value(section.weight),
        "questions": [plain_question(question) for question in section.questions.values()],
        "sections": [*section.sections],
        "boxes": [_box(box) for box in section.boxes.values()],
        "limits": [_limit(limit) for limit in section.limits],
        "triggers": [_trigger(trigger) for trigger in section.triggers],
        "descriptors": _descriptors(section.descriptors),
        "when": _condition(section.applies_when),
        "required": section.required,
        "named": section.template is not None and section.for_each is not None and not section.for_each.of,
        "least": section.for_each.at_least if section.for_each else 0,
        "signed": section.for_each is not None and section.for_each.signed,
        "instance": section.instance,
        "route": list(section.route),
    }


def plain_question(question: Question) -> Plain:
    """A question of a section or of the feedback."""
    return {
        "id": question.id,
        "ask": question.ask,
        "title": question.title,
        "called": question.called,
        "guide": question.guide,
        "section": question.section,
        "answer": _answering(question.answer),
        "notApplicable": question.not_applicable,
        "reversed": question.reversed,
        "when": _condition(question.applies_when),
        "required": question.required,
        "agrees": [_date_test(test) for test in question.agrees_with],
        "weight": _value(question.weight),
        "boxes": [_box(box) for box in question.boxes.values()],
        "descriptors": _descriptors(question.descriptors),
    }


def _answering(answer: Answering) -> Plain:
    return {
        "kind": answer.kind,
        "scale": scale_data(answer.scale),
        "options": [[id, label] for id, label in answer.options.items()],
        "numbers": {id: _value(number) for id, number in answer.numbers.items()},
    }


def _box(box: BoxModel) -> Plain:
    return {
        "id": box.id,
        "title": box.title,
        "guide": box.guide,
        "required": box.required,
        "needs": box.needs,
        "when": _condition(box.applies_when),
    }


def _limit(limit: Limit) -> Plain:
    return {
        "id": limit.id,
        "section": limit.section,
        "title": limit.title,
        "hard": limit.hard,
        "agreedBy": limit.agreed_by,
        "when": _condition(limit.when),
        "ceiling": _bound(limit.at_most),
        "floor": _bound(limit.at_least),
        "exactly": _bound(limit.exactly),
    }


def _bound(bound: Bound | None) -> Plain | None:
    if bound is None:
        return None
    return {"value": bound.value, "roll": bound.roll, "plus": bound.plus, "items": list(bound.items)}


def _trigger(trigger: Trigger) -> Plain:
    return {
        "id": trigger.id,
        "section": trigger.section,
        "title": trigger.title,
        "when": _condition(trigger.when),
        "tell": [spoken(role) for role in trigger.tell],
        "within": str(trigger.within) if trigger.within else "",
        "needs": trigger.needs,
    }


def _date_test(test: DateTest) -> Plain:
    return {
        "date": test.date,
        "test": _test(test.test),
        "yesOnly": test.yes_only,
        "when": _condition(test.applies_when),
        "where": test.where,
    }


def _descriptors(found: Mapping[str, Iterable[Descriptor]]) -> Plain:
    return {
        value: [{"text": d.text, "when": _condition(d.applies_when)} for d in looks] for value, looks in found.items()
    }


def _score(score: Scoring | None) -> Plain | None:
    if score is None:
        return None
    return {
        "how": score.how,
        "on": score.on,
        "items": list(score.items),
        "outOf": score.out_of,
        "answered": sorted(score.answered),
        "percentage": score.percentage,
    }


def _grading(grading: Grading) -> Plain:
    return {
        "how": grading.how,
        "computed": grading.computed,
        "items": list(grading.items),
        "bands": [[band.grade, _value(band.least)] for band in grading.bands],
        "round": grading.round,
        "ties": grading.ties,
        "rules": [{"grade": rule.grade, "when": _condition(rule.when)} for rule in grading.rules],
        "override": list(grading.override),
    }


def _condition(condition: Condition | None) -> Plain | None:
    if condition is None:
        return None
    return {
        "kind": condition.kind,
        "subject": condition.subject if isinstance(condition.subject, str) else None,
        "test": _test(condition.test),
        "parts": [_condition(part) for part in condition.parts],
        "items": list(condition.items),
        "accepts": {id: sorted(values) for id, values in condition.accepts.items()},
        "where": condition.where,
    }


def _test(test: Mapping[str, object]) -> Plain:
    return {key: _value(value) for key, value in test.items()}


def _given(given: Given) -> Plain:
    return {"state": given.state, "value": _value(given.value)}


def _value(value: object) -> object:
    """Days and lengths as people write them; exact numbers as texts; several as lists."""
    match value:
        case Length():
            return [value.number, value.unit]
        case date():
            return value.isoformat()
        case Fraction():
            return str(value)
        case tuple() | list():
            return [_value(item) for item in value]
        case _:
            return value
