"""Questions and comment boxes as a rubric writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.model import Answering, BoxModel, DateTest, Question
from casekit.rubric.parse.conditions import date_condition, read_condition
from casekit.rubric.parse.context import Context
from casekit.words import fold

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
        reader.say(route, f"{what} is not answered on a scale, so no date can agree with its answer")
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
        source=reader.texts(fields, "source", route, what),
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
        options = ctx.reader.labels(choices[kind], (*at, kind), f"the choices of {what}", "choice")
        _options(ctx, options, (*at, kind), what)
        return Answering(kind, options=options)
    if isinstance(raw, str) and raw in ctx.failed:
        return NO_ANSWER
    word = ctx.reader.known(
        raw, (*vocabulary.PLAIN_ANSWERS, *ctx.scales), at, "scale or kind of answer", "of this rubric"
    )
    if word in ctx.scales:
        return Answering("scale", ctx.scales[word])
    return Answering(word) if word else NO_ANSWER


def _options(ctx: Context, options: Mapping[str, str], route: Route, what: str) -> None:
    if len(options) < 2:
        ctx.reader.say(route, f"{what} offers fewer than two choices")
    for id in options:
        if id in vocabulary.STATES:
            ctx.reader.say((*route, id), f"a choice cannot be called '{id}': the word stands in place of an answer")
    seen: dict[str, str] = {}
    for id, label in options.items():
        for text in {fold(id), fold(label)}:
            other = seen.setdefault(text, id)
            if other != id:
                ctx.reader.say((*route, id), f"{what}: '{text}' could mean '{other}' or '{id}'")


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


def read_boxes(ctx: Context, raw: object, route: Route, section: str) -> dict[str, BoxModel]:
    """The boxes of a section: a list of ids of the rubric's own boxes, or a map with boxes written out.

    In a map an id with nothing behind it is the rubric's own box.
    """
    if isinstance(raw, list):
        entries: dict[str, object] = {}
        for i, id in enumerate(raw):
            if ctx.reader.known(id, ctx.boxes, (*route, i), "box", "of this rubric"):
                if id in entries:
                    ctx.reader.say((*route, i), f"section '{section}' has the box '{id}' twice")
                entries[id] = None
    else:
        entries = ctx.reader.by_id(raw, route, f"the boxes of section '{section}'", "a box")
    boxes = {}
    for id, entry in entries.items():
        shared = entry is None and id in ctx.boxes
        at = ("boxes", id) if shared else (*route, id)
        boxes[id] = read_box(ctx, id, ctx.boxes[id] if shared else entry, at, section)
    return boxes


def read_box(
    ctx: Context,
    id: str,
    raw: object,
    route: Route,
    section: str,
    known: tuple[str, ...] = vocabulary.BOX,
) -> BoxModel:
    """One box; a plain text is its title."""
    what = f"box '{id}'"
    reader = ctx.reader
    fields = reader.fields({"title": raw} if isinstance(raw, str) else raw, route, what, known)
    when = None
    if "applies_when" in fields:
        when = read_condition(ctx, fields["applies_when"], (*route, "applies_when"), section, grades=True)
    return BoxModel(
        id=id,
        title=reader.needed(fields, "title", route, what),
        applies_when=when,
        required=reader.truth(fields, "required", route, what, True),
        needs=reader.word(fields["needs"], ("action",), (*route, "needs"), f"'needs' of {what}")
        if "needs" in fields
        else "",
        guide=reader.optional(fields, "guide", route, what),
        source=reader.texts(fields, "source", route, what),
    )
