"""CK606: a dispute was settled by somebody whose it was not to settle."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.model.may import Roles
from casekit.problem import Remark
from casekit.words import listing, spoken


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A grade is for the head of quality, an action for the head of the case's area, else for the deputy."""
    for dispute in case.audit.disputes:
        if dispute.resolved_on is None or dispute.resolved_by not in ctx.people or dispute.outcome == "withdrawn":
            continue
        policy = ctx.policy.moderation
        roles = Roles(case.audit, ctx.holders, policy, dispute.resolved_on)
        able = roles.settling(dispute.about)
        if dispute.resolved_by in able:
            continue
        held = policy.grades if dispute.about == "grade" else policy.actions
        whose = f"the {listing(map(spoken, held), 'or')}{'' if dispute.about == 'grade' else ' of the case’s area'}"
        who = f"{listing(map(ctx.people.show, able), 'or')}" if able else "nobody whom people.yaml names"
        yield Remark(
            (*dispute.route, "resolved", "by"),
            f"Dispute {dispute.id} about {_about(dispute.about)} was settled by "
            f"{ctx.people.show(dispute.resolved_by)}; that is for {whose}: on that day {who}.",
            "Have it settled by them. Whoever audited, moderated or manages the case leaves it to the deputy.",
            source=("D9",),
        )


def _about(what: str) -> str:
    return "a grade" if what == "grade" else "an action"
