"""CK611: a moderation changed something, and nobody on the team is on record as having heard of it."""

from collections.abc import Iterator
from datetime import date

from casekit.check.judging import changes
from casekit.check.rule import Context
from casekit.check.told import day_of
from casekit.days import apart, plus, written
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import listing, shown


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: only time makes it worse. Of the last moderation, where it gave another grade or left new actions."""
    audit = case.audit
    last = audit.moderations[-1] if audit.moderations else None
    if last is None or last.on is None or plus(last.on, ctx.policy.follow_up.outcome) >= ctx.today:
        return
    new = [shown(action.id) for action in audit.actions if action.agreed is None and action.open]
    if any(change.judgement == last.id for change in changes(case)) and not _heard(audit, last.on):
        what = "gave another grade"
    elif new and all(on < last.on for on in audit.discussions):
        what = f"left {listing(new)}, not yet agreed with the practitioner"
    else:
        return
    yield Remark(
        last.route,
        f"Moderation {last.id} of {written(last.on)} {what}; in {apart(last.on, ctx.today)} nobody on the team is on "
        "record as having heard of it.",
        "Tell the team manager (shared:), who talks it through with the practitioner and records that as supervision: "
        "write the day as another one of discussed:, and on new actions as agreed:.",
        source=("D8", "D18"),
    )


def _heard(audit: Audit, since: date) -> bool:
    """Whether the audit was talked through or shared with the team's manager, or they disputed it, since that day."""
    manager = audit.case.people.get("team_manager", "")
    days = [*audit.discussions, *(day_of(told.at) for told in audit.shared if told.who == manager)]
    days += [dispute.on for dispute in audit.disputes if dispute.by == manager]
    return any(on is not None and on >= since for on in days)
