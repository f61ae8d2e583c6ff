"""Conditions as a rubric writes them, held against the ids and values that the rubric declares."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.model import Answering, Condition
from casekit.rubric.parse.context import Context, Names
from casekit.rubric.parse.reader import quoted
from casekit.rubric.parse.selectors import accepted, comparison, one, select, values_known
from casekit.words import listing, suggestion

DEPTH = 8
"""How deep all, any and not may nest."""

_KEYS = {
    "answer": (*vocabulary.COMPARE, "how_many"),
    "answers": (*vocabulary.COMPARE, "how_many"),
    "grade": (*vocabulary.COMPARE, "how_many"),
    "grades": (*vocabulary.COMPARE, "how_many"),
    "date": vocabulary.DATE_TESTS,
}


def read_condition(
    ctx: Context, raw: object, route: Route, here: str, *, grades: bool, depth: int = 0
) -> Condition | None:
    """The condition at route in section `here`; None, with remarks, where it is not one.

    grades: whether grades may be asked for: what applies is settled before any grade is looked at.
    """
    names = ctx.names
    if names is None:
        return None
    if depth > DEPTH:
        ctx.reader.say(route, f"this condition nests more than {DEPTH} deep; split it")
        return None
    subject = [key for key in vocabulary.SUBJECTS if isinstance(raw, Mapping) and key in raw]
    if len(subject) > 1:
        ctx.reader.say(
            route,
            f"a condition asks one thing at a time; this one has {listing(subject)}",
            "Put each into its own entry under `all:` or `any:`.",
        )
        return None
    known = (*vocabulary.JOINERS, *(subject or vocabulary.SUBJECTS), *_KEYS.get("".join(subject), ()))
    before = len(ctx.reader.remarks)
    fields = ctx.reader.fields(raw, route, "this condition", known)
    parts = [_joiner(ctx, key, fields[key], (*route, key)) for key in vocabulary.JOINERS if key in fields]
    if subject:
        rest = {key: value for key, value in fields.items() if key not in vocabulary.JOINERS}
        parts.append(_subject(ctx, names, subject[0], rest, route, here, grades, depth))
    whole = [part for part in parts if part is not None]
    if len(ctx.reader.remarks) > before:
        return None
    if not whole:
        ctx.reader.say(route, "this condition asks nothing")
        return None
    return whole[0] if len(whole) == 1 else Condition("all", parts=tuple(whole))


def _joiner(ctx: Context, key: str, raw: object, route: Route) -> Condition | None:
    if key == "age":
        return _age(ctx, raw, route)
    declared = ctx.case_types if key == "case_type" else ctx.flags
    what = "case type" if key == "case_type" else "flag"
    wanted = raw if isinstance(raw, list) else [raw]
    ids = tuple(filter(None, (ctx.reader.known(id, declared, route, what, "of this rubric") for id in wanted)))
    if not wanted:
        ctx.reader.say(route, f"no {what} is named")
    return Condition(key, raw, items=ids)


def _age(ctx: Context, raw: object, route: Route) -> Condition | None:
    if not isinstance(raw, Mapping):
        raw = {"is": raw}
    fields = ctx.reader.fields(raw, route, "the age", vocabulary.COMPARE)
    test = comparison(ctx, fields, route, "the age")
    for key, value in values_known(Answering("count"), test):
        ctx.reader.say((*route, key), f"an age is a number of years; {quoted(value)} stands there")
    return Condition("age", test=test)


def _subject(
    ctx: Context,
    names: Names,
    kind: str,
    fields: Mapping[str, object],
    route: Route,
    here: str,
    grades: bool,
    depth: int,
) -> Condition | None:
    raw = fields[kind]
    if kind == "not":
        inner = read_condition(ctx, raw, (*route, "not"), here, grades=grades, depth=depth + 1)
        return Condition("not", parts=(inner,)) if inner else None
    if kind in ("all", "any"):
        items = ctx.reader.items(raw, (*route, kind), f"'{kind}'")
        read = [
            read_condition(ctx, item, (*route, kind, i), here, grades=grades, depth=depth + 1)
            for i, item in enumerate(items)
        ]
        return Condition(kind, parts=tuple(filter(None, read)))
    if kind == "date":
        return date_condition(ctx, fields, route)
    if kind in ("grade", "grades") and not grades:
        ctx.reader.say(
            (*route, kind),
            "what applies cannot depend on a grade: grades are looked at when it is settled what applies",
            "Ask for an answer, the case type, a flag, the age or a date.",
        )
        return None
    return _compared(ctx, names, kind, fields, route, here)


def _compared(
    ctx: Context, names: Names, kind: str, fields: Mapping[str, object], route: Route, here: str
) -> Condition | None:
    on_grades = kind.startswith("grade")
    plural = kind.endswith("s")
    raw, at = fields[kind], (*route, kind)
    if plural:
        items = select(ctx, names, raw, at, here, grades=on_grades)
    else:
        items = tuple(filter(None, [one(ctx, names, raw, at, here, grades=on_grades)]))
    test = comparison(ctx, fields, route, "this condition")
    if not items or not test:
        return None
    most = sum(names.times(id, here) for id in items)
    if "how_many" in fields and not plural and most < 2:
        ctx.reader.say((*route, "how_many"), f"'how_many' needs several; {quoted(raw)} is one {kind}")
        return None
    taken = {id: _answering(names, id, on_grades) for id in items}
    wide = plural and (isinstance(raw, str) or (isinstance(raw, Mapping) and "tag" not in raw))
    fitting = {id: a for id, a in taken.items() if not values_known(a, test)}
    refused = taken if not fitting else {} if wide else {id: a for id, a in taken.items() if id not in fitting}
    for id, answering in refused.items():
        _refuse(ctx, id, answering, test, route, on_grades)
        if wide:
            break
    if refused:
        return None
    if "how_many" in fields:
        how_many = fields["how_many"]
        if how_many not in ("all", "most"):
            what = "'how_many', unless it is all or most,"
            how_many = ctx.reader.number(how_many, (*route, "how_many"), what, 1, most)
        test["how_many"] = how_many
    accepts = {id: _accepts(a, test) for id, a in fitting.items() if a.kind != "count"}
    return Condition(kind, raw, test, items=tuple(fitting), accepts=accepts)


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
        ctx.reader.say((*route, key), message)


def date_condition(ctx: Context, fields: Mapping[str, object], route: Route) -> Condition | None:
    """A date test: `date:` and how it is measured, lengths read."""
    reader = ctx.reader
    id = reader.known(fields.get("date"), ctx.dates, (*route, "date"), "date", "of this rubric")
    test: dict[str, object] = {}
    for key in ("within", "older_than", "first_within", "every"):
        if key in fields:
            length = reader.length(fields[key], (*route, key), f"'{key}'")
            if length is None:
                return None
            test[key] = length
    for key in ("after", "from"):
        if key in fields:
            test[key] = reader.known(fields[key], ctx.dates, (*route, key), "date", "of this rubric")
    if "at_least" in fields:
        test["at_least"] = reader.number(fields["at_least"], (*route, "at_least"), "'at_least'", 1, 366)
    if frozenset(test) not in _SHAPES:
        keys = listing(f"'{key}'" for key in test)
        message = f"{keys} do not make a date test together" if len(test) > 1 else f"a date test cannot be {keys} alone"
        reader.say(
            route,
            message if test else "nothing says how the date is tested",
            "One of: within; older_than; at_least with within; first_within with after; every, with from if need be.",
        )
        return None
    return Condition("date", id, test) if id and all(test.values()) else None


_SHAPES = {
    frozenset(shape)
    for shape in (
        ("within",),
        ("older_than",),
        ("at_least", "within"),
        ("first_within", "after"),
        ("every",),
        ("every", "from"),
    )
}
