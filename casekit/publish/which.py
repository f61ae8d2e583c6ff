"""Which audit a line of a list is about, counted audits by form, and what a form is called there."""

from __future__ import annotations

from collections.abc import Iterable

from casekit.model.corpus import AuditCase
from casekit.publish import format
from casekit.publish.context import Site
from casekit.publish.page import Cell, Column, Link
from casekit.register.grades import counts

HOME = Link("Home", "../index.html")
WHICH = (Column("Audit"), Column("Month", choose=True), Column("Team", choose=True))


def by_form(cases: Iterable[AuditCase]) -> dict[str, list[AuditCase]]:
    """Counted audits by form, in order of its reference."""
    found: dict[str, list[AuditCase]] = {}
    for case in sorted(cases, key=lambda case: case.rubric.ref):
        if counts(case):
            found.setdefault(case.rubric.ref, []).append(case)
    return found


def titled(case: AuditCase) -> str:
    """The form of an audit as a heading."""
    return f"{case.rubric.title}, version {case.rubric.version}"


def listed(case: AuditCase) -> str:
    """The form in a column that one may choose from: a comma would part it into two choices."""
    return f"{case.rubric.title} (version {case.rubric.version})"


def audit_cells(site: Site, case: AuditCase, page: str) -> tuple[Cell, ...]:
    """Which audit, of which month and team."""
    link = site.audit_link(case.audit, page)
    return (
        Cell(link.text, link.href, kind="whole"),
        Cell(format.month(case.audit.month), key=format.month_key(case.audit.month), kind="whole"),
        Cell(site.team(case.audit.case.team) or "No team", kind="whole"),
    )
