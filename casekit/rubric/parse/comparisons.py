"""Comparisons as a rubric writes them, held against the values that questions, grades and scores can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.exact import exact
from casekit.rubric.model import Answering, Condition, Scale
from casekit.rubric.parse.context import Context, Names
from casekit.rubric.parse.reader import quoted
from casekit.rubric.parse.selectors import one, plain, select
from casekit.words import fold, listing, suggestion

WITH = "Add one of is, at_least, at_most, above, below."


def compared(
    ctx: Context, names: Names, kind: str, fields: Mapping[str, object], route: Route, here: str
) -> Condition | None:
    """A condition on answers, grades or scores: what it looks at, and with what that is compared."""
    by = kind.removesuffix("s")
    plural = kind != by
    raw, at = fields[kind], (*route, kind)
    if plural:
        items = select(ctx, names, raw, at, here, by)
    else:
        items = tuple(filter(None, [one(ctx, names, raw, at, here, by)]))
    test = _numbers(ctx, fields, route) if by == "score" else comparison(ctx, fields, route, "this condition")
    if not items or not test:
        return None
    most = sum(names.times(id, here) for id in items)
    if "how_many" in fields and not plural and most < 2:
        ctx.reader.say((*route, "how_many"), f"'how_many' needs several; {quoted(raw)} is one {kind}")
        return None
    found = Condition(kind, raw, test, items=items)
    if by != "score":
        valued = _valued(ctx, names, found, route)
        if valued is None:
            return None
        found = valued
    if "how_many" in fields:
        how_many = fields["how_many"]
        if how_many not in ("all", "most"):
            what = "'how_many', unless it is all or most,"
            how_many = ctx.reader.number(how_many, (*route, "how_many"), what, 1, most)
        found = replace(found, test={**found.test, "how_many": how_many})
    return found


def _valued(ctx: Context, names: Names, asked: Condition, route: Route) -> Condition | None:
    """The condition with the values that each question or grade may have for it to hold.

    Of questions that are not named in person, those that can never have such a value are passed over.
    """
    raw, kind, test = asked.subject, asked.kind, asked.test
    plural, on_grades = kind.endswith("s"), kind.startswith("grade")
    taken = {id: _answering(names, id, on_grades) for id in asked.items}
    if all(answering.kind != "count" for answering in taken.values()):
        test = {key: _named(value) for key, value in test.items()}
    wide = plural and (isinstance(raw, str) or (isinstance(raw, Mapping) and "tag" not in raw))
    fitting = {id: a for id, a in taken.items() if not values_known(a, test)}
    refused = taken if not fitting else {} if wide else {id: a for id, a in taken.items() if id not in fitting}
    for id, answering in refused.items():
        _refuse(ctx, id, answering, test, route, on_grades)
        if wide:
            break
    if refused:
        return None
    accepts = {id: _accepts(a, test) for id, a in fitting.items() if a.kind != "count"}
    return Condition(kind, raw, test, items=tuple(fitting), accepts=accepts)


def _named(value: object) -> object:
    """The values of a comparison as they are named: 0 on a scale of numbers is its value "0"."""
    return tuple(map(plain, value)) if isinstance(value, tuple) else plain(value)


def _numbers(ctx: Context, fields: Mapping[str, object], route: Route) -> dict[str, object]:
    """The comparing keys of a condition on scores, which are compared with numbers."""
    test: dict[str, object] = {}
    for key in vocabulary.COMPARE:
        if key in fields:
            raw = fields[key]
            numbers = [exact(one) for one in (raw if key == "is" and isinstance(raw, list) else [raw])]
            if None in numbers or not numbers:
                ctx.reader.say((*route, key), f"a score is compared with a number; {quoted(raw)} stands there")
                return {}
            test[key] = tuple(numbers) if key == "is" else numbers[0]
    if not test:
        ctx.reader.say(route, "this condition says nothing to compare with", WITH)
    return test


def _answering(names: Names, id: str, grades: bool) -> Answering:
    return Answering("scale", names.section(id).scale) if grades else names.question(id).answer


def _accepts(answering: Answering, test: Mapping[str, object]) -> frozenset[str]:
    if answering.scale is not None:
        return accepted(answering.scale, test)
    values = test["is"]
    return frozenset(str(v) for v in values) if isinstance(values, tuple) else frozenset()


def _refuse(
    ctx: Context, id: str, answering: Answering, test: Mapping[str, object], route: Route, grades: bool
) -> None:
    known = [*(answering.scale.ranks if answering.scale else answering.options)]
    what = f"section '{id}' is never graded" if grades else f"question '{id}' is never answered"
    for key, value in values_known(answering, test):
        if answering.kind in ("text", "date"):
            message = f"question '{id}' is answered with a {answering.kind}, which cannot be compared"
        elif answering.kind == "count":
            message = f"question '{id}' is answered with a number; {quoted(value)} is none"
        elif key != "is" and answering.kind in ("choice", "choices"):
            message = f"the choices of question '{id}' have no order; only 'is' can be asked, not '{key}'"
        else:
            near = suggestion(str(value), known) or f"; it knows {listing(known)}"
            message = f"{what} {quoted(value)}{near}"
        ctx.reader.say((*route, key), message, _spelt(answering, value))


def _spelt(answering: Answering, value: object) -> str:
    """The id of a value that is called by its label or its printed number, which audits may do and a form may not."""
    id = answering.scale.names.get(fold(str(value))) if answering.scale else None
    return f"Write {id}, the value's id: audits may call it otherwise, a form may not." if id else ""


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
        ctx.reader.say(route, f"{what} says nothing to compare with", WITH)
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
