"""CK708: an immediate concern has not been closed."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.said import said
from casekit.check.told import day_of
from casekit.days import apart, plus, written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: only time makes it worse. On the last day it is in time."""
    for concern in case.audit.concerns:
        noticed = day_of(concern.noticed)
        if noticed is None or said(case.audit, (*concern.route, "closed")):
            continue
        if plus(noticed, ctx.policy.follow_up.concern_closed) < ctx.today:
            yield Remark(
                concern.route,
                f"Concern {concern.id} of {written(noticed)} is still open after {apart(noticed, ctx.today)}.",
                "Ask the team manager whether the child is safe. If so, write the day under closed:.",
                source=("F2",),
            )
