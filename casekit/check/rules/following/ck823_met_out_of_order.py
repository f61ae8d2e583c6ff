"""CK823: the practitioner came in only when the audit was finished, or it was talked through before that."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: it may be a slip, and cannot be undone where it is none. The day of completion is in order."""
    audit = case.audit
    if audit.completed is None:
        return
    met = audit.met or audit.attempted
    if met is not None and met > audit.completed:
        what = "met the practitioner" if audit.met else "tried to meet the practitioner"
        yield Remark(
            ("with_practitioner",),
            f"The auditor {what} on {written(met)}, after the audit was completed on {written(audit.completed)}.",
            "Put the day right. An audit is done alongside the practitioner, and completed after the meeting.",
            source=("D5", "E1"),
        )
    if audit.discussed is not None and audit.discussed < audit.completed:
        yield Remark(
            ("discussed",),
            f"The audit was talked through on {written(audit.discussed)}, before it was completed on "
            f"{written(audit.completed)}.",
            "Put the day right, whichever is wrong; the day of the meeting with the auditor is with_practitioner:.",
            source=("D6",),
        )
