"""The tables of answers: the auditors' to the form's questions, and the families'."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casekit.model.audit import Answer
from casekit.model.corpus import AuditCase
from casekit.register.tables.table import HEAD, Column, Kind, Register, Row, Table, head, joined
from casekit.rubric.model import Question

ANSWER = (
    Column("state", Kind.TEXT, "answered, not_applicable, not_assessed, no_evidence or unanswered."),
    Column("value", Kind.TEXT, "The answer: an id of the form, a day or a number; several parted by semicolons."),
    Column("rank", Kind.NUMBER, "The place of the answer in its scale, the one listed as best being 0."),
    Column("text", Kind.TEXT, "The answer in words, where the question asks for words.", wrote=True),
    Column("why", Kind.TEXT, "The reason given.", wrote=True),
)

COLUMNS = (
    *HEAD,
    Column("section", Kind.TEXT, "The id of the section that holds the question."),
    Column("question", Kind.TEXT, "The question's id."),
    Column("applies", Kind.YES, "Whether it applies to this case; nothing where a missing fact decides."),
    Column("tags", Kind.TEXT, "What the form marks it as, such as statutory; parted by semicolons."),
    Column("reversed", Kind.YES, "Whether yes is the bad answer."),
    *ANSWER,
)

FEEDBACK = (
    *HEAD,
    Column("respondent", Kind.TEXT, "Who was asked, as the form calls it."),
    Column("outcome", Kind.TEXT, "gained, attempted, declined or not_appropriate (F8)."),
    Column("asked_on", Kind.DAY, "The day on which it was gained or tried."),
    Column("question", Kind.TEXT, "The question's id; nothing in the row that says what came of asking at all."),
    *ANSWER,
)


def rows(register: Register) -> Iterator[Row]:
    """A question in each row, answered or not, in the form's order."""
    for case in register.corpus.audits:
        for section in case.rubric.all_sections():
            entry = case.audit.entry(section.id)
            for question in section.questions.values() if section.template is None else ():
                item = case.evaluation.questions.get(question.id)
                yield (
                    *head(register, case),
                    register.place(case, section.id),
                    register.place(case, question.id),
                    item.applies if item is not None else None,
                    joined(question.tags),
                    question.reversed,
                    *_answer(question, entry.answers.get(question.id, Answer())),
                )


def feedback_rows(register: Register) -> Iterator[Row]:
    """What came of asking each respondent, then their answers."""
    for case in register.corpus.audits:
        for respondent, feedback in case.audit.feedback.items():
            known = register.listed(respondent, case.rubric.feedback.respondents)
            first: Row = (*head(register, case), known, feedback.outcome, feedback.on)
            yield (*first, None, None, None, None, None, feedback.why or None)
            yield from ((*first, *row) for row in _given(case, respondent))


def _given(case: AuditCase, respondent: str) -> Iterator[Row]:
    answers = case.audit.feedback[respondent].answers
    for question in case.rubric.feedback.questions.values():
        if question.id in answers:
            yield (question.id, *_answer(question, answers[question.id]))


def _answer(question: Question, answer: Answer) -> Row:
    """State, value, rank, text and why."""
    scale, value = question.answer.scale, answer.value
    why = answer.why or None
    if question.answer.kind == "text":
        return answer.state.value, None, None, str(value) if value is not None else None, why
    known = scale.ranks if scale is not None else question.answer.options
    values = value if isinstance(value, tuple) else (value,)
    fit = [_plain(one) for one in values if not isinstance(one, str) or one in known]
    rank = scale.ranks[value] if scale is not None and isinstance(value, str) and value in scale.ranks else None
    return answer.state.value, joined(tuple(fit)), rank, None, why


def _plain(value: str | int | date | None) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


ANSWERS = Table("answers", "One question of one audit, answered or not.", ("audit", "question"), COLUMNS, rows)
FEEDBACKS = Table(
    "feedback",
    "What came of asking a respondent (question empty), or one answer of theirs.",
    ("audit", "respondent", "question"),
    FEEDBACK,
    feedback_rows,
)
