"""CK617: somebody replied on the facts whose it is not."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.model.may import Roles
from casekit.problem import Remark
from casekit.words import listing, spoken


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By the places that policy names; nothing where the repository has no people.yaml."""
    wanted = ctx.policy.moderation.replies
    for reply in case.audit.replies:
        if reply.on is None or reply.by not in ctx.people:
            continue
        if reply.by not in Roles(case.audit, ctx.people, ctx.policy.moderation, reply.on).replying():
            whose = f"the {listing(map(spoken, wanted), 'or')}" if wanted else "nobody, by casekit.toml"
            yield Remark(
                (*reply.route, "by"),
                f"Reply {reply.id} is by {ctx.people.show(reply.by)}; to reply on the facts is for {whose}.",
                "Have it replied in their own name, or put the id right.",
                source=("D5",),
            )
