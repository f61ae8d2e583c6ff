"""Who of those that must be told was told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from casekit.check.rule import Context
from casekit.model.audit import Audit, Told
from casekit.model.people import People


def untold(audit: Audit, ctx: Context, roles: Iterable[str], told: Iterable[Told]) -> list[str]:
    """The roles of which nobody was told.

    Somebody fills a role where the audit's case names them in it, or people.yaml lists them in it on the day.
    Without a people.yaml only the roles that the case itself names can be judged.
    """
    told = list(told)
    return [role for role in roles if not any(fills(audit, ctx, role, t) for t in told) and _known(audit, ctx, role)]


def filled(audit: Audit, people: People, role: str, person: str) -> bool:
    """Whether somebody filled a role when the audit was completed: in the case, as its auditor, or in people.yaml."""
    if audit.case.people.get(role) == person or (role == "auditor" and audit.auditor == person):
        return True
    known = people.by_id.get(person)
    return known is not None and known.has(role, audit.completed)


def fills(audit: Audit, ctx: Context, role: str, told: Told) -> bool:
    """Whether whoever was told filled the role, in the case or by people.yaml on that day.

    The auditor knows already: a role that they hold elsewhere counts only where the case names them in it.
    """
    if audit.case.people.get(role) == told.who:
        return True
    person = ctx.people.by_id.get(told.who)
    return person is not None and told.who != audit.auditor and person.has(role, day_of(told.at))


def _known(audit: Audit, ctx: Context, role: str) -> bool:
    return ctx.people.listed or role in audit.case.people


def day_of(at: date | datetime | None) -> date | None:
    """The day of a moment."""
    return at.date() if isinstance(at, datetime) else at
