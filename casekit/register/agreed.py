"""How far judges agree, form by form: on the whole, on each section, and between two judges on each question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casekit.model.audit import State
from casekit.model.corpus import AuditCase, Broken
from casekit.model.history import Seen
from casekit.register.agreement import Agreement, agreement
from casekit.register.graded import Graded, graded_lines
from casekit.register.judges import NEITHER, Choice, Judgements, Pair, compared, judged, moderated, some
from casekit.rubric.model import Question, Rubric, Scale, Value


@dataclass(frozen=True, slots=True)
class Line:
    """How far judges agree on one thing: a section, the whole, a question, or the audits of one auditor."""

    id: str
    title: str
    found: Agreement


@dataclass(frozen=True, slots=True)
class Seconds:
    """Second judgements of one kind: shown the first, not shown it, or nobody can tell."""

    seen: Seen
    audits: int
    graded: tuple[Line, ...]
    questions: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FormAgreement:
    """Everything about one form.

    audits: completed ones that are no second judgement; moderated: of these. moderation: between auditor and moderator,
    the whole first; a section only where a moderator graded it. auditors: the same for the whole, by auditor's id.
    seconds: between a first and a second judge, those who were not shown it first. calibrations: audits that several
    judged, which are in none of the figures. left_out: second judgements that go with no first.
    """

    rubric: Rubric
    audits: int
    moderated: int
    moderation: tuple[Line, ...]
    auditors: tuple[Line, ...]
    seconds: tuple[Seconds, ...]
    calibrations: tuple[Judgements, ...]
    left_out: int


def agreements(
    cases: Iterable[AuditCase],
    choice: Choice | None = None,
    seen: Mapping[str, Seen] | None = None,
    broken: Sequence[Broken] = (),
) -> tuple[FormAgreement, ...]:
    """The figures of each form, in order of its reference; forms are never pooled (F1).

    seen: by the id of a second judgement, whether the first was shown to it; where nothing is said, nobody knows.
    broken: files that could not be read, which may be judgements of a calibration.
    """
    groups: dict[str, list[AuditCase]] = defaultdict(list)
    for case in cases:
        groups[case.rubric.ref].append(case)
    every = (_of_form(groups[ref], choice or Choice(), seen or {}, broken) for ref in sorted(groups))
    return tuple(one for one in every if one.audits or one.left_out)


def lines_of(rubric: Rubric) -> list[Graded]:
    """What the form grades, the whole first."""
    return sorted(graded_lines(rubric), key=lambda line: line.id != rubric.overall.id)


def _of_form(
    cases: list[AuditCase], choice: Choice, seen: Mapping[str, Seen], broken: Sequence[Broken]
) -> FormAgreement:
    rubric = cases[0].rubric
    taken = [case for case in cases if not case.audit.second_of and choice.takes(case)]
    several = judged(cases, choice, broken)
    moderations = [case for case in taken if case.audit.moderations]
    return FormAgreement(
        rubric=rubric,
        audits=len(taken),
        moderated=len(moderations),
        moderation=tuple(_moderation(rubric, moderations)),
        auditors=tuple(_auditors(rubric, moderations)),
        seconds=tuple(_seconds(rubric, several.seconds, seen)),
        calibrations=several.calibrations,
        left_out=several.left_out,
    )


def _moderation(rubric: Rubric, cases: list[AuditCase]) -> Iterator[Line]:
    for line in lines_of(rubric):
        whole = line.id == rubric.overall.id
        every = (compared(case, place, whole) for case in cases for place in line.counted(case))
        pairs = [pair for pair in every if pair is not None]
        if whole or pairs:
            yield Line(line.id, line.title, agreement(pairs, line.scale))


def _auditors(rubric: Rubric, cases: list[AuditCase]) -> Iterator[Line]:
    place, scale = rubric.overall.id, rubric.overall.scale
    found: dict[str, list[Pair]] = defaultdict(list)
    for case in cases:
        found[case.audit.auditor].append((case.first_grade(place), moderated(case, place)))
    if scale is not None:
        yield from (Line(who, who, agreement(some(found[who]), scale)) for who in sorted(found))


def _seconds(rubric: Rubric, every: Iterable[Judgements], seen: Mapping[str, Seen]) -> Iterator[Seconds]:
    groups: dict[Seen, list[tuple[AuditCase, AuditCase]]] = defaultdict(list)
    for one in every:
        second = one.others[0]
        groups[seen.get(second.audit.id, Seen.UNKNOWN)].append((one.first, second))
    for kind in (Seen.NOT_SHOWN, Seen.SHOWN, Seen.UNKNOWN):
        if groups[kind]:
            yield between(kind, rubric, groups[kind])


@dataclass(frozen=True, slots=True)
class Both:
    """What two judges gave of one thing, by its id: a line of grades, or a question.

    ordered: its values have an order.
    """

    id: str
    question: bool
    pair: Pair
    scale: Scale
    ordered: bool = True


def both(rubric: Rubric, first: AuditCase, second: AuditCase) -> Iterator[Both]:
    """Everything that two judges graded or answered; what neither did is left out."""
    for line in lines_of(rubric):
        for place in sorted({*line.counted(first), *line.counted(second)}):
            pair = (first.first_grade(place), second.first_grade(place))
            if pair != NEITHER:
                yield Both(line.id, False, pair, line.scale)
    for question in rubric.questions().values():
        scale, ordered = values_of(question)
        pair = (answered(first, question), answered(second, question))
        if scale is not None and pair != NEITHER:
            yield Both(question.id, True, pair, scale, ordered)


def between(seen: Seen, rubric: Rubric, pairs: list[tuple[AuditCase, AuditCase]]) -> Seconds:
    """How far first and second judges agree, on what they graded and answered; what neither did is left out."""
    found: dict[tuple[bool, str], list[Both]] = defaultdict(list)
    for first, second in pairs:
        for one in both(rubric, first, second):
            found[one.question, one.id].append(one)

    def line(id: str, title: str, question: bool) -> Iterator[Line]:
        some = found[question, id]
        if some:
            yield Line(id, title, agreement([one.pair for one in some], some[0].scale, ordered=some[0].ordered))

    graded = [one for it in lines_of(rubric) for one in line(it.id, it.title, False)]
    questions = [one for it in rubric.questions().values() for one in line(it.id, it.called, True)]
    return Seconds(seen, len(pairs), tuple(graded), tuple(questions))


def values_of(question: Question) -> tuple[Scale | None, bool]:
    """What a question can be answered with, the good answer first, and whether that has an order.

    None where answers are the judge's own words, days or numbers, or several at once.
    """
    answer = question.answer
    if answer.kind == "choice":
        values = tuple(Value(id, label) for id, label in answer.options.items())
        return Scale(question.id, values, {value.id: rank for rank, value in enumerate(values)}), False
    scale = answer.scale
    if scale is not None and question.reversed:
        last = len(scale.values) - 1
        scale = replace(scale, ranks={id: last - rank for id, rank in scale.ranks.items()})
    return scale, True


def answered(case: AuditCase, question: Question) -> str | None:
    """The answer that one judge gave; None for none, and for a reason why there is none."""
    given = case.audit.answer(question.id)
    return given.value if given.state is State.ANSWERED and isinstance(given.value, str) else None
