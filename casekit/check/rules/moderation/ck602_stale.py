"""CK602: what a moderator judged was changed afterwards."""

from collections.abc import Iterator

from casekit.check.rule import Past
from casekit.days import written
from casekit.model.changed import changed
from casekit.model.corpus import AuditCase
from casekit.model.fingerprint import fingerprint
from casekit.problem import Remark
from casekit.words import count, shown


def check(case: AuditCase, past: Past) -> Iterator[Remark]:
    """Only the last moderation counts: an earlier one has been overtaken anyway."""
    audit = case.audit
    if not audit.moderations:
        return
    last = audit.moderations[-1]
    judged = past.judged.get((audit.id, last.id))
    if judged is None or fingerprint(judged.audit) == fingerprint(audit):
        return
    found = list(changed(judged.audit, audit, case.rubric))
    on = f", dated {written(judged.on)}" if judged.on else ""
    yield Remark(
        last.route,
        f"Of what moderation {shown(last.id)} judged, {count(len(found), 'thing has', 'things have')} changed since.",
        "Have the change moderated, or take it back; actions, reflections and sharing may change freely.",
        source=("D8", "E12"),
        because=(
            *(f"{phrase[:1].upper()}{phrase[1:]}" for phrase in found),
            f"It was judged as it stood in commit {judged.commit[:10]}{on}",
        ),
    )
