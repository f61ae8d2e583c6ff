"""CK209: a section is said not to apply, and by the form it does."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.audit import State
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Where the form itself says when a section applies, or that it always does; elsewhere it is the auditor's word."""
    for section in case.rubric.all_sections():
        entry = case.audit.entry(section.id)
        item = case.evaluation.sections.get(section.id)
        if entry.state is not State.NOT_APPLICABLE or item is None or item.applies is not True:
            continue
        if section.applies_when is None and section.required != "always":
            continue
        says = "asks it of every case" if section.applies_when is None else "asks it of a case like this"
        yield Remark(
            (*entry.route, "grade"),
            f"'{section.title}' is left out as not applicable, but the form {says}.",
            "Assess it, or where that could not be done write not_assessed and why; where the kind of case, a flag or "
            "an answer is wrong, put that right. Nothing done where something was needed is a finding, no reason to "
            "leave it out.",
            source=section.source,
        )
