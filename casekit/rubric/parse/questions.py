"""Questions as a rubric writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.computing import Descriptor
from casekit.rubric.model import Answering, DateTest, Question
from casekit.rubric.parse.boxes import read_boxes
from casekit.rubric.parse.conditions import date_condition, read_condition
from casekit.rubric.parse.context import Context
from casekit.rubric.parse.descriptors import read_descriptors
from casekit.rubric.parse.options import read_options

NO_ANSWER = Answering("text")
"""Stands where it could not be read how a question is answered."""


def read_question(
    ctx: Context, id: str, raw: object, route: Route, section: str, known: tuple[str, ...] = vocabulary.QUESTION
) -> Question:
    """One question; a plain text is what it asks."""
    what = f"question '{id}'"
    reader = ctx.reader
    fields = reader.fields({"ask": raw} if isinstance(raw, str) else raw, route, what, known)
    inherited = {key: value for key, value in ctx.question_defaults.items() if key in known}
    whole = {**inherited, **fields}
    answer = read_answer(ctx, whole, route, what)
    tests = (
        *_date_tests(ctx, fields, "agrees_with", route, section),
        *_date_tests(ctx, fields, "yes_needs", route, section),
    )
    if tests and answer.scale is None and answer is not NO_ANSWER:
        hint = "Answer it on a scale, if only yes and no; a scale may be of two values."
        reader.say(route, f"{what} is not answered on a scale, so no date can agree with its answer", hint)
    return Question(
        id=id,
        ask=reader.needed(fields, "ask", route, what),
        section=section,
        answer=answer,
        title=reader.optional(fields, "title", route, what),
        guide=reader.optional(fields, "guide", route, what),
        tags=_tags(ctx, whole, route, what),
        not_applicable=_word(ctx, whole, "not_applicable", vocabulary.NOT_APPLICABLE, route, what) or "with_reason",
        reversed=reader.truth(fields, "reversed", route, what, False),
        applies_when=read_condition(ctx, fields["applies_when"], (*route, "applies_when"), section, grades=False)
        if "applies_when" in fields
        else None,
        required=_word(ctx, whole, "required", vocabulary.REQUIRED, route, what) or "if_applies",
        agrees_with=tests,
        weight=reader.weight(whole, route, what),
        boxes=read_boxes(ctx, fields["boxes"], (*route, "boxes"), section, what) if "boxes" in fields else {},
        descriptors=_descriptors(ctx, fields, route, section, answer, what),
        source=reader.texts(fields, "source", route, what),
        about=reader.words(fields, "about", vocabulary.ABOUT, route, what),
    )


def read_answer(ctx: Context, fields: Mapping[str, object], route: Route, what: str) -> Answering:
    """What a question takes for an answer."""
    raw = fields.get("answer")
    at = (*route, "answer")
    if raw is None:
        ctx.reader.say(route, f"{what} does not say how it is answered", "Give it an answer, or `defaults: question:`.")
        return NO_ANSWER
    if isinstance(raw, Mapping):
        choices = ctx.reader.fields(raw, at, f"the answer of {what}", ("choice", "choices"))
        if len(choices) != 1:
            ctx.reader.say(at, f"the answer of {what} must have either choice (one) or choices (several)")
            return NO_ANSWER
        kind = next(iter(choices))
        return read_options(ctx, kind, choices[kind], (*at, kind), what)
    if isinstance(raw, str) and raw in ctx.failed:
        return NO_ANSWER
    word = ctx.reader.known(
        raw, (*vocabulary.PLAIN_ANSWERS, *ctx.scales), at, "scale or kind of answer", "of this rubric"
    )
    if word in ctx.scales:
        return Answering("scale", ctx.scales[word])
    return Answering(word) if word else NO_ANSWER


def _word(ctx: Context, fields: Mapping[str, object], key: str, known: tuple[str, ...], route: Route, what: str) -> str:
    return ctx.reader.word(fields[key], known, (*route, key), f"'{key}' of {what}") if key in fields else ""


def _tags(ctx: Context, fields: Mapping[str, object], route: Route, what: str) -> tuple[str, ...]:
    tags = ctx.reader.texts(fields, "tags", route, what)
    return tuple(ctx.reader.known(tag, ctx.tags, (*route, "tags"), "tag", "of this rubric") for tag in tags if tag)


def _date_tests(
    ctx: Context, fields: Mapping[str, object], key: str, route: Route, section: str
) -> tuple[DateTest, ...]:
    if key not in fields:
        return ()
    raw, at = fields[key], (*route, key)
    single = isinstance(raw, Mapping)
    entries = [raw] if single else ctx.reader.items(raw, at, f"'{key}'")
    found = []
    for i, entry in enumerate(entries):
        here = at if single else (*at, i)
        test = ctx.reader.fields(entry, here, f"'{key}'", ("date", *vocabulary.DATE_TESTS, "applies_when"))
        when = None
        if "applies_when" in test:
            when = read_condition(ctx, test["applies_when"], (*here, "applies_when"), section, grades=False)
        condition = date_condition(ctx, test, here)
        if condition is not None:
            found.append(DateTest(cast(str, condition.subject), condition.test, key == "yes_needs", when))
    return tuple(found)


def _descriptors(
    ctx: Context, fields: Mapping[str, object], route: Route, section: str, answer: Answering, what: str
) -> dict[str, tuple[Descriptor, ...]]:
    """What each grade of the section, or each value of the answer, looks like in this question."""
    if "descriptors" not in fields or ctx.names is None:
        return {}
    scale = ctx.names.sections[section].scale if section in ctx.names.sections else None
    values = tuple(answer.scale.ranks) if answer.scale else tuple(answer.options)
    raw = fields["descriptors"]
    grades = tuple(scale.ranks) if scale else ()
    fits = grades if isinstance(raw, Mapping) and set(raw) <= set(grades) else values
    return read_descriptors(ctx, raw, (*route, "descriptors"), section, fits, what)
