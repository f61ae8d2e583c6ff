"""Scores: what is earned, out of what, in exact fractions; nothing where an answer that counts is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from casekit.rubric.computing import Scoring
from casekit.rubric.evaluation import Lack, Score
from casekit.rubric.facts import ANSWERED, NO_EVIDENCE, NOT_APPLICABLE, NOT_ASSESSED, UNANSWERED, Given
from casekit.rubric.model import Question, Scale
from casekit.rubric.state import ABSENT, State

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Part:
    """What one question or section brings into a score: what it earned out of how much; what is lacking for that.

    out: it is left out of both sides. unknown: it was not looked at, so nobody knows what it would have earned.
    """

    earned: Fraction = ZERO
    base: Fraction = ZERO
    lack: Lack | None = None
    out: bool = False
    unknown: bool = False


OUT = Part(out=True)
UNKNOWN = Part(out=True, unknown=True)


def work_out_scores(state: State) -> None:
    """Every score of the form, each after those that it is worked out from; what applies is settled."""
    for kind, id in state.plan.grading:
        section = state.plan.sections[id]
        if kind == "score" and section.score is not None:
            state.scores[id], state.scored[id] = _score(id, section.score, state)


def _score(section: str, scoring: Scoring, state: State) -> tuple[Score, object]:
    percentage = scoring.percentage or (
        scoring.on == "sections" and scoring.how == "mean" and all(state.scores[id].percentage for id in scoring.items)
    )
    covered = state.covered(section)
    if state.opens.get(section) is False or covered == NOT_APPLICABLE:
        return Score(None, percentage), ABSENT
    if covered == NOT_ASSESSED:
        return Score(None, percentage), None
    parts = list(_questions(scoring, state) if scoring.on == "questions" else _sections(scoring, state))
    inside = [part for part in parts if not part.out and part.lack is None]
    missing = tuple(part.lack for part in parts if part.lack is not None)
    earned, base = sum((part.earned for part in inside), ZERO), sum((part.base for part in inside), ZERO)
    value = None if missing or not base else _value(scoring, earned, base)
    score = Score(value, percentage, earned, base, len(inside), sum(part.out for part in parts), missing)
    if value is None and not missing and not any(part.unknown for part in parts):
        return score, ABSENT
    return score, value


def _value(scoring: Scoring, earned: Fraction, base: Fraction) -> Fraction:
    if scoring.how == "sum":
        return earned
    return earned * 100 / base if scoring.percentage else earned / base


def _sections(scoring: Scoring, state: State) -> Iterator[Part]:
    for id in scoring.items:
        weight, score = state.plan.sections[id].weight, state.scores[id]
        if score.value is not None:
            yield Part(score.value * weight, weight)
        elif not score.missing:
            yield OUT if state.scored[id] is ABSENT else UNKNOWN
        else:
            yield _unanswered(scoring, weight, Lack("score", id))


def _questions(scoring: Scoring, state: State) -> Iterator[Part]:
    for id in scoring.items:
        question, given = state.plan.questions[id], state.given(id)
        opens = state.opens[id]
        if opens is False or given.state == NOT_APPLICABLE:
            yield OUT
        elif given.state == NOT_ASSESSED:
            yield UNKNOWN
        elif opens is None:
            yield Part(lack=Lack("applies", id))
        elif given.state == UNANSWERED:
            best = _best(question) if scoring.how == "points" else Fraction(1)
            yield _unanswered(scoring, best * question.weight, Lack("answer", id)) if state.awaited(id) else UNKNOWN
        else:
            yield _answered(scoring, question, given)


def _unanswered(scoring: Scoring, base: Fraction, lack: Lack) -> Part:
    if scoring.out_of == "answered":
        return UNKNOWN
    return Part(ZERO, base) if scoring.out_of == "available" else Part(lack=lack)


def _answered(scoring: Scoring, question: Question, given: Given) -> Part:
    values = _values(question, given)
    if values is None:
        return Part(lack=Lack("answer", question.id))
    weight = question.weight
    if scoring.how == "share":
        return Part(weight if scoring.answered.intersection(values) else ZERO, weight)
    earned = sum((_number(question, value) for value in values), ZERO) * weight
    return Part(earned, weight * _best(question) if scoring.how == "points" else weight)


def _values(question: Question, given: Given) -> tuple[str, ...] | None:
    """The values that an answer comes to; None where it is none that the question knows.

    Where yes is the bad answer the scale is turned round; no evidence is the last value, turned round or not.
    """
    scale = question.answer.scale
    if given.state == NO_EVIDENCE:
        return (scale.values[-1].id,) if scale else ()
    values = given.value if isinstance(given.value, tuple) else (given.value,)
    known = tuple(value for value in values if isinstance(value, str) and value in _known(question))
    if given.state != ANSWERED or len(known) != len(values):
        return None
    return tuple(_mirrored(scale, value) for value in known) if scale and question.reversed else known


def _known(question: Question) -> tuple[str, ...]:
    return tuple(question.answer.scale.ranks if question.answer.scale else question.answer.options)


def _mirrored(scale: Scale, value: str) -> str:
    return scale.best_first[len(scale.values) - 1 - scale.ranks[value]].id


def _number(question: Question, value: str) -> Fraction:
    scale = question.answer.scale
    number = scale.value(value).number if scale else question.answer.numbers.get(value)
    return number if number is not None else ZERO


def _best(question: Question) -> Fraction:
    """The most that the question can earn: its best value, or all of several choices together."""
    scale, numbers = question.answer.scale, question.answer.numbers.values()
    if scale is not None:
        return scale.best_first[0].number or ZERO
    return sum(numbers, ZERO) if question.answer.kind == "choices" else max(numbers, default=ZERO)
