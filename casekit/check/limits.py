"""How a breach of a limit is told: the grade, the bound, the causes, and who may settle it."""

from __future__ import annotations

from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.problem import Remark, Route
from casekit.rubric.evaluation import BrokenLimit
from casekit.rubric.facts import AUDITOR
from casekit.rubric.instances import typed


def breach(case: AuditCase, broken: BrokenLimit) -> Remark:
    """What the grade is, what the limit allows, why it holds, and how it is settled (never by a proposed grade)."""
    section = case.rubric.section(broken.section)
    title = section.title if section else broken.section
    scale = section.scale if section else None
    grade, bound = (scale.label(g) if scale else g for g in (broken.grade, broken.bound))
    ranks = scale.ranks if scale else {}
    side = "above" if ranks.get(broken.grade, 0) < ranks.get(broken.bound, 0) else "below"
    limit = broken.limit
    kind, lacks, hint = _kind(case, broken)
    return Remark(
        _grade_route(case.audit, broken.section, broken.by),
        f"{title}: {grade}{_judge(case.audit, broken.by)} is {side} {bound}, the limit that the form {kind} here "
        f"({limit.title}){lacks}.",
        hint,
        source=limit.source,
        because=broken.because,
        limit=limit.id,
        causes=broken.routes,
    )


def _kind(case: AuditCase, broken: BrokenLimit) -> tuple[str, str, str]:
    """How hard the limit is, what is lacking for an exception, and what to do."""
    limit = broken.limit
    again = "Look again at the grade and at what it is measured by"
    if limit.hard:
        return "sets", "", f"{again}; a written reason does not lift this limit."
    if case.audit.entry(broken.section).reasons.get(limit.id):
        return "expects", ", and no moderator has agreed to the exception", f"{again}, or have the exception moderated."
    where = f"'{typed(limit.id)}:' below 'reasons:'" if broken.by == AUDITOR else "'reason:' there"
    agreed = "; a moderator has to agree as well" if limit.agreed_by else ""
    hint = f"{again}, or write the reason behind {where}{agreed}."
    return "expects", ", and no reason for the exception is written down", hint


def _judge(audit: Audit, by: str) -> str:
    if by == AUDITOR:
        return ""
    moderated = any(record.id == by for record in audit.moderations)
    return f", given by moderation {by}," if moderated else f", given in settling dispute {by},"


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
