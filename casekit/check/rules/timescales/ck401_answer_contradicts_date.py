"""CK401: an answer says one thing and the date on record another."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Measured from the audit's own date, never from today."""
    questions = case.rubric.questions()
    for found in case.evaluation.contradictions:
        question = questions[found.question]
        label = question.answer.label(found.answer)
        yield Remark(
            case.audit.answer(found.question).route,
            f"'{found.question}' is answered {label.lower()}, but {found.says}.",
            "Put the answer or the date right, whichever is wrong.",
            source=question.source,
        )
