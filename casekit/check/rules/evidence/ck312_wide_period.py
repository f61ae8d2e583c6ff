"""CK312: the period is longer or older than what the form looks at in the main."""

from collections.abc import Iterator

from casekit.check.periods import beyond
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A suggestion binds nobody: where the form only suggests how far to look back, nothing is said."""
    yield from beyond(case, "main", f"looks mainly at the last {case.rubric.looks_back}")
