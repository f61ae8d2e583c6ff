"""CK607: a dispute about a grade was settled, and nobody says that the case file was read."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A dispute that was withdrawn needs no judgement."""
    for dispute in case.audit.disputes:
        judged = dispute.resolved_on is not None and dispute.outcome in ("upheld", "changed")
        if judged and dispute.about == "grade" and dispute.file_reviewed is not True:
            yield Remark(
                (*dispute.route, "resolved"),
                f"Dispute {dispute.id} about a grade is settled, and nothing says that the case file itself was read.",
                "Read the file, look at the outcome again, and write file_reviewed: yes.",
                source=("D9",),
            )
