"""CK512: the moves of a deadline do not lead from one day to the next, or not to the deadline."""

from collections.abc import Iterator
from itertools import pairwise

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.audit import Action
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """One remark for each action, at the first thing that does not fit; by the days in the file."""
    for action in case.audit.actions:
        says = next(_wrong(action), "")
        if says:
            yield Remark(
                (*action.route, "moved"),
                f"Action {action.id}: {says}.",
                "Put the day right, whichever is wrong; each move goes from the deadline as it was to the new one.",
                source=("D6", "E13"),
            )


def _wrong(action: Action) -> Iterator[str]:
    for move in action.moves:
        if move.to and move.on and move.to < move.on:
            yield f"on {written(move.on)} the deadline was moved to {written(move.to)}, which was past already"
    for one, other in pairwise(action.moves):
        if one.to and other.start and one.to != other.start:
            yield f"a move goes to {written(one.to)}, and the next begins from {written(other.start)}"
    last = action.moves[-1].to if action.moves else None
    if last and action.due and last != action.due:
        yield f"the last move goes to {written(last)}, and the deadline is {written(action.due)}"
