"""How far an audit looks back, held against how far its form says it should."""

from collections.abc import Iterator

from casekit.days import less, written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def beyond(case: AuditCase, how: str, asks: str) -> Iterator[Remark]:
    """A period that begins too early, or lies wholly before what counts, where the form is as strict as how."""
    audit, back = case.audit, case.rubric.looks_back
    if back is None or case.rubric.looks_back_how != how or audit.end is None:
        return
    hint = "Put the period right, or look again at what the grades rest on; what is older belongs in the chronology."
    if audit.start is not None and audit.start < less(audit.end, back):
        yield Remark(
            ("period", "from"),
            f"The period begins on {written(audit.start)}, more than {back} before it ends; the form {asks}.",
            hint,
            source=("F4",),
        )
    elif audit.completed is not None and audit.end < less(audit.completed, back):
        yield Remark(
            ("period", "to"),
            f"The period ends on {written(audit.end)}, more than {back} before the audit was completed; the form "
            f"{asks}.",
            hint,
            source=("F4",),
        )
