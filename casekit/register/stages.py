"""How far an audit has come, worked out from what its file holds and never stored in it."""

from __future__ import annotations

from enum import Enum

from casekit.model.audit import Audit, State


class Stage(Enum):
    """The stages in the order in which an audit goes through them; the value is what people read."""

    ALLOCATED = "Not begun"
    BEGUN = "Begun"
    COMPLETED = "Completed"
    DISCUSSED = "Discussed"
    MODERATED = "Moderated"
    DISPUTED = "Disputed"
    SETTLED = "Settled"
    CLOSED = "Closed"


def stage(audit: Audit) -> Stage:
    """The furthest stage whose condition holds.

    Closed: completed, and every action (at least one) is verified or cancelled, and no dispute is open.
    Settled: every dispute is resolved. Disputed: one is not. Moderated: a moderation stands. Discussed: the
    day of the discussion stands. Completed: its day stands. Begun: any answer or grade, or a reason for none.
    """
    unresolved = any(dispute.resolved_on is None for dispute in audit.disputes)
    ended = [a.verified_on is not None or a.cancelled_on is not None for a in audit.actions]
    if audit.completed and ended and all(ended) and not unresolved:
        return Stage.CLOSED
    if audit.disputes:
        return Stage.DISPUTED if unresolved else Stage.SETTLED
    if audit.moderations:
        return Stage.MODERATED
    if audit.discussed:
        return Stage.DISCUSSED
    if audit.completed:
        return Stage.COMPLETED
    return Stage.BEGUN if begun(audit) else Stage.ALLOCATED


def begun(audit: Audit) -> bool:
    """Whether anything has been judged: a grade, an answer, or a reason why there is none."""
    return any(
        entry.state is not State.UNANSWERED or any(a.state is not State.UNANSWERED for a in entry.answers.values())
        for entry in audit.entries()
    )
