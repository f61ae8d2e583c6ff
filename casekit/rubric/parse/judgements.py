"""Limits and triggers as a rubric writes them."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.model import Bound, Condition, Limit, Scale, Trigger
from casekit.rubric.parse.conditions import read_condition
from casekit.rubric.parse.context import Context
from casekit.rubric.parse.reader import label_of
from casekit.rubric.parse.selectors import grade_id, graded_alike, select

SHARED: Route = ("defaults", "section", "limits")
"""Where the limits stand that hold for each section without limits of its own."""


def read_limits(ctx: Context, raw: object, route: Route, section: str, scale: Scale | None) -> tuple[Limit, ...]:
    """The limits on one section's grade; one that sections share is called after the section: `section-limit`."""
    limits = []
    for i, item in enumerate(ctx.reader.items(raw, route, f"the limits of section '{section}'")):
        fields = ctx.reader.fields(item, (*route, i), "a limit", vocabulary.LIMIT)
        if not ctx.reader.id(fields.get("id"), (*route, i, "id"), "a limit"):
            continue
        if route == SHARED:
            fields = {"title": label_of(str(fields["id"])), **fields, "id": f"{section}-{fields['id']}"}
        if scale is None:
            message = f"limit '{fields['id']}' stands in section '{section}', which is not graded"
            ctx.reader.say((*route, i), message, "Give the section a grade, or put the limit where a grade is.")
            continue
        limits.append(_limit(ctx, fields, (*route, i), section, scale))
    return tuple(limits)


def _limit(ctx: Context, fields: Mapping[str, object], route: Route, section: str, scale: Scale) -> Limit:
    id = str(fields["id"])
    what = f"limit '{id}'"
    hard = "always" in fields
    if hard == ("usually" in fields):
        ctx.reader.say(
            route,
            f"{what} must have either always or usually",
            "'always' cannot be lifted; 'usually' is settled by a written reason.",
        )
    key = "always" if hard else "usually"
    bounds = ctx.reader.fields(fields.get(key, {}), (*route, key), f"'{key}' of {what}", vocabulary.BOUND)
    if key in fields and not bounds:
        ctx.reader.say((*route, key), f"{what} sets no bound: at_most, at_least or is")
    read = {name: _bound(ctx, raw, (*route, key, name), section, scale) for name, raw in bounds.items()}
    agreed_by = ""
    if "agreed_by" in fields:
        agreed_by = ctx.reader.word(fields["agreed_by"], ("moderator",), (*route, "agreed_by"), "'agreed_by'")
        if hard:
            message = f"{what} cannot be lifted, so nobody's agreement settles it"
            ctx.reader.say((*route, "agreed_by"), message, "Take agreed_by out, or write usually in place of always.")
    return Limit(
        id=id,
        section=section,
        title=ctx.reader.optional(fields, "title", route, what) or label_of(id),
        hard=hard,
        when=_when(ctx, fields, route, section),
        at_most=read.get("at_most"),
        at_least=read.get("at_least"),
        exactly=read.get("is"),
        agreed_by=agreed_by,
        source=ctx.reader.texts(fields, "source", route, what),
    )


def _bound(ctx: Context, raw: object, route: Route, section: str, scale: Scale) -> Bound | None:
    if not isinstance(raw, Mapping):
        value = grade_id(ctx, raw, route, scale)
        return Bound(value) if value else None
    fields = ctx.reader.fields(raw, route, "this bound", (*vocabulary.ROLLS, "plus"))
    rolls = [key for key in vocabulary.ROLLS if key in fields]
    if len(rolls) != 1:
        ctx.reader.say(route, "a bound is a grade, or one of lowest, majority and highest of some sections")
        return None
    plus = 0
    if "plus" in fields:
        plus = ctx.reader.number(fields["plus"], (*route, "plus"), "'plus'", 1, len(scale.values) - 1) or 0
    of = fields[rolls[0]]
    if ctx.names is None:
        return Bound(None, rolls[0], of, plus)
    items = select(ctx, ctx.names, of, (*route, rolls[0]), section, "grade")
    if section in items:
        hint = "Name the other sections, as in {lowest: [plan, visits]}."
        ctx.reader.say((*route, rolls[0]), f"the grade of section '{section}' cannot bound itself", hint)
    graded_alike(ctx, ctx.names, items, section, scale, (*route, rolls[0]))
    return Bound(None, rolls[0], of, plus, items)


def _when(ctx: Context, fields: Mapping[str, object], route: Route, section: str) -> Condition | None:
    if "when" not in fields:
        return None
    return read_condition(ctx, fields["when"], (*route, "when"), section, grades=True)


def read_triggers(ctx: Context, raw: object, route: Route, section: str) -> tuple[Trigger, ...]:
    """What must follow from one section."""
    triggers = []
    for i, item in enumerate(ctx.reader.items(raw, route, f"the triggers of section '{section}'")):
        at = (*route, i)
        fields = ctx.reader.fields(item, at, "a trigger", vocabulary.TRIGGER)
        if not ctx.reader.id(fields.get("id"), (*at, "id"), "a trigger"):
            continue
        what = f"trigger '{fields['id']}'"
        if "when" not in fields:
            ctx.reader.say(at, f"{what} does not say when it fires")
        if "tell" not in fields and "needs" not in fields:
            ctx.reader.say(at, f"nothing follows from {what}: it has neither tell nor needs")
        triggers.append(
            Trigger(
                id=str(fields["id"]),
                section=section,
                title=ctx.reader.optional(fields, "title", at, what) or label_of(str(fields["id"])),
                when=_when(ctx, fields, at, section),
                tell=read_roles(ctx, fields, at, what),
                within=ctx.reader.length(fields["within"], (*at, "within"), f"'within' of {what}", same_day=True)
                if "within" in fields
                else None,
                needs=ctx.reader.word(fields["needs"], ("action", "concern"), (*at, "needs"), f"'needs' of {what}")
                if "needs" in fields
                else "",
                source=ctx.reader.texts(fields, "source", at, what),
            )
        )
    return tuple(triggers)


def read_roles(
    ctx: Context, fields: Mapping[str, object], route: Route, what: str, key: str = "tell"
) -> tuple[str, ...]:
    """The roles under that key."""
    roles = ctx.reader.texts(fields, key, route, what)
    return tuple(
        ctx.reader.known(role, vocabulary.ROLES, (*route, key), "role", "that casekit knows") for role in roles if role
    )
