"""CK825: an audit is completed, and somebody who receives it is not on record as having it."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.days import apart, plus, written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import listing, spoken

MANAGER = "team_manager"
"""Who has the audit when it is talked through, which has a rule of its own."""


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: only time makes it worse. Of the places that policy names, those whom the case names."""
    audit, policy = case.audit, ctx.policy.follow_up
    if audit.completed is None or plus(audit.completed, policy.shared) >= ctx.today:
        return
    have = {told.who for told in audit.shared} | {audit.auditor}
    named = [(place, who) for place in policy.shared_with if place != MANAGER and (who := audit.case.people.get(place))]
    missing = [f"the {spoken(place)} ({person})" for place, person in named if person not in have]
    if missing:
        yield Remark(
            ("shared",),
            f"The audit was completed on {written(audit.completed)}, {apart(audit.completed, ctx.today)} ago, and "
            f"{listing(missing)} {'is' if len(missing) == 1 else 'are'} not on record as having it.",
            "Share it, and write with whom and when under shared:.",
            source=("D18", "C12", "E13"),
        )
