"""CK303: what is written is too little to carry the grade."""

from collections.abc import Iterator

from casekit.check.carrying import thin
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import count


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Each graded section of a completed audit; how many words carry a grade is policy."""
    if case.audit.completed is None:
        return
    for section in case.rubric.all_sections():
        lack = thin(case, ctx.policy.evidence, section)
        if lack is not None:
            have, wanted = lack
            yield Remark(
                (*case.audit.entry(section.id).route, "grade"),
                f"{section.title}: {count(have, 'word')} {'stands' if have == 1 else 'stand'} behind the grade, and "
                f"here at least {wanted} are asked for.",
                "Write what the file shows and where, so that somebody who has not read it comes to the same.",
                source=("A2", "D15"),
            )
