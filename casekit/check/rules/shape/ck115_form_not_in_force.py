"""CK115: an audit names a version of a form that was not in force when its period ended."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By the last day of the period, from which all timescales of the audit run."""
    first, last = case.rubric.in_force
    end = case.audit.end
    if end is None:
        return
    if first is not None and end < first:
        says = f"is in force from {written(first)} on"
    elif last is not None and end > last:
        says = f"was in force until {written(last)}"
    else:
        return
    yield Remark(
        ("rubric",),
        f"The period of this audit ends on {written(end)}, and {case.rubric.ref} {says}.",
        "Name the version that was in force on that day; `casekit rubric list` shows them.",
    )
