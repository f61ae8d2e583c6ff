"""Calibration: one case judged by many, and how far apart they are on each section and question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casekit.model.audit import Answer, State
from casekit.model.corpus import AuditCase
from casekit.model.history import Seen
from casekit.register.agreed import lines_of, values_of
from casekit.register.coefficients import Coefficient, gwet, plain, quadratic, weights
from casekit.register.judges import Judgements
from casekit.rubric.model import Scale

NONE = ""
"""What stands for no grade and no answer."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What the judges gave for one section or question.

    values: every value that could be given or was, best first, by its id -> its label; a reason for none goes by its
    state. given: what each judge gave, in the order of the judges, NONE for nothing. scale: None where answers have no
    order; then apart is None too. apart: how many steps lie between the best and the worst that was given.
    """

    id: str
    title: str
    values: Mapping[str, str]
    given: tuple[str, ...]
    scale: Scale | None
    apart: int | None

    @property
    def counts(self) -> dict[str, int]:
        """How many gave each value."""
        found = Counter(self.given)
        return {id: found[id] for id in self.values}

    @property
    def judged(self) -> int:
        """How many gave anything."""
        return len(self.given) - self.given.count(NONE)

    @property
    def most(self) -> int:
        """How many gave what most did."""
        return max(self.counts.values(), default=0)


@dataclass(frozen=True, slots=True)
class Together:
    """How far all judges agree over several things that are graded on one scale. of: how many things."""

    of: int
    found: Coefficient | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """One case judged by many.

    judges: the completed judgements, the first judgement first. grades, questions: where judges are furthest apart
    first. together_grades: AC2, of the sections on the scale that most have; together_answers: AC1 of the questions.
    seen: of all but the first judge, to how many the first judgement was shown.
    """

    first: AuditCase
    judges: tuple[AuditCase, ...]
    grades: tuple[Spread, ...]
    questions: tuple[Spread, ...]
    together_grades: Together
    together_answers: Together
    seen: Mapping[Seen, int]


def calibration(judgements: Judgements, seen: Mapping[str, Seen] | None = None) -> Calibration:
    """The spread of what all judges of one case gave. seen: by the id of a judgement, whether it knew the first."""
    first, judges = judgements.first, (judgements.first, *judgements.others)
    known = seen or {}
    grades = tuple(_furthest(_grades(judges)))
    questions = tuple(_furthest(_questions(judges)))
    told = Counter(known.get(other.audit.id, Seen.UNKNOWN) for other in judgements.others)
    return Calibration(
        first=first,
        judges=judges,
        grades=grades,
        questions=questions,
        together_grades=_together(grades, weighted=True),
        together_answers=_together(questions, weighted=False),
        seen={kind: told[kind] for kind in Seen if told[kind]},
    )


def _grades(judges: Sequence[AuditCase]) -> Iterator[Spread]:
    for line in lines_of(judges[0].rubric):
        for place in sorted({place for judge in judges for place in line.counted(judge)}):
            given = tuple(judge.first_grade(place) or NONE for judge in judges)
            title = line.title if place == line.id else f"{line.title} ({place.rpartition('.')[2]})"
            if any(given):
                yield _spread(place, title, {v.id: v.label for v in line.scale.best_first}, given, line.scale)


def _questions(judges: Sequence[AuditCase]) -> Iterator[Spread]:
    for question in judges[0].rubric.questions().values():
        scale, ordered = values_of(question)
        given = tuple(_said(judge.audit.answer(question.id)) for judge in judges)
        if scale is not None and any(given):
            values = {value.id: value.label for value in scale.best_first}
            values |= {state.value: _spoken(state) for state in _WITHOUT if state.value in given}
            yield _spread(question.id, question.called, values, given, scale if ordered else None)


_WITHOUT = (State.NOT_APPLICABLE, State.NOT_ASSESSED, State.NO_EVIDENCE)


def _said(answer: Answer) -> str:
    """What a judge answered: the value, the state where there is a reason for none, or NONE."""
    if answer.state is State.ANSWERED:
        return answer.value if isinstance(answer.value, str) else NONE
    return answer.state.value if answer.state in _WITHOUT else NONE


def _spoken(state: State) -> str:
    word: str = state.value
    return word.replace("_", " ").capitalize()


def _spread(id: str, title: str, values: Mapping[str, str], given: tuple[str, ...], scale: Scale | None) -> Spread:
    """A value that the form does not know is none: lint reports it."""
    known = tuple(one if one in values else NONE for one in given)
    ranks = [scale.ranks[one] for one in known if one in scale.ranks] if scale is not None else []
    return Spread(id, title, values, known, scale, max(ranks) - min(ranks) if ranks else None)


def _furthest(spreads: Iterable[Spread]) -> list[Spread]:
    """Those first on which the fewest agree; of these, those that lie furthest apart."""
    every = [spread for spread in spreads if spread.judged]
    return sorted(every, key=lambda spread: (spread.most - spread.judged, -(spread.apart or 0)))


def _together(spreads: Sequence[Spread], *, weighted: bool) -> Together:
    """Over those on the scale that most of them have, so that nothing is pooled which has another meaning."""
    scales: dict[tuple[str, ...], list[Spread]] = {}
    for one in spreads:
        if one.scale is not None:
            ids = tuple(value.id for value in one.scale.best_first)
            scales.setdefault(ids if weighted else tuple(sorted(ids)), []).append(one)
    if not scales:
        return Together(0, None)
    wanted = max(scales, key=lambda ids: (len(scales[ids]), ids))
    items = [[wanted.index(value) for value in one.given if value in wanted] for one in scales[wanted]]
    if len(wanted) < 2:
        return Together(len(items), None)
    return Together(len(items), gwet(items, weights(len(wanted), quadratic if weighted else plain)))
