"""How a section comes by its grade, as a rubric writes it: a scale alone, or a scale and how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.computing import ROLLS, GradeRule, Grading
from casekit.rubric.exact import ROUNDINGS
from casekit.rubric.model import Scale, Section
from casekit.rubric.parse.bands import read_bands
from casekit.rubric.parse.conditions import read_condition
from casekit.rubric.parse.context import Context
from casekit.rubric.parse.judgements import read_roles
from casekit.rubric.parse.selectors import grade_id, graded_alike, select

BELONGS = {"of": ROLLS, "bands": ("bands",), "round": ("bands",), "ties": ("majority",), "rules": ("rules",)}
"""Beside which `how` each word stands."""
NEEDED = {"majority": ("ties",), "bands": ("bands", "round"), "rules": ("rules",)}


def read_grade(ctx: Context, raw: object, route: Route, section: str) -> tuple[Scale | None, Grading]:
    """The scale of a section's grade, None where it is not graded, and how the grade comes about."""
    if not isinstance(raw, Mapping):
        return _scale(ctx, raw, route, section), Grading()
    reader, what = ctx.reader, f"the grade of section '{section}'"
    fields = reader.fields(raw, route, what, vocabulary.GRADE)
    if "scale" not in fields:
        reader.say(route, f"{what} does not say on which scale it is")
        return None, Grading()
    scale = _scale(ctx, fields["scale"], (*route, "scale"), section)
    how = reader.word(fields.get("how", "judged"), vocabulary.GRADE_HOW, (*route, "how"), f"'how' of {what}")
    if scale is None or not how:
        return scale, Grading()
    for key, beside in BELONGS.items():
        if key in fields and how not in beside:
            reader.say((*route, key), f"{what} is {how}, so '{key}' means nothing there")
    for key in NEEDED.get(how, ()):
        if key not in fields:
            reader.say(route, f"{what} does not say '{key}'", _HINTS[key])
    if how == "judged" and "override" in fields:
        reader.say((*route, "override"), f"{what} is judged, so there is nothing to override")
    return scale, Grading(
        how=how,
        of=fields.get("of"),
        items=_items(ctx, fields, route, section, scale) if how in ROLLS else (),
        bands=read_bands(ctx, fields, route, section, scale) if how == "bands" and "bands" in fields else (),
        round=_word(ctx, fields, "round", ROUNDINGS, route, what) or "none",
        ties=_word(ctx, fields, "ties", vocabulary.TIES, route, what),
        rules=_rules(ctx, fields["rules"], (*route, "rules"), section, scale)
        if how == "rules" and "rules" in fields
        else (),
        override=read_roles(ctx, fields, route, what, "override"),
    )


_HINTS = {
    "round": "Write round: none, nearest (halves up), down or up.",
    "ties": "Where several grades are the most frequent: ties: better or ties: worse.",
    "bands": "From which score on each grade is reached, such as bands: {pass: 75, fail: 0}.",
    "rules": "Write rules: [{when: …, is: …}, {otherwise: …}].",
}


def _word(ctx: Context, fields: Mapping[str, object], key: str, known: tuple[str, ...], route: Route, what: str) -> str:
    return ctx.reader.word(fields[key], known, (*route, key), f"'{key}' of {what}") if key in fields else ""


def _scale(ctx: Context, raw: object, route: Route, section: str) -> Scale | None:
    if raw == "none" or (isinstance(raw, str) and raw in ctx.failed):
        return None
    where = f"of this rubric, so section '{section}' cannot be graded on it"
    id = ctx.reader.known(raw, ctx.scales, route, "scale", where)
    return ctx.scales[id] if id else None


def _items(ctx: Context, fields: Mapping[str, object], route: Route, section: str, scale: Scale) -> tuple[str, ...]:
    """The sections whose grades are rolled up: those named, else the graded ones next beneath."""
    if ctx.names is None:
        return ()
    if "of" not in fields:
        found = ctx.names.next_beneath(section, _graded)
        if not found:
            ctx.reader.say(route, f"section '{section}' has no graded section beneath it whose grade it could take")
    else:
        found = select(ctx, ctx.names, fields["of"], (*route, "of"), section, "grade")
    if section in found:
        ctx.reader.say((*route, "of"), f"the grade of section '{section}' cannot be worked out from itself")
    graded_alike(ctx, ctx.names, found, section, scale, (*route, "of") if "of" in fields else route)
    return found


def _graded(section: Section) -> bool:
    return section.scale is not None


def _rules(ctx: Context, raw: object, route: Route, section: str, scale: Scale) -> tuple[GradeRule, ...]:
    rules = []
    items = ctx.reader.items(raw, route, f"the rules of section '{section}'")
    for i, item in enumerate(items):
        at = (*route, i)
        fields = ctx.reader.fields(item, at, "a rule", vocabulary.GRADE_RULE)
        last = i == len(items) - 1
        if last:
            if "otherwise" not in fields:
                ctx.reader.say(at, "the last rule must say what holds otherwise", "End with {otherwise: …}.")
            elif len(fields) > 1:
                ctx.reader.say(at, "otherwise stands alone, without when and is")
        elif "otherwise" in fields:
            ctx.reader.say(at, "no rule behind 'otherwise' could ever be reached", "Put it last.")
        elif "when" not in fields or "is" not in fields:
            ctx.reader.say(at, "a rule must have when and is")
        key = "otherwise" if "otherwise" in fields else "is"
        grade = grade_id(ctx, fields[key], (*at, key), scale) if key in fields else ""
        when = read_condition(ctx, fields["when"], (*at, "when"), section, grades=True) if "when" in fields else None
        rules.append(GradeRule(grade, when))
    return tuple(rules)
