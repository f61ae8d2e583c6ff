"""Where the sections of a form stand in its file."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.problem import Route
from casekit.rubric.instances import typed
from casekit.rubric.model import Rubric, Section


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
