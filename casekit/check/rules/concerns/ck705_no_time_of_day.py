"""CK705: an immediate concern where the form counts on the same day, and no time of day is given."""

from collections.abc import Iterator
from datetime import datetime

from casekit.check.rule import Context
from casekit.model.audit import Concern
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import listing


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Once completed, and one remark for each concern; what is missing altogether is told elsewhere."""
    respond = case.rubric.concern.respond
    if case.audit.completed is None or respond is None or respond.number != 0:
        return
    for concern in case.audit.concerns:
        lacking = list(_lacking(concern))
        if lacking:
            yield Remark(
                concern.route,
                f"Concern {concern.id} gives no time of day for {listing(lacking)}; the form counts on the same day.",
                "Add the time behind the day, such as 2026-10-15T10:40.",
                source=case.rubric.concern.source,
            )


def _lacking(concern: Concern) -> Iterator[str]:
    if concern.noticed is not None and not isinstance(concern.noticed, datetime):
        yield "when it was noticed"
    if any(told.at is not None and not isinstance(told.at, datetime) for told in concern.told):
        yield "when somebody was told"
    if concern.response_at is not None and not isinstance(concern.response_at, datetime):
        yield "when the response came"
