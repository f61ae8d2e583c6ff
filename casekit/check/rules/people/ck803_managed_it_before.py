"""CK803: the auditor answered for the case in the time that the audit looks at."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.model.people import Role
from casekit.problem import Remark
from casekit.words import spoken


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: of the team that holds the case the audit's own day decides, and only the auditor knows the rest."""
    audit = case.audit
    person = ctx.people.by_id.get(audit.auditor)
    if person is None or audit.start is None or audit.end is None or audit.auditor in audit.case.people.values():
        return
    binding = [role for role in person.roles if role.role in ctx.policy.moderation.manages]
    if any(role.team == audit.case.team and role.held(audit.end) for role in binding):
        return
    for role in binding:
        if role.team in _teams(audit) and _within(role, audit):
            until = f" until {written(role.end)}" if role.end else ""
            yield Remark(
                ("auditor",),
                f"{ctx.people.show(audit.auditor)} was {spoken(role.role)} of "
                f"{ctx.people.teams.get(role.team, role.team)}{until}, in the time that this audit looks at.",
                "Ask whether they decided anything in this case. If so, have somebody else audit it.",
                source=("D2", "F10"),
            )
            return


def _teams(audit: Audit) -> set[str]:
    return {team for team in (audit.case.team, audit.case.former_team) if team}


def _within(role: Role, audit: Audit) -> bool:
    """Whether the role was held on any day of the period."""
    assert audit.start is not None and audit.end is not None  # noqa: PT018
    return (role.start is None or role.start <= audit.end) and (role.end is None or role.end >= audit.start)
