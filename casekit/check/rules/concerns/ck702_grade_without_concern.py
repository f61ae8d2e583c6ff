"""CK702: a grade that means immediate danger, and no concern on record."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Where the form says of a grade that it needs a concern."""
    for fired in case.evaluation.fired:
        if fired.trigger.needs == "concern" and not case.audit.concerns:
            yield Remark(
                fired.routes[0] if fired.routes else ("overall", "grade"),
                f"{fired.trigger.title}: no immediate concern is on record.",
                "Record under concerns: when it was noticed, who was told and when, and the response.",
                source=fired.trigger.source,
                because=fired.because,
            )
