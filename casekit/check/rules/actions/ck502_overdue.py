"""CK502: an action's deadline has passed and it is not done."""

from collections.abc import Iterator

from casekit.check.following import answerable, followers
from casekit.check.rule import Context
from casekit.days import apart, written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning and never more: only time makes it worse. Due today is not overdue; what was stopped is left."""
    planned = ctx.allotted(case.audit)
    if planned is not None and planned.stopped is not None:
        return
    for action in case.audit.actions:
        if action.overdue(ctx.today) and action.due is not None:
            yield Remark(
                (*action.route, "due"),
                f"Action {action.id} was due on {written(action.due)}, {apart(action.due, ctx.today)} ago, "
                f"and is not done; it is with {ctx.people.show(action.owner) if action.owner else 'nobody'}.",
                "Record it under done:, or move the deadline with a reason under moved:.",
                source=("D7", "E13"),
                because=tuple(filter(None, (followers(case.audit, ctx), answerable(case.audit, ctx)))),
            )
