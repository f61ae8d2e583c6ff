"""CK403: a date on record, the period's end or the family's feedback lies after the day of completion."""

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
    if case.audit.end is not None and case.audit.end > completed:
        yield Remark(
            ("period", "to"),
            f"The period that was looked at ends on {written(case.audit.end)}, and the audit was completed on "
            f"{written(completed)}: nobody can have looked at the days after that.",
            "Put the day right, whichever is wrong; all timescales are counted back from the end of the period.",
            source=("E9", "F3"),
        )
    for feedback in case.audit.feedback.values():
        if feedback.on is not None and feedback.on > completed:
            label = case.rubric.feedback.respondents.get(feedback.respondent, feedback.respondent)
            yield Remark(
                feedback.route,
                f"{label}: the day of the feedback is {written(feedback.on)}, and the audit was completed on "
                f"{written(completed)} without it.",
                "Put the day right, whichever is wrong: the family is asked before the audit is finished.",
                source=("E2", "C9", "F3"),
            )
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
