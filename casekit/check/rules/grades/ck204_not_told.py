"""CK204: the form says that somebody is told, and nobody of that role was."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.told import untold
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import listing, spoken


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Once completed; where the form asks for a concern instead, the rules on concerns speak."""
    audit = case.audit
    if audit.completed is None:
        return
    concern_told = [told for concern in audit.concerns for told in concern.told]
    for fired in case.evaluation.fired:
        trigger = fired.trigger
        if trigger.needs == "concern":
            continue
        entry = audit.entry(trigger.section)
        missing = untold(audit, ctx, trigger.tell, [*entry.told, *audit.overall.told, *concern_told])
        if missing:
            roles = listing(f"the {spoken(role)}" for role in missing)
            yield Remark(
                entry.route or ("overall",),
                f"{trigger.title}: nobody is on record as having told {roles}.",
                "Tell them, and write who and when under told:.",
                source=trigger.source,
                limit=trigger.id,
                because=fired.because,
            )
