"""CK601: somebody moderated an audit of their own."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A moderation is a second person's judgement."""
    for moderation in case.audit.moderations:
        answered = {one.by for one in case.audit.instances.values()}
        if moderation.by and moderation.by in {case.audit.auditor, *answered}:
            did = "did the audit" if moderation.by == case.audit.auditor else "answered a part of the audit"
            yield Remark(
                (*moderation.route, "by"),
                f"Moderation {moderation.id} is by {ctx.people.show(moderation.by)}, who {did}.",
                "Take this entry out (the history keeps it) and have somebody else moderate the audit.",
                source=("D8", "E12"),
            )
