"""CK505: an action's days cannot have followed each other like that."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By the days in the file, never by today; the same day is in order."""
    for action in case.audit.actions:
        first = action.moves[0].start if action.moves else action.due
        if action.agreed and first and first < action.agreed:
            yield Remark(
                (*action.route, "due"),
                f"Action {action.id} was agreed on {written(action.agreed)}, with a deadline before that, "
                f"{written(first)}.",
                "Put the day right, whichever is wrong.",
                source=("E10", "D6"),
            )
        if action.verified_on and action.done_on and action.verified_on < action.done_on:
            yield Remark(
                (*action.route, "verified", "on"),
                f"Action {action.id} was verified on {written(action.verified_on)}, before it was done on "
                f"{written(action.done_on)}.",
                "Put the day right, whichever is wrong.",
                source=("E13",),
            )
        elif action.verified_on and not action.done_on and not action.cancelled_on:
            yield Remark(
                (*action.route, "verified"),
                f"Action {action.id} is verified, but nobody is on record as having done it.",
                "Write under done: who did it, when, and what shows it.",
                source=("E13",),
            )
