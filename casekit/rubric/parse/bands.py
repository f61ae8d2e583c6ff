"""Bands as a rubric writes them: lower bounds, or ranges as they are printed, that must leave no score out."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from casekit.problem import Route
from casekit.rubric.computing import Band
from casekit.rubric.exact import exact, figure
from casekit.rubric.model import Scale
from casekit.rubric.parse.context import Context
from casekit.rubric.parse.selectors import grade_id

Range = tuple[str, Fraction, Fraction | None]
"""A grade, from where on, and up to where (inclusive) where the form prints it."""


def read_bands(
    ctx: Context, fields: Mapping[str, object], route: Route, section: str, scale: Scale
) -> tuple[Band, ...]:
    """The bands, highest first; what leaves a score without a grade, or with two, is a remark."""
    at, reader = (*route, "bands"), ctx.reader
    before = len(reader.remarks)
    entries = reader.mapping(fields["bands"], at, f"the bands of section '{section}'")
    ranges = [found for grade, raw in entries.items() if (found := _range(ctx, grade, raw, (*at, grade), scale))]
    if entries and len(entries) < 2:
        reader.say(at, f"one band alone grades every score of section '{section}' alike")
    if len(reader.remarks) > before or not ranges:
        return ()
    if len({most is None for _, _, most in ranges}) > 1:
        reader.say(at, "some bands say up to where they go and some do not; write all in one way")
        return ()
    ranges.sort(key=lambda r: r[1], reverse=True)
    _in_order(ctx, ranges, at, scale)
    rounds = fields.get("round") in ("nearest", "down", "up")
    for upper, lower in pairwise(ranges):
        _between(ctx, upper, lower, (*at, upper[0]), rounds)
    return tuple(Band(*found) for found in ranges)


def _range(ctx: Context, grade: str, raw: object, route: Route, scale: Scale) -> Range | None:
    if not grade_id(ctx, grade, route, scale):
        return None
    pair = raw if isinstance(raw, list) else [raw]
    numbers = [number for one in pair if (number := exact(one)) is not None and number >= 0]
    if len(numbers) != len(pair) or not 1 <= len(pair) <= 2 or (isinstance(raw, list) and len(pair) == 1):
        ctx.reader.say(
            route,
            f"the band of '{grade}' must be the score from which on it is reached, or the first and the last score",
            "Such as 75, or [75, 100].",
        )
        return None
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        ctx.reader.say(route, f"the band of '{grade}' begins above its end")
        return None
    return grade, numbers[0], numbers[1] if len(numbers) == 2 else None


def _in_order(ctx: Context, ranges: list[Range], route: Route, scale: Scale) -> None:
    """Better grades for higher scores, or for lower ones, but not both in one form."""
    ranks = [scale.ranks[grade] for grade, _, _ in ranges]
    if ranks not in (sorted(ranks), sorted(ranks, reverse=True)):
        ctx.reader.say(route, "the bands do not follow the order of the scale")


def _between(ctx: Context, upper: Range, lower: Range, route: Route, rounds: bool) -> None:
    (higher, begins, _), (below, start, ends) = upper, lower
    if begins == start or (ends is not None and ends >= begins):
        text = figure(begins)
        hint = "Write for each grade only where it begins, as in bands: {good: 75, weak: 50, poor: 0}."
        ctx.reader.say(route, f"the bands of '{higher}' and '{below}' overlap: a score of {text} lies in both", hint)
    elif ends is not None and not (rounds and (ends // 1) + 1 >= begins):
        ctx.reader.say(
            route,
            f"the bands leave a gap: a score between {figure(ends)} and {figure(begins)} has no grade",
            "Give lower bounds alone, so that a band goes up to the next; or declare round: nearest, down or up.",
        )
