"""CK701: an immediate concern, and somebody whom the form names was not told."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.told import untold
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import listing, spoken


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """At any grade, and whether or not the audit is completed: this does not wait for the audit."""
    for concern in case.audit.concerns:
        missing = untold(case.audit, ctx, case.rubric.concern.tell, concern.told)
        if missing:
            roles = listing(f"the {spoken(role)}" for role in missing)
            yield Remark(
                concern.route,
                f"Concern {concern.id}: nobody is on record as having told {roles}.",
                "Tell them now, and write who and when under told:.",
                source=case.rubric.concern.source,
            )
