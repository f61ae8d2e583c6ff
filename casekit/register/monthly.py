"""One month of the programme in figures: what the monthly report is written from (D10, D11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casekit.days import month_end
from casekit.model.audit import Concern, Dispute
from casekit.model.corpus import AuditCase, Corpus
from casekit.register.actions import ActionFigures, ActionRow, action_figures, action_rows
from casekit.register.agreement import Agreement, agreement
from casekit.register.compliance import Compliance, allocations, compliance
from casekit.register.grades import RubricGrades, counts, grades_by_rubric
from casekit.register.weak import Share, questions
from casekit.rubric.model import Rubric


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is answered on a scale, and how many of its answers are less than the best one."""

    id: str
    text: str
    less: Share


@dataclass(frozen=True, slots=True)
class FormMonth:
    """The month's audits under one form and version.

    moderation: the overall grade before and by moderation, of audits that were moderated; None where the form grades
    no whole. themes: theme id -> how many counted audits name it, the most frequent first. before: the grades of the
    month before, None where there were none under this form. questions: in the form's order.
    """

    rubric: Rubric
    cases: tuple[AuditCase, ...]
    grades: RubricGrades
    before: RubricGrades | None
    moderation: Agreement | None
    themes: Mapping[str, int]
    questions: tuple[Asked, ...] = ()

    @property
    def counted(self) -> tuple[AuditCase, ...]:
        """The audits whose grades count."""
        return tuple(case for case in self.cases if counts(case))


@dataclass(frozen=True, slots=True)
class FeedbackFigures:
    """What came of asking families (F8): how many respondents of how many audits, by outcome."""

    audits: int
    asked: int
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """A month as it stood on a day.

    audits: of that month, second judgements included. completed, on_time: of the audits that are no second judgement;
    on time is by the month's last day (D3), as the file says (F3). due: how many there are of these. actions: of all
    audits up to this month. agreed, done, verified: how many of those actions were, in this month; fell_due, kept: how
    many had their deadline in it and of these how many were done by it. concerns, disputes: noticed or raised in the
    month's audits. programme: what became of the month's allocations; None where the month has no programme.
    """

    month: str
    today: date
    audits: tuple[AuditCase, ...]
    broken: int
    due: int
    completed: int
    on_time: int
    forms: tuple[FormMonth, ...]
    rows: tuple[ActionRow, ...]
    actions: ActionFigures
    agreed: int
    done: int
    verified: int
    fell_due: int
    kept: int
    feedback: FeedbackFigures
    concerns: tuple[tuple[AuditCase, Concern], ...]
    disputes: tuple[tuple[AuditCase, Dispute], ...]
    programme: Compliance | None = None


def month_figures(corpus: Corpus, month: str, today: date) -> MonthFigures:
    """The figures of a month (YYYY-MM)."""
    cases = tuple(case for case in corpus.audits if case.audit.month == month)
    earlier = tuple(case for case in corpus.audits if case.audit.month == month_before(month))
    rows = action_rows([case for case in corpus.audits if case.audit.month <= month], today)
    first = [case for case in cases if not case.audit.second_of]
    last = month_end(month)
    done = [case.audit.completed for case in first if case.audit.completed is not None]
    due = [row.action for row in rows if row.action.due is not None and in_month(row.action.due, month)]
    due = [action for action in due if action.cancelled_on is None]
    return MonthFigures(
        month=month,
        today=today,
        audits=cases,
        broken=sum(broken.path.startswith(f"audits/{month}/") for broken in corpus.broken),
        due=len(first),
        completed=len(done),
        on_time=sum(day <= last for day in done),
        forms=_forms(cases, earlier),
        rows=rows,
        actions=action_figures(rows),
        agreed=sum(in_month(row.action.agreed, month) for row in rows),
        done=sum(in_month(row.action.done_on, month) for row in rows),
        verified=sum(in_month(row.action.verified_on, month) for row in rows),
        fell_due=len(due),
        kept=sum(a.done_on is not None and a.due is not None and a.done_on <= a.due for a in due),
        feedback=_feedback(first),
        concerns=tuple((case, concern) for case in cases for concern in case.audit.concerns),
        disputes=tuple((case, dispute) for case in cases for dispute in case.audit.disputes),
        programme=_programme(corpus, month, today),
    )


def _programme(corpus: Corpus, month: str, today: date) -> Compliance | None:
    if month not in corpus.programmes:
        return None
    rows = [row for row in allocations(corpus, today) if row.month == month]
    return compliance(rows, len(corpus.programmes[month].exempt))


def in_month(day: date | None, month: str) -> bool:
    """Whether a day lies in the month YYYY-MM."""
    return day is not None and f"{day:%Y-%m}" == month


def month_before(month: str) -> str:
    """The month before one written YYYY-MM."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year:04}-{number - 1:02}" if number > 1 else f"{year - 1:04}-12"


def _forms(cases: tuple[AuditCase, ...], earlier: tuple[AuditCase, ...]) -> tuple[FormMonth, ...]:
    before = {grades.rubric.ref: grades for grades in grades_by_rubric(earlier)}
    return tuple(_form(grades, cases, before.get(grades.rubric.ref)) for grades in grades_by_rubric(cases))


def _form(grades: RubricGrades, cases: tuple[AuditCase, ...], before: RubricGrades | None) -> FormMonth:
    rubric = grades.rubric
    own = tuple(case for case in cases if case.rubric.ref == rubric.ref)
    named = Counter(
        theme for case in own if counts(case) for theme in set(case.audit.overall.themes) if theme in rubric.themes
    )
    order = {theme: place for place, theme in enumerate(rubric.themes)}
    return FormMonth(
        rubric=rubric,
        cases=own,
        grades=grades,
        before=before,
        moderation=moderated(own),
        themes={theme: named[theme] for theme in sorted(named, key=lambda t: (-named[t], order[t]))},
        questions=tuple(_asked(rubric, [case for case in own if counts(case)])),
    )


def _asked(rubric: Rubric, cases: list[AuditCase]) -> Iterator[Asked]:
    """The form's questions on a scale; those that are called alike with their section behind them."""
    lines = questions(rubric, cases)
    called = Counter(line.question.called for line in lines)
    for line in lines:
        name = line.question.called
        yield Asked(line.question.id, name if called[name] == 1 else f"{name} ({line.section})", line.less)


def moderated(cases: tuple[AuditCase, ...]) -> Agreement | None:
    """How far the latest moderation and the auditor agree on the whole, over audits of one form that were moderated."""
    whole = cases[0].rubric.overall if cases else None
    if whole is None or whole.scale is None:
        return None
    pairs = []
    for case in cases:
        if case.audit.moderations and not case.audit.second_of:
            last = case.audit.moderations[-1]
            first = case.first_grade(whole.id)
            pairs.append((first, last.grades.get(whole.id, first)))
    return agreement(pairs, whole.scale)


def _feedback(cases: list[AuditCase]) -> FeedbackFigures:
    asked = [feedback for case in cases for feedback in case.audit.feedback.values()]
    outcomes = Counter(feedback.outcome for feedback in asked)
    return FeedbackFigures(len(cases), len(asked), dict(sorted(outcomes.items())))
