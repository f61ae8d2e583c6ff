"""CK605: a moderation is disputed by somebody whose it is not."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.model.may import Roles
from casekit.problem import Remark
from casekit.words import listing, spoken


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By the places that policy names; nothing where the repository has no people.yaml."""
    for dispute in case.audit.disputes:
        if dispute.on is None or dispute.by not in ctx.people:
            continue
        able = Roles(case.audit, ctx.holders, ctx.policy.moderation, dispute.on).disputing()
        if dispute.by not in able:
            places = listing((spoken(place) for place in ctx.policy.moderation.disputes), "or")
            yield Remark(
                (*dispute.route, "by"),
                f"Dispute {dispute.id} is by {ctx.people.show(dispute.by)}; to disagree is for the {places}.",
                "Have one of them take it up in their own name, or put the id right.",
                source=("D9",),
            )
