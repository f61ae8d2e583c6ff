"""CK802: the auditor has a part in the case, or answers for its team."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import spoken


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Judged on the audit's own day, by what the case and people.yaml say; the auditor's own word comes first."""
    audit = case.audit
    why = next((f"is its {spoken(role)}" for role, who in audit.case.people.items() if who == audit.auditor), "")
    person = ctx.people.by_id.get(audit.auditor)
    held = person.roles if person is not None and audit.case.team else ()
    for role in held:
        if not why and role.team == audit.case.team and role.role in ctx.policy.moderation.manages:
            why = f"answers for its team as {spoken(role.role)}" if role.held(audit.end) else ""
    if audit.auditor and why:
        yield Remark(
            ("auditor",),
            f"{ctx.people.show(audit.auditor)} audits this case and {why}.",
            "Have somebody audit it who has no part in the case and does not answer for its team.",
            source=("D2", "F10"),
        )
    elif audit.independent is False:
        yield Remark(
            ("independent",),
            "The auditor says that they have had a part in this case.",
            "Have somebody else audit it; this audit can be kept beside it.",
            source=("F10",),
        )
