"""CK704: somebody was told of an immediate concern only after the audit was finished, or before it was noticed."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.told import day_of
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By the days in the file; the day on which the audit was completed is still in time."""
    completed = case.audit.completed
    for concern in case.audit.concerns:
        noticed = day_of(concern.noticed)
        for told in concern.told:
            at = day_of(told.at)
            if at is None:
                continue
            who = ctx.people.show(told.who)
            source = case.rubric.concern.source
            if noticed is not None and at < noticed:
                message = f"Concern {concern.id} was noticed on {written(noticed)}, and {who} was told before that."
                yield Remark((*told.route, "at"), message, "Put the day right, whichever is wrong.", source=source)
            elif completed is not None and at > completed and not concern.response_why:
                message = f"{who} was told of concern {concern.id} on {written(at)}, after the audit was completed."
                hint = "Write under response: why it came late (why). An immediate concern does not wait for the audit."
                yield Remark((*told.route, "at"), message, hint, source=source)
