"""CK703: an immediate concern without a response in the time that the form sets."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.told import day_of
from casekit.days import plus, written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Counted from when the concern was noticed, by the audit's own dates; a completed audit needs the response."""
    within = case.rubric.concern.respond
    if within is None:
        return
    for concern in case.audit.concerns:
        noticed, came = day_of(concern.noticed), day_of(concern.response_at)
        if noticed is None or (came is None and case.audit.completed is None):
            continue
        if came is None or came > plus(noticed, within):
            seen = f"came on {written(came)}" if came else "is not on record"
            yield Remark(
                (*concern.route, "response"),
                f"Concern {concern.id} was noticed on {written(noticed)}; the response {seen}, "
                f"and the form asks for it within {within}.",
                "Record the response with its time; where it was late, say why in it.",
                source=case.rubric.concern.source,
            )
