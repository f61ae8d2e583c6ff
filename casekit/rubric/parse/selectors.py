"""Selectors and comparisons as a rubric writes them, and the sections, questions and values they come to."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.model import Answering, Scale
from casekit.rubric.parse.context import Context, Names


def select(ctx: Context, names: Names, raw: object, route: Route, here: str, *, grades: bool) -> tuple[str, ...]:
    """The ids of the questions (of the graded sections, where grades) that a selector comes to; never none unremarked.

    raw: "questions" or "sections" for all, an id, a list of ids, or {in: id or this, tag: one or several}.
    """
    before = len(ctx.reader.remarks)
    found = _select(ctx, names, raw, route, here, grades)
    if not found and len(ctx.reader.remarks) == before:
        ctx.reader.say(route, f"this picks out no {'graded section' if grades else 'question'}")
    return found


def _select(ctx: Context, names: Names, raw: object, route: Route, here: str, grades: bool) -> tuple[str, ...]:
    if raw == ("sections" if grades else "questions"):
        return _inside(names, "overall", grades)
    if isinstance(raw, Mapping):
        return _described(ctx, names, raw, route, here, grades)
    if isinstance(raw, list):
        ids = [one(ctx, names, item, (*route, i), here, grades=grades) for i, item in enumerate(raw)]
        return tuple(dict.fromkeys(filter(None, ids)))
    found = one(ctx, names, raw, route, here, grades=grades)
    return (found,) if found else ()


def one(ctx: Context, names: Names, raw: object, route: Route, here: str, *, grades: bool) -> str:
    """A single question's or graded section's id; "" with a remark where there is none such."""
    if not grades:
        return ctx.reader.known(raw, (*names.questions, *names.each_question), route, "question", "of this rubric")
    known = (*names.sections, *names.each_section)
    id = ctx.reader.known(here if raw == "this" else raw, known, route, "section", "of this rubric")
    if id and names.section(id).scale is None:
        ctx.reader.say(route, f"section '{id}' is not graded, so nothing can be asked of its grade")
        return ""
    return id


def _described(ctx: Context, names: Names, raw: object, route: Route, here: str, grades: bool) -> tuple[str, ...]:
    fields = ctx.reader.fields(raw, route, "what is picked out", ("in",) if grades else ("in", "tag"))
    inside = "overall"
    if "in" in fields:
        at = here if fields["in"] == "this" else fields["in"]
        known = (*names.sections, *names.each_section)
        inside = ctx.reader.known(at, known, (*route, "in"), "section", "of this rubric")
        if not inside:
            return ()
    found = _inside(names, inside, grades)
    if grades and names.section(inside).for_each and names.times(inside, here) > 1 and names.section(inside).scale:
        found = (inside, *found)  # from outside those who answer it stand beneath it
    if "tag" in fields:
        wanted = fields["tag"] if isinstance(fields["tag"], list) else [fields["tag"]]
        tags = {ctx.reader.known(tag, ctx.tags, (*route, "tag"), "tag", "of this rubric") for tag in wanted}
        found = tuple(id for id in found if tags.intersection(names.question(id).tags))
    return found if fields else ()


def _inside(names: Names, section: str, grades: bool) -> tuple[str, ...]:
    if grades:
        return tuple(s.id for s in names.beneath(section) if s.scale is not None)
    return names.questions_in(section)


def accepted(scale: Scale, test: Mapping[str, object]) -> frozenset[str]:
    """The values of the scale for which the comparison holds; its values are known to be the scale's."""
    found = set(scale.ranks)
    for key, raw in test.items():
        if key == "is":
            found &= set(raw) if isinstance(raw, tuple) else {raw}
        elif key in vocabulary.COMPARE:
            rank = scale.ranks[str(raw)]
            found = {id for id in found if _holds(key, scale.ranks[id], rank)}
    return frozenset(found)


def _holds(key: str, rank: int, than: int) -> bool:
    """Rank 0 is the best, so "above" is a smaller rank."""
    if key == "at_least":
        return rank <= than
    if key == "at_most":
        return rank >= than
    return rank < than if key == "above" else rank > than


def comparison(ctx: Context, raw: Mapping[str, object], route: Route, what: str) -> dict[str, object]:
    """The comparing keys of a condition: `is` as a tuple of texts or numbers, the others as they stand."""
    test: dict[str, object] = {}
    for key in vocabulary.COMPARE:
        if key not in raw:
            continue
        value = raw[key]
        values = value if key == "is" and isinstance(value, list) else [value]
        if values and all(_plain(one) for one in values):
            test[key] = tuple(values) if key == "is" else value
        else:
            ctx.reader.say(
                (*route, key), f"'{key}' must name {'a value or a list of values' if key == 'is' else 'one value'}"
            )
            return {}
    if not test:
        ctx.reader.say(route, f"{what} says nothing to compare with", "Add one of is, at_least, at_most, above, below.")
    return test


def _plain(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def values_known(answering: Answering, test: Mapping[str, object]) -> list[tuple[str, object]]:
    """The (key, value) pairs of a comparison that a question of this kind can never meet."""
    known = answering.scale.ranks if answering.scale else answering.options
    pairs = [(key, v) for key, raw in test.items() for v in (raw if isinstance(raw, tuple) else (raw,))]
    if answering.kind == "count":
        return [(key, v) for key, v in pairs if not isinstance(v, int)]
    if answering.kind == "scale":
        return [(key, v) for key, v in pairs if v not in known]
    return [(key, v) for key, v in pairs if key != "is" or v not in known]
