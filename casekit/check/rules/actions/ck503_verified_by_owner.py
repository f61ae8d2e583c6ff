"""CK503: whoever owns or did an action also verified it."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Three roles around an action: who owns it, who tracks it, who verifies it."""
    for action in case.audit.actions:
        by = action.verified_by
        if by and by in (action.owner, action.done_by):
            part = "owns it" if by == action.owner else "did it"
            yield Remark(
                (*action.route, "verified", "by"),
                f"Action {action.id} is verified by {ctx.people.show(by)}, who {part}.",
                "Have somebody else look whether it was done and what it brought the child.",
                source=("F5", "E13"),
            )
