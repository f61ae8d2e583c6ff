"""CK509: an action falls due only after the next review, which was to see what came of it."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """By the first planned review from the audit on; an action agreed after it, done by then or cancelled is none."""
    ids = ctx.policy.following.next_review
    after = case.audit.end or case.audit.completed
    days = [day for id in ids for day in case.audit.dates.get(id, ()) if after is None or day >= after]
    if not days:
        return
    review = min(days)
    for action in case.audit.actions:
        late = action.due is not None and action.due > review and (action.agreed is None or action.agreed <= review)
        if late and action.due and action.cancelled_on is None and (action.done_on is None or action.done_on > review):
            yield Remark(
                (*action.route, "due"),
                f"Action {action.id} is due on {written(action.due)}, after the next review on {written(review)}, "
                "which cannot see then what came of it.",
                "Agree a day before the review, or say in the action why it has to be later and have this waived.",
                source=("E10", "D6"),
            )
