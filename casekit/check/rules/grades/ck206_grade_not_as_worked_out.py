"""CK206: a grade is typed that the form works out, and it comes to another."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """The auditor's own grades, held against what the form makes of the auditor's own answers and grades."""
    for section in case.rubric.all_sections():
        found = case.evaluation.computed_first.get(section.id)
        typed = case.audit.entry(section.id)
        if found is None or section.scale is None or typed.grade is None or typed.grade == found.grade:
            continue
        comes = f"works out {section.scale.label(found.grade)}" if found.grade else "works out no grade yet"
        limits = (f"The limit '{broken.limit.title}' holds it there." for broken in found.limited_by)
        yield Remark(
            (*typed.route, "grade"),
            f"{section.title}: {section.scale.label(typed.grade)} is typed, and the form {comes} here.",
            "Take the line 'grade:' out; nobody types a grade that the form works out.",
            source=section.source,
            because=(*found.because, *limits),
        )
