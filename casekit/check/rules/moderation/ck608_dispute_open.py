"""CK608: a dispute has been open too long."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.said import said
from casekit.days import apart, plus, written
from casekit.model.corpus import AuditCase
from casekit.model.may import Roles
from casekit.problem import Remark
from casekit.words import listing


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: only time makes it worse. Settled on the last day is in time."""
    for dispute in case.audit.disputes:
        if dispute.on is None or said(case.audit, (*dispute.route, "resolved")):
            continue
        if plus(dispute.on, ctx.policy.follow_up.settled) < ctx.today:
            able = Roles(case.audit, ctx.people, ctx.policy.moderation, ctx.today).settling(dispute.about)
            who = listing(map(ctx.people.show, able), "or") if able else "somebody whom people.yaml does not name yet"
            yield Remark(
                dispute.route,
                f"Dispute {dispute.id} of {written(dispute.on)} has been open for {apart(dispute.on, ctx.today)}; "
                f"it is for {who} to settle.",
                "Settle it, or record under resolved: that it was withdrawn.",
                source=("D9",),
            )
