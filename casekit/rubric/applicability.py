"""What of the form applies to one audit, and what of that has to be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.rubric.condition import conjunction, disjunction, truth
from casekit.rubric.evaluation import Item
from casekit.rubric.facts import UNANSWERED
from casekit.rubric.model import Condition, Section
from casekit.rubric.state import COVERING, State

ITEMS = {(applies, required): Item(applies, required) for applies in (True, False, None) for required in (True, False)}
"""Every item there can be, by (applies, required)."""


def settle(state: State) -> tuple[dict[str, Item], dict[str, Item]]:
    """Sections and questions as they stand for this audit; fills in state.opens and state.cover on the way."""
    _cover(state)
    wanted = _wanted(state)
    state.left = frozenset(_left(state, wanted))
    _open(state)
    applies = _with_contents(state)
    state.opens.update(applies)
    state.wanted = frozenset(wanted - state.cover.keys())
    sections = {id: _item(s.required, applies[id], id in state.wanted) for id, s in state.plan.sections.items()}
    questions = {
        id: _item(q.required, state.opens[id], q.section in state.wanted and q.required != "chosen")
        for id, q in state.plan.questions.items()
    }
    return sections, questions


def _item(required: str, applies: bool | None, wanted: bool) -> Item:
    """always: unless it certainly does not apply, and however much the auditor left out around it.

    Else where it certainly applies and is wanted: no section around it was put aside, none left to the auditor's
    choice and not taken up. A question that is left to the auditor's choice is never asked for.
    """
    if required == "always":
        return ITEMS[applies, applies is not False]
    return ITEMS[applies, applies is True and wanted]


def _cover(state: State) -> None:
    """A section that is as a whole not applicable or not assessed covers what is in it."""
    for section in state.plan.sections.values():
        given = state.facts.grades.get(section.id)
        if section.id == "overall":
            continue
        if given is not None and given.state in COVERING:
            state.cover[section.id] = given.state
        elif section.parent in state.cover:
            state.cover[section.id] = state.cover[section.parent]


def _open(state: State) -> None:
    """From the top down: an item applies where all above it does and its own condition holds."""
    opens, plan = state.opens, state.plan
    for kind, id in plan.order:
        if kind == "section":
            section = plan.sections[id]
            opens[id] = _under(opens[section.parent] if section.parent else True, section.applies_when, state)
        else:
            question = plan.questions[id]
            opens[id] = _under(opens[question.section], question.applies_when, state)
            state.hear(id)


def _under(above: bool | None, condition: Condition | None, state: State) -> bool | None:
    """Whether an item applies that stands under something which does, does not, or may apply."""
    return above if condition is None or above is False else conjunction((above, truth(condition, state)))


def _with_contents(state: State) -> dict[str, bool | None]:
    """From the bottom up: a section none of whose questions and sections applies does not apply either."""
    applies: dict[str, bool | None] = {}

    def settle(section: Section) -> bool | None:
        inside = [settle(inner) for inner in section.sections.values()]
        inside += [state.opens[id] for id in section.questions]
        own = state.opens[section.id]
        applies[section.id] = conjunction((own, disjunction(inside))) if inside else own
        return applies[section.id]

    for section in state.rubric.sections.values():
        settle(section)
    applies["overall"] = True
    return applies


def _wanted(state: State) -> set[str]:
    """Sections whose contents are asked for: none around them is left to the auditor's choice and not chosen."""
    wanted: set[str] = set()
    for section in state.plan.sections.values():
        if section.parent and section.parent not in wanted:
            continue
        if section.required != "chosen" or _chosen(section.id, state):
            wanted.add(section.id)
    return wanted


def _left(state: State, wanted: set[str]) -> Iterator[str]:
    """What the auditor may leave out and did: sections with what is in them, and questions of their own.

    Of several who answer a section nobody is left out while fewer of them are there than the form asks for.
    """
    to_come: set[str] = set()
    for section in state.plan.sections.values():
        each = section.for_each
        if each is not None and sum(id in wanted for id in section.sections) < each.at_least:
            to_come |= {inner.id for inner in section.walk()} - {section.id}
        if section.id in state.cover or section.id in to_come:
            continue
        if section.id not in wanted and section.required != "always":
            yield section.id
        for question in section.questions.values():
            if question.required == "chosen" or (section.id not in wanted and question.required != "always"):
                yield question.id


def _chosen(section: str, state: State) -> bool:
    """Whether the auditor took the section up: a grade, or an answer to anything in it."""
    given = state.facts.grades.get(section)
    if given is not None and given.state != UNANSWERED:
        return True
    answers = state.facts.answers
    return any(id in answers and answers[id].state != UNANSWERED for id in state.plan.contents[section])
