"""CK707: an immediate concern, and nobody thought of brothers and sisters."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark

THOUGHT_OF = ("considered", "none")
"""What the line may say: they were thought of, or there are none."""


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Once the audit is completed; that they were not considered is told as soon as it is written down."""
    for concern in case.audit.concerns:
        if concern.siblings in THOUGHT_OF or not (concern.siblings or case.audit.completed):
            continue
        what = "says that they were not considered" if concern.siblings else "does not say whether they were considered"
        yield Remark(
            (*concern.route, "siblings"),
            f"Concern {concern.id}: what one child was in danger of may threaten brothers and sisters, and the audit "
            f"{what}.",
            "Think of them now. Then write siblings: considered, or none where there are none.",
            source=("F2",),
        )
