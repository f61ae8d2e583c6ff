"""CK307: nothing that was done well is named anywhere."""

from collections.abc import Iterator

from casekit.check.about import places
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: an error would breed filler."""
    if case.audit.completed is None:
        return
    here = list(places(case, "strength", ctx.policy.evidence))
    if here and not any(place.addressed or place.missing for place in here):
        yield Remark(
            here[0].route,
            "Nothing that was done well is named anywhere in this audit.",
            "Look for one thing at least that helped this child, and say where it can be seen. If there truly is none, "
            "say so in a sentence of your own.",
            source=("D15",),
        )
