"""CK824: the worst grade of the form, and no senior manager is on record as having heard of it."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.told import untold
from casekit.days import plus
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import listing, spoken

OVERALL = "overall"


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """One of the roles that policy names will do. Told once the audit has been talked through, or the time is over.

    Where the form itself says who is told of such a grade, the rules on that speak.
    """
    audit, policy = case.audit, ctx.policy.follow_up
    scale = case.rubric.overall.scale
    grade, _ = case.evaluation.effective.get(OVERALL, (None, ""))
    if audit.completed is None or scale is None or not policy.escalated_to or grade != scale.best_first[-1].id:
        return
    if not audit.discussions and plus(audit.completed, policy.shared) >= ctx.today:
        return
    fired = [one.trigger for one in case.evaluation.fired]
    if any(trigger.needs == "concern" or set(trigger.tell) & set(policy.escalated_to) for trigger in fired):
        return
    told = [*audit.shared, *(one for entry in audit.entries() for one in entry.told)]
    told += [one for concern in audit.concerns for one in concern.told]
    roles = policy.escalated_to
    heard = any(not untold(audit, ctx, [role], told) for role in roles)
    if not heard:
        yield Remark(
            (OVERALL, "grade"),
            f"The grade is {scale.label(grade)}, the lowest there is, and no "
            f"{listing(map(spoken, roles), 'or')} is on record as having heard of it.",
            "Escalate the case, and write who was told and when under told: or shared:.",
            source=("C11", "E6"),
        )
