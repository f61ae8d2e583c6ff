"""CK603: the moderator has a part in the case, or answers for its team."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.model.may import Roles
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Judged on the audit's day and on the moderation's; that nobody moderates their own audit is another rule's."""
    audit = case.audit
    own = {audit.auditor, *(one.by for one in audit.instances.values())}
    for moderation in audit.moderations:
        if not moderation.by or moderation.by in own or moderation.on is None:
            continue
        why = Roles(audit, ctx.people, ctx.policy.moderation, moderation.on).involved(moderation.by)
        if why:
            yield Remark(
                (*moderation.route, "by"),
                f"Moderation {moderation.id} is by {ctx.people.show(moderation.by)}: {why}.",
                "Take this entry out (the history keeps it) and have somebody moderate it who has no part in the case.",
                source=("D2", "D8", "F10"),
            )
