"""What a rubric makes of one audit. No judged grade is ever proposed or changed here.

In this order: what applies, from the top down; what must be filled in; answers against their dates; scores; computed
grades, limits and triggers, for the auditor's grades and for each moderation and settled dispute; boxes; the grades in
effect.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casekit.rubric.agreement import agree
from casekit.rubric.applicability import ITEMS, settle
from casekit.rubric.causes import causes, missing
from casekit.rubric.condition import conjunction, truth
from casekit.rubric.evaluation import Contradiction, Evaluation, FiredTrigger, Item, MissingFact
from casekit.rubric.facts import AUDITOR, COMPUTED, OVERRIDE, Facts
from casekit.rubric.grading import work_out_grades
from casekit.rubric.limits import broken
from casekit.rubric.model import BoxModel, Limit, Rubric, Trigger
from casekit.rubric.plan import make_plan
from casekit.rubric.scores import work_out_scores
from casekit.rubric.state import State
from casekit.rubric.undecided import silenced, undecided
from casekit.rubric.views import View, views


def evaluate(rubric: Rubric, facts: Facts) -> Evaluation:
    """The rubric's view of what an audit says."""
    state = State(rubric, rubric.plan or make_plan(rubric), facts)
    sections, questions = settle(state)
    lacking: list[MissingFact] = list(_undecided(state, sections, questions))
    contradictions = _contradictions(state, lacking)
    work_out_scores(state)
    auditor, *judges = views(state)
    _look(auditor, state)
    first = state.computed
    outside, unsure = broken(auditor, state)
    fired = _fired(state)
    boxes = _boxes(state, sections)
    unsure += _undecided_limits(state)
    for limit in unsure:
        lacking += missing(limit.when, state, limit.id)
    unknown = [trigger for trigger in _counting(state) if truth(trigger.when, state) is None]
    open_ends = undecided(unsure, unknown, state)
    silent = silenced(unknown, state) if unknown else frozenset()
    lacking += _unjudged(state)
    before = outside
    for view in judges:
        _look(view, state)
        now, _ = broken(view, state)
        known = {b.limit.id for b in before}
        outside = outside + [b for b in now if b.section in view.own or b.limit.id not in known]
        before = now
    if judges:
        fired = {**_fired(state), **fired}
    return Evaluation(
        silenced=frozenset(silent - fired.keys()),
        undecided={id: ends for id, ends in open_ends.items() if id not in fired},
        sections=sections,
        questions=questions,
        boxes=boxes,
        broken=tuple(outside),
        fired=tuple(fired[trigger.id] for trigger in state.plan.triggers if trigger.id in fired),
        contradictions=contradictions,
        missing=tuple(dict.fromkeys(lacking)),
        scores=state.scores,
        computed=state.computed,
        computed_first=first,
        effective={id: (grade, _whose(id, state)) for id in sections if (grade := state.grade(id)) is not None},
    )


def _look(view: View, state: State) -> None:
    """From here on grades are those of the view, and what is worked out from them."""
    state.look(view.grades, view.owners)
    work_out_grades(view, state)


def _whose(section: str, state: State) -> str:
    computed = state.computed.get(section)
    if computed is None:
        return state.owners.get(section, AUDITOR)
    return OVERRIDE if computed.override else COMPUTED


def _undecided_limits(state: State) -> Iterator[Limit]:
    """Limits that could change a computed grade, where nobody can tell whether they count."""
    wanted = {lack.id for found in state.computed.values() for lack in found.missing if lack.what == "limit"}
    return (limit for limit in state.plan.limits if limit.id in wanted)


def _contradictions(state: State, lacking: list[MissingFact]) -> tuple[Contradiction, ...]:
    """Answers that say other than their dates; what is missing to tell is added to lacking."""
    found: list[Contradiction] = []
    for question in state.plan.dated:
        against, unknown = agree(question, state)
        found += against
        lacking += unknown
    return tuple(found)


def _boxes(state: State, sections: Mapping[str, Item]) -> dict[tuple[str, str], Item]:
    """The boxes of every section and question; what they ask of grades they ask of the auditor's, who fills them in."""
    boxes = {}
    for section in state.plan.sections.values():
        wanted = section.id in state.wanted
        above = sections[section.id].applies
        for name, box in section.boxes.items():
            boxes[section.id, name] = _box(box, above, wanted, state)
        for question in section.questions.values():
            for name, box in question.boxes.items():
                boxes[section.id, f"{question.id}/{name}"] = _box(box, state.opens[question.id], wanted, state)
    return boxes


def _box(box: BoxModel, above: bool | None, wanted: bool, state: State) -> Item:
    applies = above if box.applies_when is None else conjunction((above, truth(box.applies_when, state)))
    return ITEMS[applies, box.required and applies is True and wanted]


def _fired(state: State) -> dict[str, FiredTrigger]:
    """What must follow, by trigger, from the grades that are being looked at."""
    return {t.id: _follows(t, state) for t in _counting(state) if truth(t.when, state)}


def _follows(trigger: Trigger, state: State) -> FiredTrigger:
    why = causes(trigger.when, state)
    routes = tuple(dict.fromkeys(cause.route for cause in why))
    return FiredTrigger(trigger, tuple(cause.says for cause in why), routes)


def _counting(state: State) -> Iterator[Trigger]:
    """The triggers of sections that may apply."""
    return (trigger for trigger in state.plan.triggers if state.opens[trigger.section] is not False)


def _undecided(state: State, sections: Mapping[str, Item], questions: Mapping[str, Item]) -> Iterator[MissingFact]:
    """What is missing to say whether a section or a question applies."""
    for section in state.plan.sections.values():
        if sections[section.id].applies is None:
            yield from missing(section.applies_when, state, section.id)
        for question in section.questions.values():
            if question.applies_when is not None and questions[question.id].applies is None:
                yield from missing(question.applies_when, state, question.id)


def _unjudged(state: State) -> Iterator[MissingFact]:
    """What is missing to say whether a box applies or a trigger fires."""
    for section in state.plan.sections.values():
        if state.opens[section.id] is not False:
            within = (section.boxes, *(q.boxes for q in section.questions.values() if state.opens[q.id] is not False))
            for box in (box for boxes in within for box in boxes.values()):
                if box.applies_when is not None:
                    yield from missing(box.applies_when, state, box.id)
    for trigger in _counting(state):
        yield from missing(trigger.when, state, trigger.id)
