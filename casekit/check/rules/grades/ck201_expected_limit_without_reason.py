"""CK201: a grade departs from what the form usually allows, and no reason stands beside it."""

from collections.abc import Iterator

from casekit.check.limits import breach
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Only limits that the form calls usual: a written reason settles them."""
    for broken in case.evaluation.broken:
        if not broken.limit.hard and not broken.settled:
            yield breach(case, broken)
