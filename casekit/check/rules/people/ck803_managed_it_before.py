"""CK803: auditor or moderator had to do with the case, its worker or its team before."""

from collections.abc import Iterator
from datetime import date

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.people import Role
from casekit.problem import Remark, Route
from casekit.words import spoken


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """A warning, and the first reason only: whether they decided anything in this case only they know."""
    children: dict[str, list[AuditCase]] = {}
    for case in corpus.audits:
        children.setdefault(case.audit.case.ref, []).append(case)
    for case in corpus.audits:
        audit = case.audit
        others = [one.audit for one in children[audit.case.ref] if one is not case and audit.case.ref]
        for person, route, lead in _judges(audit, ctx):
            why = _managed(audit, ctx, person) or _supervises(audit, ctx, person) or _named(audit, others, person)
            if why:
                yield (
                    audit.path,
                    Remark(
                        route,
                        f"{lead}{ctx.people.show(person)} {why}.",
                        "Ask whether they decided anything in this case. If so, have somebody else judge it.",
                        source=("D2", "F10"),
                    ),
                )


def _judges(audit: Audit, ctx: Context) -> Iterator[tuple[str, Route, str]]:
    """Whoever judges the case and is not told by another rule: the auditor, then who moderated."""
    if audit.auditor and audit.end and not _answers(audit, ctx, audit.auditor, audit.end):
        yield audit.auditor, ("auditor",), ""
    for one in audit.moderations:
        if one.by and one.on and one.by != audit.auditor and not _answers(audit, ctx, one.by, one.on):
            yield one.by, (*one.route, "by"), f"Moderation {one.id} is by somebody who had to do with the case: "


def _answers(audit: Audit, ctx: Context, person: str, on: date) -> bool:
    """Whether they have a part in the case or answer for its team on the day, which is an error."""
    return person in audit.case.people.values() or any(
        role.team == audit.case.team and (role.held(audit.end) or role.held(on)) for role in _binding(ctx, person)
    )


def _binding(ctx: Context, person: str) -> list[Role]:
    known = ctx.people.by_id.get(person)
    return [role for role in known.roles if role.role in ctx.policy.moderation.manages] if known else []


def _managed(audit: Audit, ctx: Context, person: str) -> str:
    """Whether they answered for a team that held the case, on any day that the audit looks at."""
    if audit.start is None or audit.end is None:
        return ""
    for role in _binding(ctx, person):
        if role.team in (audit.case.team, audit.case.former_team) and role.team and _within(role, audit):
            until = f" until {written(role.end)}" if role.end else ""
            team = ctx.people.teams.get(role.team, role.team)
            return f"was {spoken(role.role)} of {team}{until}, in the time that this audit looks at"
    return ""


def _supervises(audit: Audit, ctx: Context, person: str) -> str:
    """Whether people.yaml has them as the line manager of whoever works with the child."""
    worker = ctx.people.by_id.get(audit.case.people.get("practitioner", ""))
    return (
        "is the practitioner's line manager in people.yaml" if worker is not None and worker.manager == person else ""
    )


def _named(audit: Audit, others: list[Audit], person: str) -> str:
    """Whether an audit of the same child that looked at earlier time, or the same, names them in the case."""
    for other in sorted(others, key=lambda one: (one.end or date.max, one.id), reverse=True):
        part = next((place for place, who in other.case.people.items() if who == person), None)
        if part and other.end and audit.end and other.end <= audit.end:
            return f"is the {spoken(part)} of the case in audit {other.id} of the same child"
    return ""


def _within(role: Role, audit: Audit) -> bool:
    """Whether the role was held on any day of the period."""
    assert audit.start is not None and audit.end is not None  # noqa: PT018
    return (role.start is None or role.start <= audit.end) and (role.end is None or role.end >= audit.start)
