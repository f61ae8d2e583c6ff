"""CK511: an action was put off, handed on or cancelled, and why is not written down."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A few words are enough, and what they say is not judged."""
    for action in case.audit.actions:
        for place, move in enumerate(action.moves):
            if not move.why.strip():
                to = f" to {written(move.to)}" if move.to else ""
                yield Remark(
                    (*action.route, "moved", place),
                    f"The deadline of action {action.id} was moved{to}, and nobody wrote down why.",
                    "Write the reason behind why:.",
                    source=("D7", "E13"),
                )
        for place, hand in enumerate(action.handed):
            if not hand.why.strip():
                yield Remark(
                    (*action.route, "handed", place),
                    f"Action {action.id} was handed on to {ctx.people.show(hand.to)}, and nobody wrote down why.",
                    "Write the reason behind why:.",
                    source=("D7", "E13"),
                )
        if action.cancelled_on is not None and not action.cancelled_why.strip():
            yield Remark(
                (*action.route, "cancelled"),
                f"Action {action.id} was cancelled on {written(action.cancelled_on)}, and nobody wrote down why.",
                "Write behind why: what made it needless for the child.",
                source=("E13",),
            )
