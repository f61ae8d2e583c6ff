"""What makes a condition hold, in the audit team's words, and which fact is missing where nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casekit.days import written
from casekit.problem import Route
from casekit.rubric.condition import item_truth, truth
from casekit.rubric.evaluation import MissingFact
from casekit.rubric.facts import NO_EVIDENCE
from casekit.rubric.model import Condition
from casekit.rubric.state import State
from casekit.rubric.timescales import PERIOD, judge, sentence
from casekit.words import count, listing

JUDGEMENTS = ("answer", "answers", "grade", "grades", "score", "scores")
"""Conditions on what the auditor still has to give, where it is missing."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason: a sentence without a full stop, and where in the audit it stands."""

    says: str
    route: Route


def causes(condition: Condition | None, state: State) -> tuple[Cause, ...]:
    """Why the condition holds, or why it does not: each cause once; none for an unknown one."""
    return tuple(dict.fromkeys(_causes(condition, state))) if condition is not None else ()


def _causes(condition: Condition, state: State) -> Iterator[Cause]:
    found = truth(condition, state)
    if found is None:
        return
    kind = condition.kind
    if kind in ("all", "any", "not"):
        wanted = found if kind != "not" else not found
        for part in condition.parts:
            if truth(part, state) is wanted:
                yield from _causes(part, state)
    elif kind == "date":
        id, facts = str(condition.subject), state.facts.of(condition.where)
        verdict = judge(id, condition.test, facts)
        says = sentence(id, condition.test, verdict, state.rubric.dates, facts)
        yield Cause(says, state.date_route(id, condition.where))
    elif kind == "case_type":
        types = sorted(state.facts.of(condition.where).case_types)
        labels = [state.rubric.case_types.get(type, type) for type in types]
        yield Cause(f"the case type is {listing(labels)}", state.case_route("type", condition.where))
    elif kind == "flag":
        yield from _flags(condition, state, found)
    elif kind == "day" and state.facts.end is not None:
        yield Cause(f"the period looked at ends on {written(state.facts.end)}", ("period", "to"))
    elif kind == "age":
        age = state.facts.of(condition.where).age or 0
        yield Cause(f"the child is {count(age, 'year')} old", state.case_route("age", condition.where))
    else:
        yield from _items(condition, state, found)


def _flags(condition: Condition, state: State, found: bool) -> Iterator[Cause]:
    marked = state.facts.of(condition.where).flags
    for flag in condition.items:
        if (flag in marked) is found:
            label = state.rubric.flags.get(flag, flag)
            yield Cause(f"{'marked' if found else 'not marked'}: {label}", state.case_route("flags", condition.where))


def _items(condition: Condition, state: State, found: bool) -> Iterator[Cause]:
    for id in condition.items:
        if item_truth(condition, id, state) is not found or (not found and state.opens.get(id) is False):
            continue
        if not found and len(condition.items) > 1 and condition.test.get("how_many") != "all":
            continue  # that none of many holds is not put down to each of them
        if condition.kind in ("grade", "grades"):
            yield grade_cause(id, state)
        elif condition.kind in ("score", "scores"):
            yield score_cause(id, state)
        else:
            yield answer_cause(id, state)


def answer_cause(question: str, state: State) -> Cause:
    """What a question is answered with."""
    model = state.plan.questions[question]
    given = state.given(question)
    if given.state == NO_EVIDENCE:
        said = "has no evidence on file"
    elif given.value is None:
        said = "is not applicable"
    else:
        values = given.value if isinstance(given.value, tuple) else (given.value,)
        said = f"is answered {listing(lowered(model.answer.label(value)) for value in values)}"
    whose = f" ({model.of})" if model.of else ""
    return Cause(f'"{model.ask}"{whose} {said}', state.answer_route(question))


def grade_cause(section: str, state: State) -> Cause:
    """What a section is graded."""
    model = state.plan.sections[section]
    grade = state.grade(section)
    label = model.scale.label(grade) if model.scale and grade else "not applicable"
    return Cause(f'"{model.title}" is graded {label}', state.grade_route(section))


def score_cause(section: str, state: State) -> Cause:
    """What a section scores."""
    model = state.plan.sections[section]
    return Cause(f'the score of "{model.title}" is {state.scores[section]}', model.route)


def lowered(label: str) -> str:
    """The label inside a sentence: its first letter small, unless it is an abbreviation or several capitals."""
    return label[:1].lower() + label[1:] if label[1:] == label[1:].lower() else label


def missing(condition: Condition | None, state: State, needed_by: str) -> tuple[MissingFact, ...]:
    """The facts without which the condition is unknown; none where an unanswered question already explains it."""
    if condition is None or truth(condition, state) is not None:
        return ()
    leaves = list(unknown(condition, state))
    if any(leaf.kind in JUDGEMENTS for leaf in leaves):
        return ()
    return tuple(dict.fromkeys(fact for leaf in leaves for fact in _facts(leaf, state, needed_by)))


def unknown(condition: Condition, state: State) -> Iterator[Condition]:
    """The parts that make the condition unknown."""
    if truth(condition, state) is not None:
        return
    if not condition.parts:
        yield condition
    for part in condition.parts:
        yield from unknown(part, state)


def _facts(leaf: Condition, state: State, needed_by: str) -> Iterable[MissingFact]:
    if leaf.kind == "day":
        return lacking((PERIOD,), needed_by, leaf.where)
    if leaf.kind == "date":
        found = judge(str(leaf.subject), leaf.test, state.facts.of(leaf.where)).missing
        return lacking(found, needed_by, leaf.where)
    return (MissingFact(leaf.kind, leaf.kind, needed_by, leaf.where),)


def lacking(ids: Iterable[str], needed_by: str, where: str) -> tuple[MissingFact, ...]:
    """Dates that are missing in the instance or in the audit, or the end of the period."""
    return tuple(
        MissingFact("period", "to", needed_by) if id == PERIOD else MissingFact("date", id, needed_by, where)
        for id in ids
    )
