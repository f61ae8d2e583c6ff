"""What waits for itself: whether something applies, and grades, scores and limits."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from casekit.problem import Remark
from casekit.rubric.checks.places import routes
from casekit.rubric.instances import typed
from casekit.rubric.model import Rubric, Section
from casekit.rubric.plan import Node, condition_waits, dependencies, grade_dependencies, looked_at
from casekit.words import listing

T = TypeVar("T")


def applying(rubric: Rubric) -> Iterator[Remark]:
    """Whether something applies depends on whether it applies."""
    circle = _circle(dependencies(rubric))
    if circle:
        kind, id = circle[0]
        route = next(
            route if kind == "section" else (*route, "questions", typed(id))
            for section, route in routes(rubric)
            if (section.id == id if kind == "section" else id in section.questions)
        )
        chain = listing([f"{kind} '{id}'" for kind, id in dict.fromkeys(circle)])
        yield Remark(
            (*route, "applies_when"),
            f"what applies goes round in a circle: {chain} wait for each other"
            if len(set(circle)) > 1
            else f"whether {chain} applies depends on its own answer",
            "Take one of these conditions out, or let it ask something else.",
        )


def grading(rubric: Rubric) -> Iterator[Remark]:
    """A grade or a score that depends on itself, by limits or by how it is worked out."""
    waits = grade_dependencies(rubric)
    for section, route in routes(rubric):
        own = ("grade", section.id)
        for i, limit in enumerate(section.limits):
            if own in looked_at(limit):
                message = f"limit '{limit.id}' asks for the very grade that it limits"
                hint = "Ask for what the grade goes by: an answer, or another section's grade."
                yield Remark((*route, "limits", i), message, hint)
        if any(own in condition_waits(rule.when) for rule in section.grading.rules):
            message = f"the rules of section '{section.id}' ask for the grade they give"
            yield Remark((*route, "grade", "rules"), message, "Ask for answers, a score, or another section's grade.")
    circle = _circle({node: looks - {node} for node, looks in waits.items()})
    if circle:
        kind, id = circle[0]
        section, at = next((section, route) for section, route in routes(rubric) if section.id == id)
        chain = listing([f"section '{id}'" for _, id in dict.fromkeys(circle)])
        if kind == "score" or any(rubric_section.computed for rubric_section in _named(rubric, circle)):
            key = "score" if kind == "score" else "grade" if section.computed else "limits"
            message = f"{kind}s go round in a circle: those of {chain} wait for each other"
            yield Remark((*at, key), message, "Let one of them go by something else.")
        else:
            message = f"limits go round in a circle: the grades of {chain} limit each other"
            yield Remark((*at, "limits"), message, "Take one of these limits out.")


def _named(rubric: Rubric, nodes: list[Node]) -> Iterator[Section]:
    ids = {id for _, id in nodes}
    return (section for section in rubric.all_sections() if section.id in ids)


def _circle(graph: dict[T, set[T]]) -> list[T]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[T] = error.args[1]
        return found
    return []
