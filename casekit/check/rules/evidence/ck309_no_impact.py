"""CK309: what the work has changed for the child is left open."""

from collections.abc import Iterator

from casekit.check.about import places
from casekit.check.rule import Context
from casekit.model.audit import State
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Once for each section that was assessed, and once for the whole where none of them speaks of it."""
    if case.audit.completed is None:
        return
    here = list(places(case, "difference_made", ctx.policy.evidence))
    told = set()
    for place in here:
        assessed = case.audit.entry(place.section).state not in (State.NOT_ASSESSED, State.NOT_APPLICABLE)
        if assessed and not place.addressed and not place.missing and place.section not in told:
            told.add(place.section)
            yield _remark(
                place.route, f"{place.what} {place.why}, so what the work has changed for the child stays open."
            )
    if here and not told and not any(place.addressed or place.missing for place in here):
        yield _remark(here[0].route, "Nowhere does this audit say what the work has changed for the child.")


def _remark(route: tuple[str | int, ...], message: str) -> Remark:
    return Remark(
        route,
        message,
        "Say whether the child's life is different for it, and how that can be seen. That nothing has changed yet is "
        "an answer.",
        source=("D13", "D15"),
    )
