"""CK205: the form says that a gap goes into the action plan, and no action answers it."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.said import aims
from casekit.model.corpus import AuditCase
from casekit.problem import Remark, Route
from casekit.rubric.instances import places


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """One remark for each trigger; an action for the question, its section or the whole answers it."""
    if case.audit.completed is None:
        return
    targets = aims(case, (action for action in case.audit.actions if action.cancelled_on is None))
    for fired in case.evaluation.fired:
        if fired.trigger.needs != "action":
            continue
        causes = list(zip(fired.because, fired.routes, strict=False)) or [("", (fired.trigger.section,))]
        open_causes = [said for said, route in causes if not _answered(route, targets)]
        if open_causes:
            yield Remark(
                ("actions",),
                f"{fired.trigger.title}: no action answers this.",
                "Add an action whose for: is the question or its section.",
                source=fired.trigger.source,
                limit=fired.trigger.id,
                because=tuple(said for said in open_causes if said),
            )


def _answered(route: Route, targets: set[str]) -> bool:
    """Whether an action is for one of these; whatever part of the form it is for, it is for the whole as well."""
    return bool(targets if route[:1] == ("overall",) else targets & {"overall", *places(route)})
