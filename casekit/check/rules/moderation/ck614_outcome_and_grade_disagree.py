"""CK614: the outcome of a dispute says one thing, and the grades beside it another."""

from collections.abc import Iterator

from casekit.check.judging import changes
from casekit.check.rule import Context
from casekit.check.said import said
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """ "Changed" gives another grade than the moderator's; "upheld" and "withdrawn" leave it as it is."""
    moved = {change.judgement for change in changes(case)}
    for dispute in case.audit.disputes:
        route = (*dispute.route, "resolved")
        typed = any(said(case.audit, (*route, key)) for key in ("overall", "sections"))
        message = ""
        if dispute.outcome == "changed" and dispute.about == "grade" and not typed:
            message = "is settled as changed, but no other grade is given"
        elif dispute.outcome == "changed" and dispute.about == "grade" and dispute.grades and dispute.id not in moved:
            message = "is settled as changed, but the grade is the one that held already"
        elif dispute.outcome in ("upheld", "withdrawn") and dispute.id in moved:
            message = f"is {dispute.outcome}, yet another grade is given"
        if message:
            yield Remark(
                route,
                f"Dispute {dispute.id} {message}.",
                "Write the outcome that was meant, with the grade only where it changes.",
                source=("D9",),
            )
