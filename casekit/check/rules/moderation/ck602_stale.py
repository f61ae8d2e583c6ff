"""CK602: what a moderator judged was changed afterwards."""

from collections.abc import Iterator

from casekit.check.rule import Past
from casekit.model.corpus import AuditCase
from casekit.model.fingerprint import fingerprint
from casekit.problem import Remark


def check(case: AuditCase, past: Past) -> Iterator[Remark]:
    """Only the last moderation counts: an earlier one has been overtaken anyway."""
    audit = case.audit
    if not audit.moderations:
        return
    last = audit.moderations[-1]
    judged = past.judged.get((audit.id, last.id))
    if judged is not None and judged.fingerprint != fingerprint(audit):
        yield Remark(
            last.route,
            f"What moderation {last.id} judged has been changed since.",
            "Have the change moderated, or take it back; actions, reflections and sharing may change freely.",
            source=("D8", "E12"),
            because=(f"It was judged in commit {judged.commit[:10]}.",),
        )
