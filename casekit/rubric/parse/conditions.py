"""Conditions as a rubric writes them, held against the ids and values that the rubric declares."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.model import Answering, Condition
from casekit.rubric.parse.comparisons import compared, comparison, values_known
from casekit.rubric.parse.context import Context, Names
from casekit.rubric.parse.reader import quoted
from casekit.words import listing

DEPTH = 8
"""How deep all, any and not may nest."""

_KEYS = {
    "answer": (*vocabulary.COMPARE, "how_many"),
    "answers": (*vocabulary.COMPARE, "how_many"),
    "grade": (*vocabulary.COMPARE, "how_many"),
    "grades": (*vocabulary.COMPARE, "how_many"),
    "score": (*vocabulary.COMPARE, "how_many"),
    "scores": (*vocabulary.COMPARE, "how_many"),
    "date": vocabulary.DATE_TESTS,
}


def read_condition(
    ctx: Context, raw: object, route: Route, here: str, *, grades: bool, depth: int = 0
) -> Condition | None:
    """The condition at route in section `here`; None, with remarks, where it is not one.

    grades: whether grades and scores may be asked for: what applies is settled before any is looked at.
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
    if key == "day":
        return _day(ctx, raw, route)
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


def _day(ctx: Context, raw: object, route: Route) -> Condition | None:
    reader = ctx.reader
    fields = reader.fields(raw, route, "the day", vocabulary.DAYS)
    days = {key: reader.day(fields, key, route) for key in vocabulary.DAYS}
    first, last = days["from"], days["to"]
    if not fields:
        reader.say(route, "the day says neither from nor to")
    elif first is not None and last is not None and first > last:
        reader.say(route, "the day begins after it ends")
    return Condition("day", test={key: day for key, day in days.items() if day is not None})


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
    by = kind.removesuffix("s")
    if by in ("grade", "score") and not grades:
        ctx.reader.say(
            (*route, kind),
            f"what applies cannot depend on a {by}: {by}s are looked at when it is settled what applies",
            "Ask for an answer, the case type, a flag, the age or a date.",
        )
        return None
    return compared(ctx, names, kind, fields, route, here)


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
