"""CK404: a stretch of time ends before it begins."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import shown


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """The audit's period, and the times for which a kind of case held; one day alone is a stretch too."""
    audit = case.audit
    if audit.start and audit.end and audit.end < audit.start:
        yield Remark(
            ("period", "to"),
            f"The period ends on {written(audit.end)}, before it begins on {written(audit.start)}.",
            "Put the day right, whichever is wrong: every timescale is counted from here.",
            source=("F7", "E9"),
        )
    for spell in audit.case.types:
        if spell.start and spell.end and spell.end < spell.start:
            yield Remark(
                ("case", "type"),
                f"'{shown(spell.type)}' ends on {written(spell.end)}, before it begins on {written(spell.start)}.",
                "Put the day right, whichever is wrong: timescales run while a kind of case holds.",
                source=("F7",),
            )
