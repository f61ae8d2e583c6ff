"""Ids that stand twice, and titles that cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.problem import Remark, Route
from casekit.rubric import vocabulary
from casekit.rubric.checks.places import routes
from casekit.rubric.model import Rubric
from casekit.words import fold


def nesting(rubric: Rubric) -> Iterator[Remark]:
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


def ids(rubric: Rubric) -> Iterator[Remark]:
    """Ids that stand twice, or that mean something else in the language."""
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
            message = f"a {kind} cannot be called '{id}': the word has a meaning of its own"
            yield Remark(route, message, "Choose another id; the title may stay.")
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


def near(rubric: Rubric) -> Iterator[Remark]:
    """Ids that only case, hyphens or underscores tell apart: what is typed into an audit forgives those."""
    groups: list[list[tuple[str, Route]]] = [
        [(id, (key, id)) for id in known]
        for key, known in (
            ("case_types", rubric.case_types),
            ("flags", rubric.flags),
            ("dates", rubric.dates),
            ("tags", rubric.tags),
            ("themes", rubric.themes),
        )
    ]
    things: list[tuple[str, Route]] = []
    for section, route in routes(rubric):
        things += [(section.id, route), *((id, (*route, "questions", id)) for id in section.questions)]
        if section.for_each is not None:
            groups.append([(id, (*route, "for_each", "of", id)) for id in section.for_each.of])
    for group in (*groups, things):
        seen: dict[str, str] = {}
        for id, route in group:
            other = seen.setdefault(fold(id), id)
            if other != id:
                message = f"the ids '{other}' and '{id}' differ only by case, hyphens or underscores"
                yield Remark(route, message, "Call one of them otherwise; audits are read without such differences.")


def titles(rubric: Rubric) -> Iterator[Remark]:
    """Headings that could mean one of two things."""
    top: list[tuple[str, Route]] = [(rubric.overall.title, ("overall", "title"))]
    top += [(s.title, ("sections", s.id, "title")) for s in rubric.sections.values()]
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
            yield from _alike([(b.title, (*route, "questions", q.id, "boxes", b.id)) for b in q.boxes.values()])
        yield from _alike(inside)


def _alike(titled: list[tuple[str, Route]]) -> Iterator[Remark]:
    seen: dict[str, Route] = {}
    for title, route in titled:
        text = fold(title)
        if not text:
            message = f"the title '{title}' has no letter or digit, so no heading can be held against it"
            yield Remark(route, message, "Write a title in words.")
        elif text in seen and seen[text] != route:
            yield Remark(
                route,
                f"the title '{title}' stands twice at the same place, so a heading could mean either",
                "Case and punctuation do not tell titles apart.",
            )
        seen.setdefault(text, route)
