"""CK403: a date on record lies after the day on which the audit was completed."""

from collections.abc import Iterator

from casekit.check.lawful import subjects
from casekit.check.rule import Context
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By the days in the file; what is only planned is named by policy."""
    completed = case.audit.completed
    if completed is None:
        return
    for subject in subjects(case.audit):
        route = case.audit.instances[subject.one].route if subject.one else ()
        own = case.audit.instances[subject.one].dates if subject.one else case.audit.dates
        for id, days in own.items():
            late = [day for day in days if day > completed]
            if late and id not in ctx.policy.following.next_review:
                yield Remark(
                    (*route, "dates", id),
                    f"'{case.rubric.dates.get(id, id)}' has {written(max(late))}, and the audit was completed on "
                    f"{written(completed)}: nobody can have seen that on the file.",
                    "Put the day right, whichever is wrong.",
                    source=("E9", "F3"),
                )
