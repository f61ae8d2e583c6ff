"""A rubric's own worked cases: what is given, what was expected, and what comes out.

Only what `expect` names is compared. An expected limit that a reason settles does not count as broken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar, cast

from casekit.rubric.evaluate import evaluate
from casekit.rubric.evaluation import Evaluation, Score
from casekit.rubric.exact import rounded
from casekit.rubric.given import decimal, facts_of, named_boxes
from casekit.rubric.model import Json, Rubric, WorkedCase
from casekit.rubric.parse.reader import Reader
from casekit.rubric.reasons import reasons
from casekit.rubric.values import value_id

T = TypeVar("T")

MODERATOR = "moderator"
"""Whose grades `moderated` are."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one worked case; expected and got hold the same keys. because: why they differ, in sentences.

    held: the limits that hold back a worked-out grade which is among what is expected.
    """

    name: str
    passed: bool
    expected: Mapping[str, Json]
    got: Mapping[str, Json]
    because: tuple[str, ...] = ()
    held: tuple[str, ...] = ()

    @property
    def differences(self) -> tuple[tuple[str, str, str], ...]:
        """What came otherwise: the word under expect, what was expected and what came, in words."""
        return tuple(
            (key, in_words(wanted), in_words(self.got[key]))
            for key, wanted in self.expected.items()
            if wanted != self.got[key]
        )


def in_words(value: Json) -> str:
    """What was expected, or came, as people read it."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {in_words(item)}" for key, item in value.items()) or "nothing"
    if value is None:
        return "nobody can tell"
    return {"True": "yes", "False": "no"}.get(str(value), str(value))


def run(rubric: Rubric) -> tuple[Result, ...]:
    """Every worked case of a rubric that loaded, in its order."""
    return tuple(_run(rubric, case) for case in rubric.cases)


def _run(rubric: Rubric, case: WorkedCase) -> Result:
    form, facts = facts_of(Reader(), rubric, case, ("cases", case.name, "given"))
    seen = evaluate(form, facts)
    expected = {key: _expected(form, key, value) for key, value in case.expect.items()}
    got = {key: _GOT[key](seen, value) for key, value in case.expect.items()}
    graded = cast(Mapping[str, Json], expected.get("effective", {}))
    held = tuple(b.limit.id for id in graded if id in seen.computed for b in seen.computed[id].limited_by)
    return Result(case.name, expected == got, expected, got, reasons(form, seen, expected, got), held)


def _expected(form: Rubric, key: str, value: Json) -> Json:
    """What is expected, in the spelling in which it comes."""
    if isinstance(value, list):
        return sorted(value)
    wanted = cast(Mapping[str, Json], value)
    if key == "applies":
        return {id: {"yes": True, "no": False}.get(str(item), item) for id, item in wanted.items()}
    if key == "effective":
        return {id: _grade(form, id, item) for id, item in wanted.items()}
    return wanted


def _grade(form: Rubric, section: str, item: Json) -> Json:
    graded = form.section(section)
    return (value_id(graded.scale, item) if graded and graded.scale else None) or item


def _applies(seen: Evaluation, wanted: Json) -> Json:
    items = {**named_boxes(seen.boxes), **seen.questions, **seen.sections}
    found = {id: items[id].applies for id in cast(Mapping[str, Json], wanted)}
    return {id: "unknown" if applies is None else applies for id, applies in found.items()}


def _scores(seen: Evaluation, wanted: Json) -> Json:
    return {id: _as_written(seen.scores[id], raw) for id, raw in cast(Mapping[str, Json], wanted).items()}


def _as_written(score: Score, wanted: Json) -> Json:
    """The score with as many decimals as are written, halves up; as it was written, where it is that."""
    if score.value is None:
        return "none"
    number = decimal(wanted)
    places = -int(number.as_tuple().exponent) if number is not None else 2
    near = rounded(score.value, "nearest", places)
    if number is not None and Fraction(number) == near:
        return wanted
    return int(near) if near.denominator == 1 else float(near)


def _effective(seen: Evaluation, wanted: Json) -> Json:
    return {id: seen.effective.get(id, ("none", ""))[0] for id in cast(Mapping[str, Json], wanted)}


_GOT: Mapping[str, Callable[[Evaluation, Json], Json]] = {
    "broken": lambda seen, _: sorted({b.limit.id for b in seen.broken if not b.settled}),
    "limited": lambda seen, _: sorted({b.limit.id for found in seen.computed.values() for b in found.limited_by}),
    "fired": lambda seen, _: sorted(f.trigger.id for f in seen.fired),
    "applies": _applies,
    "contradictions": lambda seen, _: sorted({c.question for c in seen.contradictions}),
    "scores": _scores,
    "effective": _effective,
}
