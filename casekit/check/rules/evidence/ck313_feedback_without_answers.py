"""CK313: the family was heard, and nothing of what they said is written down."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.said import said
from casekit.model.audit import State
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Once completed, where the form has questions for them."""
    form = case.rubric.feedback
    if case.audit.completed is None or not form.questions:
        return
    for one in case.audit.feedback.values():
        given = any(answer.state is not State.UNANSWERED for answer in one.answers.values())
        if one.outcome == "gained" and not given and not said(case.audit, (*one.route, "answers")):
            label = form.respondents.get(one.respondent, one.respondent)
            yield Remark(
                one.route,
                f"{label}: feedback was gained, and nothing of it is written down.",
                "Write what they said under answers, in their words where they gave any; if they were met and said "
                "nothing, write attempted and why.",
                source=form.source,
            )
