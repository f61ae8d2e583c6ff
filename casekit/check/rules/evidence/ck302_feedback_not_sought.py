"""CK302: the family was neither asked for feedback nor is there a reason why not."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Once completed, where the form asks for an attempt."""
    form = case.rubric.feedback
    if case.audit.completed is not None and form.required and not case.audit.feedback:
        yield Remark(
            ("feedback",),
            "Feedback from the child or family was neither sought nor excused.",
            "Write under feedback: whose it is and on (gained), attempted, declined or not_appropriate, with why.",
            source=form.source,
        )
