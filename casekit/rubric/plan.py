"""What is worked out from a rubric once, so that evaluating an audit need not: tables, and the order of questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from casekit.rubric.model import Answering, BoxModel, Condition, Limit, Question, Rubric, Section, Trigger

Node = tuple[str, str]
"""("section", id) or ("question", id); of grades and scores ("grade", section id) or ("score", section id)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Tables of one rubric.

    sections, questions: by id, in the form's order. order: sections and questions, each after what decides whether
    it applies. grading: the grades and scores that are worked out, each after what it is worked out from. contents:
    section -> every question in it and beneath. about: section -> what it, a question or a box in it is about.
    """

    sections: Mapping[str, Section]
    questions: Mapping[str, Question]
    order: tuple[Node, ...]
    grading: tuple[Node, ...]
    contents: Mapping[str, tuple[str, ...]]
    about: Mapping[str, frozenset[str]]
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
        grading=tuple(_worked_out(rubric, sections)),
        contents=contents,
        about={s.id: about(s) for s in sections.values()},
        graded={s.id: Answering("scale", s.scale) for s in sections.values() if s.scale is not None},
        dated=tuple(q for q in questions.values() if q.agrees_with),
        limits=tuple(limit for s in sections.values() for limit in s.limits),
        triggers=tuple(trigger for s in sections.values() for trigger in s.triggers),
    )


def about(section: Section) -> frozenset[str]:
    """What the section is about, or a question or a box of its own, such as strength."""
    inner: list[Question | BoxModel] = [*section.questions.values(), *section.every_box().values()]
    return frozenset([*section.about, *(subject for one in inner for subject in one.about)])


def _worked_out(rubric: Rubric, sections: Mapping[str, Section]) -> Iterator[Node]:
    """The grades and scores that are worked out; what a form names of several stands in it once it is expanded."""
    for kind, id in TopologicalSorter(grade_dependencies(rubric)).static_order():
        section = sections.get(id)
        if section is not None and (section.score is not None if kind == "score" else section.computed):
            yield kind, id


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


def grade_dependencies(rubric: Rubric) -> dict[Node, set[Node]]:
    """What each grade and each score waits for, limits included."""
    waits: dict[Node, set[Node]] = {}
    for section in rubric.all_sections():
        grading, score = section.grading, section.score
        if score is not None:
            waits["score", section.id] = {("score", id) for id in score.items if score.on == "sections"}
        looks = {("grade", id) for id in grading.items}
        if grading.bands:
            looks.add(("score", section.id))
        for rule in grading.rules:
            looks |= condition_waits(rule.when)
        for limit in section.limits:
            looks |= looked_at(limit)
        waits["grade", section.id] = looks
    return waits


def looked_at(limit: Limit) -> set[Node]:
    """The grades and scores that a limit asks for."""
    bounds = (limit.at_most, limit.at_least, limit.exactly)
    return condition_waits(limit.when) | {("grade", id) for bound in bounds if bound for id in bound.items}


def condition_waits(condition: Condition | None) -> set[Node]:
    """The grades and scores that a condition asks for."""
    kinds = ("grade", "score")
    return {(kind, id) for node in nodes(condition) for id in node.items if (kind := node.kind[:5]) in kinds}


def nodes(condition: Condition | None) -> Iterator[Condition]:
    """The condition and every part of it; nothing for none."""
    if condition is not None:
        yield condition
        for part in condition.parts:
            yield from nodes(part)
