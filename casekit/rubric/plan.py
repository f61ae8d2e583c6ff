"""What is worked out from a rubric once, so that evaluating an audit need not: tables, and the order of questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from casekit.rubric.model import Answering, Condition, Limit, Question, Rubric, Section, Trigger

Node = tuple[str, str]
"""("section", id) or ("question", id)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Tables of one rubric.

    sections, questions: by id, in the form's order. order: sections and questions, each after what decides whether
    it applies. contents: section -> every question in it and beneath. headings: section id -> what stands under
    each heading in it; "" for the top of the body, "reflection" and "moderation" for those forms.
    """

    sections: Mapping[str, Section]
    questions: Mapping[str, Question]
    order: tuple[Node, ...]
    contents: Mapping[str, tuple[str, ...]]
    graded: Mapping[str, Answering]
    dated: tuple[Question, ...]
    limits: tuple[Limit, ...]
    triggers: tuple[Trigger, ...]


def make_plan(rubric: Rubric) -> Plan:
    """The tables of a rubric that has passed its check; graphlib.CycleError for one that has not."""
    sections = {s.id: s for s in rubric.all_sections()}
    questions = {q.id: q for s in sections.values() for q in s.questions.values()}
    contents = {s.id: tuple(q for inner in s.walk() for q in inner.questions) for s in sections.values()}
    contents["overall"] = tuple(questions)
    return Plan(
        sections=sections,
        questions=questions,
        order=tuple(TopologicalSorter(dependencies(rubric)).static_order()),
        contents=contents,
        graded={s.id: Answering("scale", s.scale) for s in sections.values() if s.scale is not None},
        dated=tuple(q for q in questions.values() if q.agrees_with),
        limits=tuple(limit for s in sections.values() for limit in s.limits),
        triggers=tuple(trigger for s in sections.values() for trigger in s.triggers),
    )


def dependencies(rubric: Rubric) -> dict[Node, set[Node]]:
    """What each section and question waits for before it is known whether it applies."""
    waits: dict[Node, set[Node]] = {}
    for section in rubric.all_sections():
        above = {("section", section.parent)} if section.parent else set()
        waits["section", section.id] = above | _answers(section.applies_when)
        for question in section.questions.values():
            waits["question", question.id] = {("section", section.id)} | _answers(question.applies_when)
    return waits


def _answers(condition: Condition | None) -> set[Node]:
    return {("question", id) for node in nodes(condition) if node.kind in ("answer", "answers") for id in node.items}


def nodes(condition: Condition | None) -> Iterator[Condition]:
    """The condition and every part of it; nothing for none."""
    if condition is not None:
        yield condition
        for part in condition.parts:
            yield from nodes(part)
