"""CK610: moderator and auditor have not met about the moderation."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.said import said
from casekit.days import apart, plus, written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark

MET = "met"
"""The line of a moderation that a form may ask for by giving it a label."""


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: only time makes it worse. Where the form asks for the meeting, and of the last moderation only."""
    if MET not in case.rubric.moderation.fields or not case.audit.moderations:
        return
    last = case.audit.moderations[-1]
    if last.on is None or said(case.audit, (*last.route, MET)):
        return
    if plus(last.on, ctx.policy.follow_up.met) < ctx.today:
        yield Remark(
            last.route,
            f"Moderation {last.id} of {written(last.on)} is {apart(last.on, ctx.today)} old, and its meeting with the "
            f"auditor is not on record.",
            "Meet, and write the day and the time under met:.",
            source=("E12",),
        )
