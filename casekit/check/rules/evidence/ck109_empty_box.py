"""CK109: a comment box is empty in a completed audit."""

from collections.abc import Iterator

from casekit.check.gaps import gaps
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Every box that the form asks for in this case."""
    if case.audit.completed is None:
        return
    for gap in gaps(case):
        if gap.box:
            yield Remark(
                gap.route,
                f"{gap.where}: {gap.what} is empty.",
                "Write what the file shows, enough to support the grade or to help practice improve.",
                source=("A2",),
            )
