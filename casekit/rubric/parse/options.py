"""The choices that a question offers, as a rubric writes them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.model import Answering
from casekit.rubric.parse.context import Context
from casekit.rubric.parse.reader import APART, OTHER_ID, label_of
from casekit.words import fold


def read_options(ctx: Context, kind: str, raw: object, route: Route, what: str) -> Answering:
    """A choice (one) or choices (several) of the options by id: a label, or a label and a number."""
    reader = ctx.reader
    options: dict[str, str] = {}
    numbers: dict[str, Fraction] = {}
    for id, entry in reader.by_id(raw, route, f"the choices of {what}", "a choice").items():
        at, one = (*route, id), f"choice '{id}'"
        if not isinstance(entry, Mapping):
            options[id] = reader.text(entry, at, f"the label of {one}")
            continue
        fields = reader.fields(entry, at, one, vocabulary.OPTION)
        options[id] = reader.optional(fields, "label", at, one) or label_of(id)
        number = reader.amount(fields, "number", at, one)
        if number is not None:
            numbers[id] = number
    _alike(ctx, options, route, what)
    return Answering(kind, options=options, numbers=numbers)


def _alike(ctx: Context, options: Mapping[str, str], route: Route, what: str) -> None:
    if len(options) < 2:
        ctx.reader.say(route, f"{what} offers fewer than two choices")
    for id in options:
        if id in vocabulary.STATES:
            ctx.reader.say(
                (*route, id), f"a choice cannot be called '{id}': the word stands in place of an answer", OTHER_ID
            )
    seen: dict[str, str] = {}
    for id, label in options.items():
        for text in {fold(id), fold(label)}:
            other = seen.setdefault(text, id)
            if other != id:
                ctx.reader.say((*route, id), f"{what}: '{text}' could mean '{other}' or '{id}'", APART)
