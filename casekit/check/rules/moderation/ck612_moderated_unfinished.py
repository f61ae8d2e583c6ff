"""CK612: an audit was moderated before it was completed."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.said import said
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By the days in the file; on the day of completion is in order."""
    audit = case.audit
    if audit.completed is None and said(audit, ("completed",)):
        return
    for moderation in audit.moderations:
        if audit.completed is None:
            yield Remark(
                moderation.route,
                f"Moderation {moderation.id} judges an audit that is not completed.",
                "Complete the audit, then have it moderated as it stands.",
                source=("D8", "E12"),
            )
        elif moderation.on is not None and moderation.on < audit.completed:
            yield Remark(
                (*moderation.route, "on"),
                f"Moderation {moderation.id} is of {written(moderation.on)}, but the audit was completed later, on "
                f"{written(audit.completed)}.",
                "Put the day right, or have the finished audit moderated.",
                source=("D8", "E12"),
            )
