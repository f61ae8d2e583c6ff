"""Scores that no band covers: from the least to the greatest that there can be, every one has its grade."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from casekit.problem import Remark, Route
from casekit.rubric.exact import figure, rounded
from casekit.rubric.model import Question, Rubric, Section


def reach(rubric: Rubric, section: Section, route: Route) -> Iterator[Remark]:
    """Where the lowest band of a section begins too high, or the highest ends too low; no section waits for itself."""
    grading, at = section.grading, (*route, "grade")
    if not grading.bands:
        return
    if section.score is None:
        yield Remark(at, f"section '{section.id}' has no score that could lie in a band", "Give it a score.")
        return
    low, high = (rounded(score, grading.round) for score in extent(rubric, section))
    lowest, highest = grading.bands[-1], grading.bands[0]
    if low < lowest.least:
        yield Remark(
            (*at, "bands", lowest.grade),
            f"the lowest band begins at {figure(lowest.least)}, and the score may be {figure(low)}",
            f"Let the band of '{lowest.grade}' begin there.",
        )
    if highest.most is not None and high > highest.most:
        yield Remark(
            (*at, "bands", highest.grade),
            f"the highest band ends at {figure(highest.most)}, and the score may be {figure(high)}",
            f"Let the band of '{highest.grade}' end there.",
        )


def extent(rubric: Rubric, section: Section) -> tuple[Fraction, Fraction]:
    """The least and the greatest score that the section can have, whatever applies and is answered."""
    score = section.score
    if score is None or not score.items or score.how == "share":
        return Fraction(0), Fraction(100)
    if score.on == "sections":
        parts = [(part.weight, *extent(rubric, part)) for id in score.items if (part := rubric.section(id))]
    else:
        questions = rubric.questions()
        parts = [(questions[id].weight, *worth(questions[id])) for id in score.items]
    if score.out_of == "available":
        parts = [(weight, min(low, Fraction(0)), high) for weight, low, high in parts]
    if score.how == "points":
        return min(low * 100 / high for _, low, high in parts), Fraction(100)
    if score.how == "mean":
        return min(low for _, low, _ in parts), max(high for _, _, high in parts)
    return min(low * weight for weight, low, _ in parts), sum((w * high for w, _, high in parts), Fraction(0))


def worth(question: Question) -> tuple[Fraction, Fraction]:
    """The least and the greatest number that one answer can come to; of several choices all may be chosen, or none."""
    answer = question.answer
    if answer.scale is not None:
        numbers = [value.number or Fraction(0) for value in answer.scale.values]
        return min(numbers), max(numbers)
    numbers = list(answer.numbers.values())
    return Fraction(0), sum(numbers, Fraction(0)) if answer.kind == "choices" else max(numbers)
