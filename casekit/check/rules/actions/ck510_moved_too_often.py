"""CK510: a deadline was moved more often than the council allows."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import count


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By what stands under moved; what only the history knows is another rule's."""
    allowed = ctx.policy.following.moves
    for action in case.audit.actions:
        if len(action.moves) > allowed and action.cancelled_on is None:
            yield Remark(
                (*action.route, "moved"),
                f"The deadline of action {action.id} was moved {count(len(action.moves), 'time')}; after "
                f"{count(allowed, 'time')} somebody else has to look why nothing comes of it.",
                "Agree it anew with whoever answers for it, or cancel it with the reason.",
                source=("D7", "E13"),
            )
