"""CK801: an audit names somebody whom people.yaml does not list."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.problem import Remark, Route
from casekit.words import shown


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Each unknown person once, at the first place; nothing where the repository has no people.yaml."""
    if not ctx.people.listed:
        return
    seen: set[str] = set()
    for route, person in _named(case.audit):
        if person and person not in ctx.people and person not in seen:
            seen.add(person)
            yield Remark(
                route,
                f"{shown(person)} is not in people.yaml.",
                "Correct the id, or add the person there.",
                source=("F5", "F6"),
            )


def _named(audit: Audit) -> Iterator[tuple[Route, str]]:
    for role, person in audit.case.people.items():
        yield ("case", role), person
    yield ("auditor",), audit.auditor
    for instance in audit.instances.values():
        yield (*instance.route, "by"), instance.by
    told = [*audit.shared, *audit.overall.told, *(t for s in audit.sections.values() for t in s.told)]
    for one in [*told, *(t for c in audit.concerns for t in c.told)]:
        yield one.route, one.who
    for entry in audit.entries():
        if entry.override is not None:
            yield (*entry.override.route, "by"), entry.override.by
    for reply in audit.replies:
        yield (*reply.route, "by"), reply.by
    for moderation in audit.moderations:
        yield (*moderation.route, "by"), moderation.by
    for dispute in audit.disputes:
        yield (*dispute.route, "by"), dispute.by
        yield (*dispute.route, "resolved", "by"), dispute.resolved_by
    for waiver in audit.waivers:
        yield (*waiver.route, "who"), waiver.who
    for action in audit.actions:
        yield (*action.route, "owner"), action.owner
        yield (*action.route, "done", "by"), action.done_by
        yield (*action.route, "verified", "by"), action.verified_by
