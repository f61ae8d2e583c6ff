"""What each grade looks like, as a rubric writes it: for a section or for one question, in some cases or in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.computing import Descriptor
from casekit.rubric.parse.conditions import read_condition
from casekit.rubric.parse.context import Context


def read_descriptors(
    ctx: Context, raw: object, route: Route, section: str, values: Iterable[str], what: str
) -> dict[str, tuple[Descriptor, ...]]:
    """By grade or value: a text, a list of texts, or a list with {text, applies_when} among them."""
    entries = ctx.reader.fields(raw, route, f"the descriptors of {what}", values)
    return {value: _several(ctx, entry, (*route, value), section, what) for value, entry in entries.items()}


def _several(ctx: Context, raw: object, route: Route, section: str, what: str) -> tuple[Descriptor, ...]:
    each = f"each descriptor of {what}"
    if not isinstance(raw, list):
        return (_one(ctx, raw, route, section, each),)
    items = ctx.reader.items(raw, route, f"the descriptors of {what}")
    return tuple(_one(ctx, item, (*route, i), section, each) for i, item in enumerate(items))


def _one(ctx: Context, raw: object, route: Route, section: str, what: str) -> Descriptor:
    if not isinstance(raw, Mapping):
        return Descriptor(ctx.reader.text(raw, route, what))
    fields = ctx.reader.fields(raw, route, what, vocabulary.DESCRIPTOR)
    when = None
    if "applies_when" in fields:
        when = read_condition(ctx, fields["applies_when"], (*route, "applies_when"), section, grades=False)
    return Descriptor(ctx.reader.needed(fields, "text", route, what), when)
