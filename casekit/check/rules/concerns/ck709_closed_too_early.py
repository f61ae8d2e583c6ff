"""CK709: an immediate concern was closed before it was noticed, told or answered."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.told import day_of
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By the days in the file; the same day is in order. The first of what came after the closing is told."""
    for concern in case.audit.concerns:
        if concern.closed is None:
            continue
        steps = [("it was noticed", day_of(concern.noticed)), ("the response came", day_of(concern.response_at))]
        steps += [(f"{ctx.people.show(told.who)} was told", day_of(told.at)) for told in concern.told]
        late = [(on, what) for what, on in steps if on is not None and on > concern.closed]
        if late:
            on, what = min(late)
            yield Remark(
                (*concern.route, "closed"),
                f"Concern {concern.id} was closed on {written(concern.closed)}, but {what} on {written(on)}.",
                "Put the day right, whichever is wrong.",
                source=("F2",),
            )
