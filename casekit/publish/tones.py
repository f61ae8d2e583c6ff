"""Which of four colours a grade or answer has; always beside its name, never instead of it."""

from __future__ import annotations

from casekit.publish.page import Bar, Segment
from casekit.register.grades import Spread
from casekit.rubric.model import Question, Scale

BAD = "bad"
WARN = "warn"
GOOD = "ok"
QUIET = "quiet"
_LEAST_LABELLED = (7, 11, 15)
"""Per cent of a bar from which a part is wide enough for a count of one, two or more digits."""


def tone(scale: Scale | None, grade: str | None) -> str:
    """ "t1" (best) to "t4" (worst) by the grade's place in its scale; quiet where the scale does not know it."""
    if scale is None or grade is None or grade not in scale.ranks:
        return QUIET
    last = max(len(scale.values) - 1, 1)
    return f"t{1 + round(scale.ranks[grade] * 3 / last)}"


def answer_tone(question: Question, value: object) -> str:
    """Plain for the best answer, so that the others stand out; no colour where answers have no order."""
    scale = question.answer.scale
    if scale is None or not isinstance(value, str) or value not in scale.ranks:
        return ""
    last = len(scale.values) - 1
    rank = last - scale.ranks[value] if question.reversed else scale.ranks[value]
    return "" if rank == 0 else f"t{1 + round(rank * 3 / max(last, 1))}"


def bar(id: str, title: str, scale: Scale, spread: Spread) -> Bar:
    """The bar of a spread: each grade's share of those that have a grade."""
    segments = []
    done = 0
    for value in scale.best_first:
        count = spread.counts.get(value.id, 0)
        if count:
            width = 100 * count / spread.graded
            x = 100 * done / spread.graded
            shown = str(count) if width >= _LEAST_LABELLED[min(len(str(count)), 3) - 1] else ""
            segments.append(
                Segment(_percent(x), _percent(width), _percent(x + width / 2), tone(scale, value.id), shown)
            )
        done += count
    return Bar(id, title, describe(scale, spread), tuple(segments))


def describe(scale: Scale, spread: Spread) -> str:
    """The spread as a sentence: "Good 4, Requires improvement 2; 6 of 7 have a grade"."""
    parts = ", ".join(f"{value.label} {spread.counts.get(value.id, 0)}" for value in scale.best_first)
    return f"{parts}; {spread.graded} of {spread.of} have a grade"


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
