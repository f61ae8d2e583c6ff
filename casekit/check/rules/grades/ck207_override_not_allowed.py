"""CK207: a grade is put in place of one that the form works out, without the right, a name or a reason."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.told import filled
from casekit.model.audit import Override
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.rubric.model import Section
from casekit.words import listing, shown, spoken

AWAY = "Take the lines of 'override:' out."


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Each override, and everything that it lacks."""
    for section in case.rubric.all_sections():
        override = case.audit.entry(section.id).override
        if override is not None:
            yield from _lacking(case, ctx, section, override)


def _lacking(case: AuditCase, ctx: Context, section: Section, override: Override) -> Iterator[Remark]:
    roles = section.grading.override
    if not section.computed:
        yield _remark(section, override, "is not worked out, so nothing stands there that could be overridden", AWAY)
        return
    if not roles:
        yield _remark(section, override, "is worked out, and the form lets nobody override it", AWAY)
        return
    may = listing((spoken(role) for role in roles), "or")
    if not override.by:
        yield _remark(section, override, "is overridden, and nobody stands for it", f"Write by: and the id of a {may}.")
    elif ctx.people.listed and not any(filled(case.audit, ctx.holders, role, override.by) for role in roles):
        who = ctx.people.show(shown(override.by))
        message = f"is overridden by {who}, and the form leaves that to the {may}"
        yield _remark(section, override, message, f"Have a {may} decide, or take the override out.", "by")
    if not override.why:
        yield _remark(section, override, "is overridden, and no reason is written down", "Write why: and the reason.")
    if override.grade is None:
        yield _remark(section, override, "is overridden, and no grade stands there", "Write grade: and the grade.")


def _remark(section: Section, override: Override, message: str, hint: str, key: str = "") -> Remark:
    route = (*override.route, key) if key else override.route
    return Remark(route, f"{section.title}: the grade {message}.", hint, source=section.source)
