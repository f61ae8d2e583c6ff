"""Who follows an action up besides its owner, and who answers for it: the council's roles, and who holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casekit.check.rule import Context
from casekit.model.audit import Audit
from casekit.words import listing, spoken


def followers(audit: Audit, ctx: Context) -> str:
    """A sentence that says who follows it up; "" where policy names nobody."""
    who = list(_holders(audit, ctx, ctx.policy.following.tracks))
    return f"{_capital(listing(who))} {_agree('follow', who)} it up." if who else ""


def answerable(audit: Audit, ctx: Context) -> str:
    """A sentence that says who answers for its completion in time; "" where policy names nobody."""
    who = list(_holders(audit, ctx, ctx.policy.following.answers))
    return f"{_capital(listing(who))} {_agree('answer', who)} for its completion in time." if who else ""


def _holders(audit: Audit, ctx: Context, roles: Iterable[str]) -> Iterator[str]:
    for role in roles:
        person = _holder(audit, ctx, role)
        yield ctx.people.show(person) if person else f"the {spoken(role)}"


def _holder(audit: Audit, ctx: Context, role: str) -> str:
    """Whoever is in that role: in the case, in its team, above its team manager, or alone in the authority; else ""."""
    if role in audit.case.people:
        return audit.case.people[role]
    holding = [p for p in ctx.people.by_id.values() if p.has(role, ctx.today)]
    team = audit.case.team
    of_team = [p.id for p in holding if team and any(r.role == role and r.team == team for r in p.roles)]
    if len(of_team) == 1:
        return of_team[0]
    ids = {p.id for p in holding}
    above, seen = audit.case.people.get("team_manager", ""), set[str]()
    while above and above not in seen:
        if above in ids:
            return above
        seen.add(above)
        known = ctx.people.by_id.get(above)
        above = known.manager if known else ""
    return holding[0].id if len(holding) == 1 else ""


def _agree(verb: str, who: list[str]) -> str:
    return verb if len(who) > 1 else f"{verb}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
