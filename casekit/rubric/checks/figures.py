"""Figures of scores that cannot be: a condition that no score meets, or that every one does; a band out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from casekit.problem import Remark, Route
from casekit.rubric.checks.bands import extent
from casekit.rubric.checks.places import routes
from casekit.rubric.condition import fits
from casekit.rubric.exact import figure, rounded
from casekit.rubric.expand import sample
from casekit.rubric.instances import typed
from casekit.rubric.model import Condition, Rubric, Section
from casekit.rubric.plan import nodes

HINT = "Scores of points and shares are percentages from 0 to 100; mean and sum go by the numbers of the answers."


def figures(rubric: Rubric) -> Iterator[Remark]:
    """Every such figure once, in the order of the form, with all who answer a section in it."""
    yield from dict.fromkeys(_figures(sample(rubric)))


def _figures(rubric: Rubric) -> Iterator[Remark]:
    for section, route in routes(rubric):
        yield from _bands(rubric, section, route)
        whens: list[tuple[str, Condition | None, Route]] = [
            *((f"limit '{typed(x.id)}'", x.when, (*route, "limits", i, "when")) for i, x in enumerate(section.limits)),
            *(
                (f"trigger '{typed(x.id)}'", x.when, (*route, "triggers", i, "when"))
                for i, x in enumerate(section.triggers)
            ),
            *(
                (f"the rule for '{x.grade}'", x.when, (*route, "grade", "rules", i, "when"))
                for i, x in enumerate(section.grading.rules)
            ),
            *((f"box '{b.id}'", b.applies_when, (*route, "boxes", b.id)) for b in section.boxes.values()),
        ]
        for what, when, at in whens:
            for leaf in nodes(when):
                if leaf.kind in ("score", "scores"):
                    yield from _asked(rubric, leaf, what, at)


def _bands(rubric: Rubric, section: Section, route: Route) -> Iterator[Remark]:
    """Bands that begin beyond the greatest score that there can be."""
    if not section.grading.bands or section.score is None:
        return
    high = rounded(extent(rubric, section)[1], section.grading.round)
    for band in section.grading.bands:
        if band.least > high:
            message = (
                f"the band of '{band.grade}' begins at {figure(band.least)}, and the score is {figure(high)} at most"
            )
            yield Remark((*route, "grade", "bands", band.grade), message, "Let it begin where a score can be.")


def _asked(rubric: Rubric, leaf: Condition, what: str, route: Route) -> Iterator[Remark]:
    """A comparison that comes out the same whatever the scores are."""
    sections = [section for id in leaf.items if (section := rubric.section(id)) is not None and section.score]
    ranges = [extent(rubric, section) for section in sections]
    test = {key: value for key, value in leaf.test.items() if key != "how_many"}
    if not ranges:
        return
    said = " and ".join(f"'{key}: {_number(value)}'" for key, value in test.items())
    low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
    between = f"the score is between {figure(low)} and {figure(high)}"
    if not any(_can(test, one) for one in ranges):
        yield Remark(route, f"in {what} no score meets {said}: {between}", HINT)
    elif all(fits(end, test) for one in ranges for end in one) and "is" not in test:
        yield Remark(route, f"in {what} every score meets {said}: {between}", HINT)


def _can(test: dict[str, object], ends: tuple[Fraction, Fraction]) -> bool:
    """Whether some number between the ends meets the comparison: one that it names, one of the ends, or one between."""
    named = [n for value in test.values() for n in (value if isinstance(value, tuple) else (value,))]
    marks = sorted({*ends, *(Fraction(n) for n in named if isinstance(n, int | Fraction))})
    between = [(one + other) / 2 for one, other in pairwise(marks)]
    return any(fits(mark, test) for mark in (*marks, *between) if ends[0] <= mark <= ends[1])


def _number(value: object) -> str:
    return " or ".join(map(_number, value)) if isinstance(value, tuple) else figure(Fraction(str(value)))
