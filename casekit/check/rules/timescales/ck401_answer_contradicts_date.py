"""CK401: an answer says one thing and the date on record another."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.audit import State
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Measured from the audit's own date, never from today."""
    questions = case.rubric.questions()
    for found in case.evaluation.contradictions:
        question = questions[found.question]
        label = question.answer.label(found.answer).lower()
        given = case.audit.answer(found.question)
        said = "has no evidence on file" if given.state is State.NO_EVIDENCE else f"is answered {label}"
        within = found.test.test.get("within")
        asks = f"; the form asks for one within {within}" if within and "at_least" not in found.test.test else ""
        yield Remark(
            given.route,
            f"'{found.question}' {said}, but {found.says}{asks}.",
            "Put the answer or the date right, whichever is wrong.",
            source=question.source,
        )
