"""CK604: somebody moderated without the role that moderates."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.model.may import Roles
from casekit.problem import Remark
from casekit.words import listing, spoken


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By people.yaml on the moderation's day; who has a part in the audit or the case is another rule's."""
    for moderation in case.audit.moderations:
        if moderation.on is None or moderation.by not in ctx.people:
            continue
        roles = Roles(case.audit, ctx.holders, ctx.policy.moderation, moderation.on)
        wanted = ctx.policy.moderation.moderators
        if not roles.involved(moderation.by) and moderation.by not in roles.holding(wanted):
            yield Remark(
                (*moderation.route, "by"),
                f"Moderation {moderation.id} is by {ctx.people.show(moderation.by)}, who was not "
                f"{listing(map(spoken, wanted), 'or')} on {written(moderation.on)}.",
                "Have a moderator look at the audit, or put right in people.yaml who held the role on that day.",
                source=("D8", "E12"),
            )
