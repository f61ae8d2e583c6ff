"""CK706: somebody who must know of an immediate concern heard of it only days later."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.told import day_of, fills
from casekit.days import apart, plus, written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import spoken


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """For each role the first who was told counts, by the form's time for the response, else by policy.

    Told after the audit was completed is told late anyway.
    """
    audit, model = case.audit, case.rubric.concern
    within = model.respond or ctx.policy.follow_up.concern_told
    for concern in audit.concerns:
        noticed = day_of(concern.noticed)
        if noticed is None or concern.response_why:
            continue
        seen = set()
        for role in model.tell:
            days = [(on, told) for told in concern.told if (on := day_of(told.at)) and fills(audit, ctx, role, told)]
            if not days:
                continue
            on, first = min(days, key=lambda one: one[0])
            after = audit.completed is not None and on > audit.completed
            if on > plus(noticed, within) and not after and first not in seen:
                seen.add(first)
                yield Remark(
                    (*first.route, "at"),
                    f"Concern {concern.id} was noticed on {written(noticed)}, and the {spoken(role)} heard of it "
                    f"{apart(noticed, on)} later.",
                    "Write under response: why it came late (why). An immediate concern is told at once.",
                    source=model.source,
                )
