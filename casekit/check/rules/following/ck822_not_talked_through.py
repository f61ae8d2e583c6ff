"""CK822: an audit is completed, and nobody has talked it through with the practitioner."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.said import said
from casekit.days import apart, plus, written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: only time makes it worse."""
    audit = case.audit
    if audit.completed is None or audit.discussions or said(audit, ("discussed",)):
        return
    if "practitioner" in case.rubric.leaves_out:
        return
    if plus(audit.completed, ctx.policy.follow_up.discussed) < ctx.today:
        manager = audit.case.people.get("team_manager", "")
        who = ctx.people.show(manager) if manager else "the team manager"
        yield Remark(
            ("completed",),
            f"The audit was completed on {written(audit.completed)}; in {apart(audit.completed, ctx.today)} it has not "
            "been talked through with the practitioner.",
            f"This is for {who}, who agrees the actions and records the talk as supervision; write its day under "
            "discussed:.",
            source=("D6",),
        )
