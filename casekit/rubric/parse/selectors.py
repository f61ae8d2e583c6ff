"""Selectors as a rubric writes them, and the sections and questions that they come to."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.problem import Route
from casekit.rubric.model import Scale, Section
from casekit.rubric.parse.context import Context, Names


def select(ctx: Context, names: Names, raw: object, route: Route, here: str, by: str) -> tuple[str, ...]:
    """The ids that a selector comes to; never none unremarked. by: "answer" for questions, "grade" or "score" for the
    sections that have one.

    raw: "questions" or "sections" for all, an id, a list of ids, or {in: this, an id or a list, tag: one or several}.
    """
    before = len(ctx.reader.remarks)
    found = _select(ctx, names, raw, route, here, by)
    if not found and len(ctx.reader.remarks) == before:
        hint = "Write questions or sections for all, an id, a list of ids, {in: section-id} or {tag: tag-id}."
        ctx.reader.say(route, f"this picks out no {_PICKED[by]}", hint)
    return found


_PICKED = {"answer": "question", "grade": "graded section", "score": "section with a score"}


def _select(ctx: Context, names: Names, raw: object, route: Route, here: str, by: str) -> tuple[str, ...]:
    if raw == ("questions" if by == "answer" else "sections"):
        return _inside(names, "overall", by)
    if isinstance(raw, Mapping):
        return _described(ctx, names, raw, route, here, by)
    if isinstance(raw, list):
        ids = [one(ctx, names, item, (*route, i), here, by) for i, item in enumerate(raw)]
        return tuple(dict.fromkeys(filter(None, ids)))
    found = one(ctx, names, raw, route, here, by)
    return (found,) if found else ()


def one(ctx: Context, names: Names, raw: object, route: Route, here: str, by: str) -> str:
    """A single question's id, or that of a section with a grade or a score; "" with a remark where there is none."""
    if by == "answer":
        return ctx.reader.known(raw, (*names.questions, *names.each_question), route, "question", "of this rubric")
    known = (*names.sections, *names.each_section)
    id = ctx.reader.known(here if raw == "this" else raw, known, route, "section", "of this rubric")
    if id and not _has(names.section(id), by):
        lacks = "is not graded" if by == "grade" else "has no score"
        hint = f"Give the section a {by}, or ask for something else."
        ctx.reader.say(route, f"section '{id}' {lacks}, so nothing can be asked of its {by}", hint)
        return ""
    return id


def _has(section: Section, by: str) -> bool:
    return section.scale is not None if by == "grade" else section.score is not None


def _described(ctx: Context, names: Names, raw: object, route: Route, here: str, by: str) -> tuple[str, ...]:
    fields = ctx.reader.fields(raw, route, "what is picked out", ("in", "tag") if by == "answer" else ("in",))
    places = _places(ctx, names, fields["in"], (*route, "in"), here) if "in" in fields else ("overall",)
    found = tuple(dict.fromkeys(id for place in places for id in _beneath(names, place, here, by)))
    if "tag" in fields:
        wanted = fields["tag"] if isinstance(fields["tag"], list) else [fields["tag"]]
        tags = {ctx.reader.known(tag, ctx.tags, (*route, "tag"), "tag", "of this rubric") for tag in wanted}
        found = tuple(id for id in found if tags.intersection(names.question(id).tags))
    return found if fields else ()


def _places(ctx: Context, names: Names, raw: object, route: Route, here: str) -> tuple[str, ...]:
    """The sections in which something is picked out: one, or several in a list."""
    known = (*names.sections, *names.each_section)
    wanted = ctx.reader.items(raw, route, "'in'") if isinstance(raw, list) else [raw]
    routes = [(*route, i) for i in range(len(wanted))] if isinstance(raw, list) else [route]
    found = (
        ctx.reader.known(here if id == "this" else id, known, at, "section", "of this rubric")
        for id, at in zip(wanted, routes, strict=True)
    )
    return tuple(filter(None, found))


def _beneath(names: Names, section: str, here: str, by: str) -> tuple[str, ...]:
    """What is in a section; seen from outside, those who answer it stand beneath it too."""
    found = _inside(names, section, by)
    several = by != "answer" and names.section(section).for_each and names.times(section, here) > 1
    return (section, *found) if several and _has(names.section(section), by) else found


def _inside(names: Names, section: str, by: str) -> tuple[str, ...]:
    if by == "answer":
        return names.questions_in(section)
    return tuple(s.id for s in names.beneath(section) if _has(s, by))


def grade_id(ctx: Context, raw: object, route: Route, scale: Scale) -> str:
    """The grade that is named, its number where the scale is one of numbers; "" with a remark where there is none."""
    return ctx.reader.known(plain(raw), scale.ranks, route, "grade", f"of scale '{scale.id}'")


def graded_alike(ctx: Context, names: Names, items: tuple[str, ...], section: str, scale: Scale, route: Route) -> None:
    """A remark for each section that is graded on other grades than this one."""
    for id in items:
        other = names.section(id).scale
        if other is not None and tuple(other.ranks) != tuple(scale.ranks):
            ctx.reader.say(
                route, f"section '{id}' is graded on scale '{other.id}', section '{section}' on '{scale.id}'"
            )


def plain(raw: object) -> object:
    """A value as it is named: the text of a whole number, anything else as it is."""
    return str(raw) if type(raw) is int else raw
