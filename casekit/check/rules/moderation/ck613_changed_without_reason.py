"""CK613: a judgement changes a grade and gives no reason."""

from collections.abc import Iterator

from casekit.check.judging import changes
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Moderations and outcomes of disputes alike; one remark for each, however many grades it changes.

    Where the form itself expects a reason of them, the rule on exceptions says so.
    """
    told = {broken.by for broken in case.evaluation.broken if not broken.limit.hard and not broken.settled}
    seen = set()
    for change in changes(case):
        if change.reason or change.route in seen or change.judgement in told:
            continue
        seen.add(change.route)
        section = case.rubric.section(change.section)
        label = section.scale.label if section is not None and section.scale is not None else str
        title = section.title if section is not None else change.section
        was = label(change.before) if change.before else "no grade"
        kind = "The outcome of dispute" if change.route[-1] == "resolved" else "Moderation"
        yield Remark(
            change.route,
            f"{kind} {change.judgement} changes '{title}' from {was} to {label(change.after)} and does not say why.",
            "Write the reason in a sentence or two (reason:); the auditor has to be able to learn from it.",
            source=("D8", "E12"),
        )
