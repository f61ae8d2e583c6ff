"""CK506: an action is said to be done, and nothing says what shows it."""

from collections.abc import Iterator

from casekit.check.prose import only_nothing
from casekit.check.rule import Context
from casekit.check.said import said
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: an error would breed filler."""
    for action in case.audit.actions:
        shown = said(case.audit, (*action.route, "done", "evidence"))
        if action.done_on and (not shown or only_nothing(action.evidence, ctx.policy.evidence)):
            yield Remark(
                (*action.route, "done"),
                f"Action {action.id} is done, but what shows it is not written down.",
                "Write under done: where it can be seen (evidence), such as a note's day.",
                source=("E13", "C12"),
            )
