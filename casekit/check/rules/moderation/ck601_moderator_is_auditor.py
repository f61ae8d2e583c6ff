"""CK601: somebody moderated an audit of their own."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A moderation is a second person's judgement."""
    for moderation in case.audit.moderations:
        if moderation.by and moderation.by == case.audit.auditor:
            yield Remark(
                (*moderation.route, "by"),
                f"Moderation {moderation.id} is by {ctx.people.show(moderation.by)}, who did the audit.",
                "Take this entry out (the history keeps it) and have somebody else moderate the audit.",
                source=("D8", "E12"),
            )
