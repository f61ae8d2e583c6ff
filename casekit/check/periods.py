"""How far an audit looks back, held against how far its form says it should."""

from collections.abc import Iterator

from casekit.days import Length, less, written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def beyond(case: AuditCase, how: str, asks: str) -> Iterator[Remark]:
    """A period that begins too early, or lies wholly before what counts, where the form is as strict as how.

    An audit has one period, so it may begin as early as any section of it looks back that applies.
    """
    audit, back = case.audit, case.rubric.looks_back
    if back is None or case.rubric.looks_back_how != how or audit.end is None:
        return
    hint = "Put the period right, or look again at what the grades rest on; what is older belongs in the chronology."
    end = audit.end
    longest, section = min(_looks(case), key=lambda look: less(end, look[0]))
    if audit.start is not None and audit.start < less(end, longest):
        also = f", and at {longest} in '{section}'" if section else ""
        yield Remark(
            ("period", "from"),
            f"The period begins on {written(audit.start)}, more than {longest} before it ends; the form {asks}{also}.",
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


def _looks(case: AuditCase) -> Iterator[tuple[Length, str]]:
    """How far the form looks back, and each section of its own that may apply, with its title; the form first."""
    if case.rubric.looks_back is not None:
        yield case.rubric.looks_back, ""
    for section in case.rubric.all_sections():
        item = case.evaluation.sections.get(section.id)
        if section.looks_back is not None and item is not None and item.applies is not False:
            yield section.looks_back, section.title
