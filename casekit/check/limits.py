"""How a breach of a limit is told: the grade, the bound, the causes, and who may settle it."""

from __future__ import annotations

from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.problem import Remark, Route
from casekit.rubric.evaluation import BrokenLimit
from casekit.rubric.facts import AUDITOR


def breach(case: AuditCase, broken: BrokenLimit) -> Remark:
    """What the grade is, what the limit allows, why it holds, and how it is settled (never by a proposed grade)."""
    section = case.rubric.section(broken.section)
    title = section.title if section else broken.section
    scale = section.scale if section else None
    grade, bound = (scale.label(g) if scale else g for g in (broken.grade, broken.bound))
    ranks = scale.ranks if scale else {}
    side = "above" if ranks.get(broken.grade, 0) < ranks.get(broken.bound, 0) else "below"
    judge = "" if broken.by == AUDITOR else f" by moderation or dispute {broken.by}"
    limit = broken.limit
    if limit.hard:
        hint = "Look again at the grade and at the answers behind it; a written reason does not lift this limit."
    else:
        hint = f"Look again, or give the reason under reasons: {limit.id}:"
        hint += ", and a moderator has to agree." if limit.agreed_by else "."
    return Remark(
        _grade_route(case.audit, broken.section, broken.by),
        f"{title}: {grade}{judge} is {side} {bound}, which is the limit here ({limit.title}).",
        hint,
        source=limit.source,
        because=broken.because,
    )


def _grade_route(audit: Audit, section: str, by: str) -> Route:
    if by == AUDITOR:
        return (*audit.entry(section).route, "grade") if section != "overall" else ("overall", "grade")
    for record in audit.moderations:
        if record.id == by:
            return (*record.route, "overall") if section == "overall" else (*record.route, "sections", section)
    for settled in audit.disputes:
        if settled.id == by:
            inner: Route = (*settled.route, "resolved")
            return (*inner, "overall") if section == "overall" else (*inner, "sections", section)
    return ("overall", "grade")
