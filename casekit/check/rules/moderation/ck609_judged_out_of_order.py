"""CK609: reply, moderation, meeting, dispute and outcome cannot have followed each other like that."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.told import day_of
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By the days in the file, never by today; the same day is in order."""
    hint = "Put the day right, whichever is wrong."
    yield from _replies(case)
    made = {moderation.id: moderation.on for moderation in case.audit.moderations}
    for moderation in case.audit.moderations:
        met = day_of(moderation.met)
        if met is not None and moderation.on is not None and met < moderation.on:
            yield Remark(
                (*moderation.route, "met"),
                f"Moderation {moderation.id} is of {written(moderation.on)}, and the meeting about it of "
                f"{written(met)}, before that.",
                hint,
                source=("E12",),
            )
    for dispute in case.audit.disputes:
        judged = made.get(dispute.of)
        if dispute.on is not None and judged is not None and dispute.on < judged:
            yield Remark(
                (*dispute.route, "on"),
                f"Dispute {dispute.id} is of {written(dispute.on)}; what it disputes was judged later, on "
                f"{written(judged)}.",
                hint,
                source=("D9",),
            )
        if dispute.on is not None and dispute.resolved_on is not None and dispute.resolved_on < dispute.on:
            yield Remark(
                (*dispute.route, "resolved", "on"),
                f"Dispute {dispute.id} was raised on {written(dispute.on)} and settled before that, on "
                f"{written(dispute.resolved_on)}.",
                hint,
                source=("D9",),
            )


def _replies(case: AuditCase) -> Iterator[Remark]:
    """A reply on the facts comes after the audit is completed and before it is first moderated."""
    completed = case.audit.completed
    first = min((one.on for one in case.audit.moderations if one.on is not None), default=None)
    for reply in case.audit.replies:
        if reply.on is None:
            continue
        if completed is not None and reply.on < completed:
            yield Remark(
                (*reply.route, "on"),
                f"Reply {reply.id} is of {written(reply.on)}; the audit was completed later, on {written(completed)}.",
                "Put the day right, whichever is wrong.",
                source=("D5",),
            )
        if first is not None and first < reply.on:
            yield Remark(
                (*reply.route, "on"),
                f"Reply {reply.id} is of {written(reply.on)}; the audit was moderated before, on {written(first)}.",
                "Put the day right; or take the reply out and disagree with the moderation, as a dispute.",
                source=("D5", "D9"),
            )
