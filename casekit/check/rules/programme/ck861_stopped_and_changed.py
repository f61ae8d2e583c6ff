"""CK861: an audit was stopped, and its file has changed since."""

from collections.abc import Iterator

from casekit.check.rule import Past
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, past: Past) -> Iterator[Remark]:
    """The file as it stands, against the one that stood there when the programme came to say that it was stopped."""
    commit = past.thawed.get(case.audit.id)
    if commit is not None:
        yield Remark(
            ("id",),
            f"{case.audit.id} was stopped in commit {commit[:10]}, and its file has changed since.",
            "What is stopped stays as it is. Put the file back as it was (casekit log says what changed); what is "
            "still to be done for the child belongs into the case file.",
            source=("F9",),
        )
