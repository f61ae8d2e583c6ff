"""CK821: the case was re-allocated not long ago, and nobody tried to meet with both practitioners."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.said import said
from casekit.days import less, written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Once completed, counted back from the meeting or the audit's day, while the former practitioner is still here."""
    audit, taken = case.audit, case.audit.case.allocated
    on = audit.met or audit.attempted or audit.end
    former = ctx.people.by_id.get(audit.case.people.get("former_practitioner", ""))
    if audit.completed is None or taken is None or on is None or former is None:
        return
    recent = less(on, ctx.policy.follow_up.three_way) <= taken <= on
    employed = any(role.held(on) for role in former.roles)
    if recent and employed and not said(audit, ("three_way",)):
        yield Remark(
            ("case", "allocated"),
            f"The case changed hands on {written(taken)}, and {ctx.people.show(former.id)}, who held it before, still "
            "works here; a meeting of three was neither held nor attempted.",
            "Meet with both, or try to: write the day under three_way:, or attempted: and why: below it.",
            source=("D5", "E1"),
        )
