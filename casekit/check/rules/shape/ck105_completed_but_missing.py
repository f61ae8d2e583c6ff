"""CK105: an audit that says it is completed lacks something that its form asks for."""

from collections.abc import Iterator

from casekit.check.gaps import gaps
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """One remark for each thing missing; empty comment boxes have a rule of their own."""
    if case.audit.completed is None:
        return
    for gap in gaps(case):
        if not gap.box:
            yield Remark(
                gap.route,
                f"Completed, but {gap.where} lacks {gap.what}.",
                "Add it, or take the day out of 'completed:' until it is there.",
            )
