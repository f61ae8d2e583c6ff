"""Where practice is weak: grades in the lower half of their scale, and questions with less than the best answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from casekit.model.audit import Answer, State
from casekit.model.corpus import AuditCase
from casekit.register.graded import Graded, graded_lines, left_out
from casekit.register.grades import counts, effective
from casekit.register.judges import Pair, compared
from casekit.rubric.instances import typed
from casekit.rubric.model import Question, Rubric, Scale, Section


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; of 0 says nothing."""

    number: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.number + other.number, self.of + other.of)

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None of nothing."""
        return self.number / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Given:
    """A grade in effect that one audit has in one line, and whether it lies in the lower half of its scale.

    first: the auditor's own, before any moderation; None where the auditor gave none that the scale knows. pair: the
    auditor's and the moderator's grade, where these are compared.
    """

    case: AuditCase
    grade: str
    lower: bool
    first: str | None = None
    pair: Pair | None = None


@dataclass(frozen=True, slots=True)
class SectionLine:
    """The grades in effect of one section, audit by audit in the order of the files."""

    graded: Graded
    given: tuple[Given, ...]

    def shares(self, by: Callable[[AuditCase], str]) -> dict[str, Share]:
        """How many grades lie in the lower half, by month or team."""
        found: dict[str, Share] = defaultdict(Share)
        for one in self.given:
            found[by(one.case)] += Share(int(one.lower), 1)
        return dict(found)


@dataclass(frozen=True, slots=True)
class Said:
    """What an audit answers a question with, where that is not its best answer: a value of its scale, or a state."""

    case: AuditCase
    answer: str | State


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """The answers to one question. less: of the answers on its scale, those that are not the best, by month.

    no_evidence, unanswered: how many of those that apply say so. behind: each answer but the best ones.
    """

    question: Question
    section: str
    months: Mapping[str, Share]
    no_evidence: int
    unanswered: int
    behind: tuple[Said, ...]

    @property
    def less(self) -> Share:
        """Over all months."""
        return sum(self.months.values(), Share())


@dataclass(frozen=True, slots=True)
class FormLines:
    """One form and version: its counted audits, sections in its order, and questions, the weakest first."""

    rubric: Rubric
    cases: tuple[AuditCase, ...]
    sections: tuple[SectionLine, ...]
    questions: tuple[QuestionLine, ...]


def lower(scale: Scale, grade: str) -> bool:
    """Whether a grade lies in the lower half of its scale; the middle of an odd number belongs to the upper."""
    return scale.ranks[grade] >= (len(scale.values) + 1) // 2


def weak(cases: Iterable[AuditCase]) -> tuple[FormLines, ...]:
    """The lines of each form, in order of its reference; only audits whose grades are counted."""
    groups: dict[str, list[AuditCase]] = defaultdict(list)
    for case in cases:
        if counts(case):
            groups[case.rubric.ref].append(case)
    return tuple(_form(groups[ref]) for ref in sorted(groups))


def _form(cases: list[AuditCase]) -> FormLines:
    rubric = cases[0].rubric
    whole = rubric.overall.id
    sections = tuple(SectionLine(one, tuple(_given(one, cases, one.id == whole))) for one in graded_lines(rubric))
    asked = sorted(questions(rubric, cases), key=lambda line: -(line.less.value or 0))
    return FormLines(rubric, tuple(cases), sections, tuple(asked))


def _given(graded: Graded, cases: list[AuditCase], whole: bool) -> Iterator[Given]:
    for case in cases:
        for place in graded.counted(case):
            grade = effective(case, place)
            if grade is not None and grade in graded.scale.ranks:
                own = case.first_grade(place)
                known = own if own in graded.scale.ranks else None
                yield Given(case, grade, lower(graded.scale, grade), known, compared(case, place, whole))


@dataclass(slots=True)
class _Tally:
    months: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    no_evidence: int = 0
    unanswered: int = 0
    behind: list[Said] = field(default_factory=list)


def questions(rubric: Rubric, cases: Iterable[AuditCase]) -> tuple[QuestionLine, ...]:
    """Questions that are answered on a scale, in the form's order; where several answer one, they count together."""
    asked = dict(_asked(rubric))
    tallies = {id: _Tally() for id in asked}
    for case in cases:
        for section in case.rubric.all_sections():
            if not left_out(case, section):
                for id, question in section.questions.items():
                    if typed(id) in tallies:
                        _add(tallies[typed(id)], case, question, case.audit.entry(section.id).answers.get(id))
    return tuple(
        QuestionLine(question, title, dict(t.months), t.no_evidence, t.unanswered, tuple(t.behind))
        for id, (question, title) in asked.items()
        for t in (tallies[id],)
    )


def _asked(rubric: Rubric) -> Iterator[tuple[str, tuple[Question, str]]]:
    """Each question on a scale once, with its section's title, in the form's order."""
    for section in rubric.all_sections():
        parts: Iterable[Section] = (section,) if not section.instance else ()
        if section.for_each is not None and section.template is not None:
            parts = section.template.walk()
        for part in parts:
            for id, question in part.questions.items():
                if question.answer.scale is not None:
                    yield id, (question, part.title)


def _add(tally: _Tally, case: AuditCase, question: Question, answer: Answer | None) -> None:
    item = case.evaluation.questions.get(question.id)
    scale = question.answer.scale
    if scale is None or (answer is None and item is not None and item.applies is False):
        return
    if answer is None or answer.state is State.UNANSWERED:
        tally.unanswered += 1
        tally.behind.append(Said(case, State.UNANSWERED))
    elif answer.state is State.NO_EVIDENCE:
        tally.no_evidence += 1
        tally.behind.append(Said(case, State.NO_EVIDENCE))
    elif answer.state is State.ANSWERED and isinstance(answer.value, str) and answer.value in scale.ranks:
        rank = scale.ranks[answer.value]
        less = rank != (len(scale.values) - 1 if question.reversed else 0)
        tally.months[case.audit.month] += Share(int(less), 1)
        if less:
            tally.behind.append(Said(case, answer.value))
