"""CK203: a grade stands outside a limit that no reason lifts."""

from collections.abc import Iterator

from casekit.check.limits import breach
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Limits of the kind "cannot"; the auditor's grade and each moderator's alike."""
    for broken in case.evaluation.broken:
        if broken.limit.hard:
            yield breach(case, broken)
