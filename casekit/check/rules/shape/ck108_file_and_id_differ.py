"""CK108: the file's name does not say which audit is in it."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """The file is called as the id, so that people and links find it."""
    audit = case.audit
    stem = audit.path.rpartition("/")[2].removesuffix(".md")
    if audit.id and stem != audit.id:
        yield Remark(
            ("id",),
            f"The file is called {stem}.md, but the audit in it is {audit.id}.",
            f"Rename it {audit.id}.md, or correct the id if the file's name is right.",
        )
