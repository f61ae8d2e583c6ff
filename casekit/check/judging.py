"""Which judgement after the auditor's gave which grade another value, in the order in which they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.model.corpus import AuditCase
from casekit.problem import Route


@dataclass(frozen=True, slots=True)
class Change:
    """A grade of a section that a judgement changed. judgement: the id of the moderation or the dispute."""

    judgement: str
    section: str
    before: str | None
    after: str
    reason: str
    route: Route


def changes(case: AuditCase) -> Iterator[Change]:
    """Every grade that a moderation, or after them the outcome of a dispute, set to another than held until then."""
    now: dict[str, str | None] = {}
    audit = case.audit
    given = [(one.id, one.grades, one.reason, one.route) for one in audit.moderations]
    given += [(one.id, one.grades, one.reason, (*one.route, "resolved")) for one in audit.disputes]
    for judgement, grades, reason, route in given:
        for section, grade in grades.items():
            before = now.get(section, case.first_grade(section))
            now[section] = grade
            if before != grade:
                yield Change(judgement, section, before, grade, reason, route)
