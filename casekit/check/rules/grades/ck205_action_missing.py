"""CK205: the form says that a gap goes into the action plan, and no action answers it."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.said import aims
from casekit.model.corpus import AuditCase
from casekit.problem import Remark, Route


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """One remark for each trigger; an action for the question, for its section or for the whole answers it."""
    if case.audit.completed is None:
        return
    targets = aims(case, (action for action in case.audit.actions if action.cancelled_on is None))
    for fired in case.evaluation.fired:
        if fired.trigger.needs != "action":
            continue
        causes = list(zip(fired.because, fired.routes, strict=False)) or [("", (fired.trigger.section,))]
        open_causes = [said for said, route in causes if not targets & _answered_by(route)]
        if open_causes:
            yield Remark(
                ("actions",),
                f"{fired.trigger.title}: no action answers this.",
                "Add an action whose for: is the question or its section.",
                source=fired.trigger.source,
                because=tuple(said for said in open_causes if said),
            )


def _answered_by(route: Route) -> set[str]:
    return {str(step) for step in route} | {"overall"}
