"""What a rubric makes of one audit. No grade is ever proposed or changed here.

In this order: what applies, from the top down; what must be filled in; answers against their dates; limits, for the
auditor's grades and for each moderation and settled dispute; boxes; triggers; the grades in effect.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casekit.rubric.agreement import agree
from casekit.rubric.applicability import ITEMS, settle
from casekit.rubric.causes import causes, missing
from casekit.rubric.condition import conjunction, truth
from casekit.rubric.evaluation import Contradiction, Evaluation, FiredTrigger, Item, MissingFact
from casekit.rubric.facts import AUDITOR, Facts
from casekit.rubric.limits import View, bound_broken, broken, views
from casekit.rubric.model import Rubric
from casekit.rubric.plan import make_plan
from casekit.rubric.state import State


def evaluate(rubric: Rubric, facts: Facts) -> Evaluation:
    """The rubric's view of what an audit says."""
    state = State(rubric, rubric.plan or make_plan(rubric), facts)
    sections, questions = settle(state)
    seen = views(state)
    contradictions: list[Contradiction] = []
    lacking: list[MissingFact] = list(_undecided(state, sections, questions))
    for question in state.plan.questions.values():
        if question.agrees_with:
            against, unknown = agree(question, state)
            contradictions += against
            lacking += unknown
    outside = broken(state, seen)
    both = (seen[-1], seen[0]) if len(seen) > 1 else seen
    fired = {f.trigger.id: f for view in both for f in _fired(state, view)}
    _look(state, seen[0])
    boxes = _boxes(state, sections)
    lacking += _unjudged(state)
    return Evaluation(
        sections=sections,
        questions=questions,
        boxes=boxes,
        broken=outside,
        fired=tuple(fired[t.id] for s in state.plan.sections.values() for t in s.triggers if t.id in fired),
        contradictions=tuple(contradictions),
        missing=tuple(dict.fromkeys(lacking)),
        effective=_effective(state, seen[-1]),
    )


def _look(state: State, view: View) -> None:
    """From here on conditions see the grades of that view."""
    state.grades, state.owners = view.grades, view.owners


def _boxes(state: State, sections: Mapping[str, Item]) -> dict[tuple[str, str], Item]:
    """The boxes of every section; what they ask of grades they ask of the auditor's, who fills them in."""
    boxes = {}
    for section in state.plan.sections.values():
        for box in section.boxes.values():
            applies = sections[section.id].applies
            if box.applies_when is not None:
                applies = conjunction(iter((applies, truth(box.applies_when, state))))
            required = box.required and applies is True and section.id in state.wanted
            boxes[section.id, box.id] = ITEMS[applies, required]
    return boxes


def _fired(state: State, view: View) -> Iterator[FiredTrigger]:
    """What must follow from the grades of that view."""
    _look(state, view)
    for section in state.plan.sections.values():
        if state.opens[section.id] is False:
            continue
        for trigger in section.triggers:
            if truth(trigger.when, state) is True:
                why = causes(trigger.when, state)
                routes = tuple(dict.fromkeys(cause.route for cause in why))
                yield FiredTrigger(trigger, tuple(cause.says for cause in why), routes)


def _undecided(state: State, sections: Mapping[str, Item], questions: Mapping[str, Item]) -> Iterator[MissingFact]:
    """What is missing to say whether a section or a question applies."""
    for section in state.plan.sections.values():
        if sections[section.id].applies is None:
            yield from missing(section.applies_when, state, section.id)
        for question in section.questions.values():
            if questions[question.id].applies is None:
                yield from missing(question.applies_when, state, question.id)


def _unjudged(state: State) -> Iterator[MissingFact]:
    """What is missing to say whether a box applies, a limit that would be broken counts, or a trigger fires."""
    for section in state.plan.sections.values():
        if state.opens[section.id] is False:
            continue
        for box in section.boxes.values():
            yield from missing(box.applies_when, state, box.id)
        grade = state.graded(section.id)
        for limit in section.limits:
            if grade is not None and section.scale is not None and bound_broken(limit, grade, section.scale, state):
                yield from missing(limit.when, state, limit.id)
        for trigger in section.triggers:
            yield from missing(trigger.when, state, trigger.id)


def _effective(state: State, last: View) -> dict[str, tuple[str, str]]:
    """The grade in effect of each section that has one, and whose it is."""
    _look(state, last)
    found = {}
    for section in state.plan.sections:
        grade = state.graded(section)
        if grade is not None:
            found[section] = (grade, last.owners.get(section, AUDITOR))
    return found
