"""CK311: the period is longer or older than the form allows."""

from collections.abc import Iterator

from casekit.check.periods import beyond
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Only where the form says that it must be so."""
    yield from beyond(case, "must", f"looks at the last {case.rubric.looks_back} only")
