"""Questions and their answers as a table, in the form's own words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casekit.model.audit import Answer, State
from casekit.publish import format
from casekit.publish.context import Site
from casekit.publish.forms import FormView
from casekit.publish.page import Cell, Column, Table
from casekit.publish.tones import QUIET, answer_tone
from casekit.rubric.model import Question

STATES = {
    State.NOT_APPLICABLE: "Not applicable",
    State.NOT_ASSESSED: "Not assessed",
    State.NO_EVIDENCE: "No evidence",
    State.UNANSWERED: "Not answered",
}
"""What stands where no answer does: five different things, and they stay apart."""


_COLUMNS = (Column("Question", "ask"), Column("Answer", "answer"))


def questions_table(id: str, caption: str, rows: Iterable[tuple[Cell, ...]]) -> Table:
    """The table of the rows that question_row gives."""
    return Table(id, caption, _COLUMNS, tuple(rows), "No question applies.")


def question_row(site: Site, form: FormView, id: str, question: Question | None, answer: Answer) -> tuple[Cell, ...]:
    """What is asked, what was answered, and why (for who may read that). question: None where the form has none such.

    Rows of usual answers (a value of the form, and no reason) are remembered in form.
    """
    if answer.why or question is None or question.answer.kind == "text":
        return _row(site, id, question, answer)
    usual = (question.section, id, answer.value if answer.state is State.ANSWERED else answer.state)
    row = form.usual.get(usual)
    if row is None:
        row = form.usual[usual] = _row(site, id, question, answer)
    return row


def _row(site: Site, id: str, question: Question | None, answer: Answer) -> tuple[Cell, ...]:
    why = f"Reason: {answer.why}" if answer.why and site.reader.wrote else ""
    if question is None:
        why = ". ".join(filter(None, ("Not a question of this form", why)))
    return Cell(question.ask if question else site.written(id), note=why), answer_cell(site, question, answer)


def answer_cell(site: Site, question: Question | None, answer: Answer) -> Cell:
    """An answer by its label. Texts, and values the form does not know, are somebody's own words."""
    if answer.state is not State.ANSWERED:
        return Cell(STATES[answer.state], tone="t4" if answer.state is State.NO_EVIDENCE else QUIET)
    values = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    texts = [_value(site, question, value) for value in values]
    return Cell(", ".join(texts), tone=answer_tone(question, answer.value) if question else "")


def _value(site: Site, question: Question | None, value: str | int | date | None) -> str:
    if isinstance(value, date):
        return format.day(value)
    if isinstance(value, int):
        return str(value)
    if value is None:
        return ""
    if question is None or question.answer.kind == "text":
        return site.written(value)
    scale = question.answer.scale
    known = {v.id: v.label for v in scale.values} if scale else question.answer.options
    return site.reader.listed(value, known)
