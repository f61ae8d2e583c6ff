"""What can be wrong with a rubric as a whole, found before any audit is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import combinations
from typing import TypeVar

from casekit.problem import Remark, Route
from casekit.rubric import vocabulary
from casekit.rubric.expand import sample
from casekit.rubric.instances import typed
from casekit.rubric.model import Limit, Rubric, Scale, Section
from casekit.rubric.plan import dependencies, nodes
from casekit.words import fold, listing

T = TypeVar("T")


def check(rubric: Rubric) -> list[Remark]:
    """Ids used twice, titles that cannot be told apart, circles, and limits that cannot all be kept."""
    remarks = [*_ids(rubric), *_nesting(rubric), *_titles(rubric)]
    if not remarks:
        whole = sample(rubric)
        remarks = [*_circles(whole), *_limit_circles(whole)]
    for section, route in routes(rubric):
        remarks.extend(_limits(section, route))
    return remarks


def routes(rubric: Rubric) -> Iterator[tuple[Section, Route]]:
    """Every section with where it stands in the rubric's file, in the form's order, the whole last.

    Of a section that several answer all instances stand there.
    """
    for section in rubric.sections.values():
        yield from _walk(section, ("sections", section.id))
    yield rubric.overall, ("overall",)


def _walk(section: Section, route: Route) -> Iterator[tuple[Section, Route]]:
    yield section, route
    for inner in section.sections.values():
        there = inner.id == inner.instance
        yield from _walk(inner, route if there else (*route, "sections", typed(inner.id)))


def _nesting(rubric: Rubric) -> Iterator[Remark]:
    """A section that several answer inside another such section, and labels of them that cannot be told apart."""
    for section, route in routes(rubric):
        if section.for_each is None:
            continue
        at = (*route, "for_each")
        yield from _alike([(label, (*at, "of", id)) for id, label in section.for_each.of.items()])
        for inner in list(section.walk())[1:]:
            if inner.for_each is not None:
                yield Remark(
                    at,
                    f"section '{section.id}' is answered once for each {section.for_each.name}, "
                    f"so section '{inner.id}' in it cannot be answered once for each {inner.for_each.name} as well",
                    "Put one of them outside the other, or list every pair under `of`.",
                )


def _ids(rubric: Rubric) -> Iterator[Remark]:
    things: list[tuple[str, str, Route]] = []
    limits: list[tuple[str, str, Route]] = []
    triggers: list[tuple[str, str, Route]] = []
    for section, route in routes(rubric):
        if section is not rubric.overall:
            things.append(("section", section.id, route))
        things += [("question", id, (*route, "questions", id)) for id in section.questions]
        limits += [("limit", limit.id, (*route, "limits", i, "id")) for i, limit in enumerate(section.limits)]
        triggers += [("trigger", t.id, (*route, "triggers", i, "id")) for i, t in enumerate(section.triggers)]
    things += [("question", id, ("feedback", "questions", id)) for id in rubric.feedback.questions]
    for kind, id, route in things:
        if id in vocabulary.RESERVED:
            yield Remark(route, f"a {kind} cannot be called '{id}': the word has a meaning of its own")
    for group in (things, limits, triggers):
        seen: dict[str, str] = {}
        for kind, id, route in group:
            if id in seen:
                yield Remark(
                    route,
                    f"the id '{id}' is used twice: for a {seen[id]} and for a {kind}"
                    if seen[id] != kind
                    else f"the id '{id}' is used for two {kind}s",
                    "Every id stands once in the whole rubric.",
                )
            seen.setdefault(id, kind)


def _titles(rubric: Rubric) -> Iterator[Remark]:
    top: list[tuple[str, Route]] = [(s.title, ("sections", s.id, "title")) for s in rubric.sections.values()]
    top.append((rubric.overall.title, ("overall", "title")))
    for key, form in (("reflection", rubric.reflection), ("moderation", rubric.moderation)):
        if form.title:
            top.append((form.title, (key, "title")))
        yield from _alike([(b.title, (key, "boxes", b.id)) for b in form.boxes.values()])
    yield from _alike(top)
    for section, route in routes(rubric):
        inside: list[tuple[str, Route]] = [(b.title, (*route, "boxes", b.id)) for b in section.boxes.values()]
        inside += [(s.title, (*route, "sections", s.id, "title")) for s in section.sections.values()]
        for q in section.questions.values():
            inside += [(title, (*route, "questions", q.id)) for title in dict.fromkeys((q.title or q.ask, q.ask))]
        yield from _alike(inside)


def _alike(titled: list[tuple[str, Route]]) -> Iterator[Remark]:
    seen: dict[str, Route] = {}
    for title, route in titled:
        text = fold(title)
        if not text:
            yield Remark(route, f"the title '{title}' has no letter or digit, so no heading can be held against it")
        elif text in seen and seen[text] != route:
            yield Remark(
                route,
                f"the title '{title}' stands twice at the same place, so a heading could mean either",
                "Case and punctuation do not tell titles apart.",
            )
        seen.setdefault(text, route)


def _circles(rubric: Rubric) -> Iterator[Remark]:
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
        )


def _limit_circles(rubric: Rubric) -> Iterator[Remark]:
    looks: dict[str, set[str]] = {}
    for section, route in routes(rubric):
        looks[section.id] = set()
        for i, limit in enumerate(section.limits):
            seen = set(_grades(limit))
            looks[section.id] |= seen - {section.id}
            if section.id in seen:
                message = f"limit '{limit.id}' asks for the very grade that it limits"
                yield Remark((*route, "limits", i), message)
    circle = _circle(looks)
    if circle:
        at = next(route for section, route in routes(rubric) if section.id == circle[0])
        chain = listing([f"section '{id}'" for id in dict.fromkeys(circle)])
        yield Remark((*at, "limits"), f"limits go round in a circle: the grades of {chain} limit each other")


def _grades(limit: Limit) -> Iterator[str]:
    for node in nodes(limit.when):
        if node.kind in ("grade", "grades"):
            yield from node.items
    for bound in (limit.at_most, limit.at_least, limit.exactly):
        if bound is not None:
            yield from bound.items


def _circle(graph: dict[T, set[T]]) -> list[T]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[T] = error.args[1]
        return found
    return []


def _limits(section: Section, route: Route) -> Iterator[Remark]:
    if section.scale is None:
        return
    scale = section.scale
    for i, limit in enumerate(section.limits):
        best, worst = window(limit, scale)
        if best > worst:
            yield Remark(
                (*route, "limits", i), f"no grade can keep limit '{limit.id}': its ceiling lies below its floor"
            )
        elif best == 0 and worst == len(scale.values) - 1 and not any(True for _ in _rolled(limit)):
            yield Remark((*route, "limits", i), f"every grade keeps limit '{limit.id}', so it limits nothing")
    for (_, one), (j, other) in combinations(enumerate(section.limits), 2):
        together = one.when is None or other.when is None or one.when == other.when
        if not (together and one.hard and other.hard):
            continue
        first, second = window(one, scale), window(other, scale)
        if first[0] <= first[1] and second[0] <= second[1] and max(first[0], second[0]) > min(first[1], second[1]):
            message = f"limits '{one.id}' and '{other.id}' contradict each other: no grade can keep both"
            yield Remark((*route, "limits", j), message)


def window(limit: Limit, scale: Scale) -> tuple[int, int]:
    """The best and the worst rank that the limit's plain bounds leave open; rank 0 is the best grade."""
    best, worst = 0, len(scale.values) - 1
    for bound, ceiling, floor in (
        (limit.at_most, True, False),
        (limit.at_least, False, True),
        (limit.exactly, True, True),
    ):
        if bound is not None and bound.value is not None:
            rank = scale.ranks[bound.value]
            best = max(best, rank) if ceiling else best
            worst = min(worst, rank) if floor else worst
    return best, worst


def _rolled(limit: Limit) -> Iterator[str]:
    for bound in (limit.at_most, limit.at_least, limit.exactly):
        if bound is not None and bound.roll is not None:
            yield bound.roll
