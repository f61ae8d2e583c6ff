"""Scores as a rubric writes them: what is counted, and out of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.computing import Scoring
from casekit.rubric.model import Answering, Question
from casekit.rubric.parse.context import Context, Names
from casekit.rubric.parse.reader import quoted
from casekit.rubric.parse.selectors import select

COUNTABLE = ("scale", "choice", "choices")
"""Kinds of answer that can be counted in a score."""


def read_score(ctx: Context, raw: object, route: Route, section: str) -> Scoring | None:
    """How a section comes by its score; None, with remarks, where it cannot."""
    reader, what = ctx.reader, f"the score of section '{section}'"
    fields = reader.fields(raw, route, what, vocabulary.SCORE)
    how = reader.word(fields.get("how"), vocabulary.SCORE_HOW, (*route, "how"), f"'how' of {what}")
    out_of = "applicable"
    if "out_of" in fields:
        out_of = reader.word(fields["out_of"], vocabulary.OUT_OF, (*route, "out_of"), f"'out_of' of {what}")
    answered = _values(ctx, fields, route, what)
    if how and (how == "share") != ("answered" in fields):
        reader.say(
            route,
            f"{what} does not say which answers count"
            if how == "share"
            else f"{what} has 'answered', which only a share has",
            "Write answered: [yes]." if how == "share" else "",
        )
    if ctx.names is None or not how or not out_of:
        return Scoring(how, fields.get("of"))
    on, items = _items(ctx, ctx.names, fields, route, section, how)
    if on == "questions":
        for id in items:
            _countable(ctx, ctx.names.question(id), how, answered, (*route, "of") if "of" in fields else route)
        _known_somewhere(ctx, ctx.names, items, answered, route)
    return Scoring(how, fields.get("of"), on, items, out_of, frozenset(answered))


def _values(ctx: Context, fields: Mapping[str, object], route: Route, what: str) -> tuple[str, ...]:
    raw = fields.get("answered")
    texts = {"answered": [str(v) if type(v) is int else v for v in raw] if isinstance(raw, list) else raw}
    return ctx.reader.texts(texts, "answered", route, what) if raw is not None else ()


def _items(
    ctx: Context, names: Names, fields: Mapping[str, object], route: Route, section: str, how: str
) -> tuple[str, tuple[str, ...]]:
    """What is counted: sections, where every id named is a section's, else questions."""
    raw, at = fields.get("of", {"in": "this"}), (*route, "of") if "of" in fields else route
    wanted = raw if isinstance(raw, list) else [raw]
    if raw == "sections" or (
        wanted and all(isinstance(id, str) and (id in names.sections or id in names.each_section) for id in wanted)
    ):
        return "sections", tuple(_sections(ctx, names, raw, at, section, how))
    found = select(ctx, names, raw, at, section, "answer")
    if isinstance(raw, str) or (isinstance(raw, Mapping) and "tag" not in raw):
        found = tuple(id for id in found if _counts(names.question(id).answer, how))
        if not found and not ctx.reader.remarks:
            ctx.reader.say(at, f"no question in section '{section}' can be counted in a score")
    return "questions", tuple(id for id in found if names.question(id).weight)


def _sections(ctx: Context, names: Names, raw: object, at: Route, section: str, how: str) -> Iterator[str]:
    if how not in ("mean", "sum"):
        ctx.reader.say(at, f"the scores of sections can be averaged (mean) or added (sum), not counted as {how}")
        return
    found = select(ctx, names, raw, at, section, "score")
    if section in found:
        ctx.reader.say(at, f"the score of section '{section}' cannot be counted in itself", "Name the sections.")
        return
    for one, other in combinations(found, 2):
        if any(inner.id in (one, other) for inner in (*names.beneath(one), *names.beneath(other))):
            message = f"sections '{one}' and '{other}' lie in each other, so one would be counted twice"
            ctx.reader.say(at, message, "Name one of the two.")
    yield from (id for id in found if names.section(id).weight)


def _counts(answering: Answering, how: str) -> bool:
    """Whether a question that was not named in person is counted: not a text, a date, a number, or plain choices."""
    return answering.kind in COUNTABLE and (answering.scale is not None or how == "share" or bool(answering.numbers))


def _countable(ctx: Context, question: Question, how: str, answered: tuple[str, ...], route: Route) -> None:
    answer, what = question.answer, f"question '{question.id}'"
    if answer.kind not in COUNTABLE:
        ctx.reader.say(route, f"{what} is answered with a {answer.kind}, which cannot be counted in a score")
    elif how == "share":
        known = answer.scale.ranks if answer.scale else answer.options
        if answered and not set(answered) & set(known):
            ctx.reader.say(
                route,
                f"{what} is never answered {quoted(answered[0])}, so it could never count",
                "Leave it out by `of`, or give it weight: 0.",
            )
    elif answer.scale is None:
        lacking = [id for id in answer.options if id not in answer.numbers]
        if lacking:
            ctx.reader.say(route, f"choice '{lacking[0]}' of {what} has no number, so no score can be counted")
        elif how == "points" and not any(answer.numbers.values()):
            ctx.reader.say(route, f"the choices of {what} come to 0 points at the most")
    else:
        _scale_counts(ctx, question, how, route)


def _scale_counts(ctx: Context, question: Question, how: str, route: Route) -> None:
    scale = question.answer.scale
    assert scale is not None
    lacking = next((value for value in scale.values if value.number is None), None)
    if lacking is not None:
        ctx.reader.say(
            route,
            f"value '{lacking.id}' of scale '{scale.id}' has no number, so question '{question.id}' cannot be counted",
            f"Write {lacking.id}: {{number: 1}} and so on in the scale, or give the question weight: 0.",
        )
    elif how == "points":
        numbers = [value.number or 0 for value in scale.best_first]
        if numbers[0] != max(numbers) or numbers[0] == 0:
            ctx.reader.say(route, f"the best value of scale '{scale.id}' must have the most points, and more than 0")


def _known_somewhere(ctx: Context, names: Names, items: tuple[str, ...], answered: tuple[str, ...], at: Route) -> None:
    answers = [names.question(id).answer for id in items]
    known = {value for a in answers for value in (a.scale.ranks if a.scale else a.options)}
    for value in answered:
        if items and value not in known:
            ctx.reader.known(value, sorted(known), (*at, "answered"), "answer", "of the questions that are counted")
