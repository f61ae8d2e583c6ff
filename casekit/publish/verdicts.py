"""An audit's grades side by side: the auditor's, each moderator's, each settlement's, and the one in effect."""

from __future__ import annotations

from casekit.model.corpus import AuditCase
from casekit.publish.context import Site
from casekit.publish.facts import judges
from casekit.publish.page import Cell, Column, Table
from casekit.publish.sections import given_cell, grade_cell
from casekit.register.graded import left_out


def grades_table(site: Site, case: AuditCase) -> Table | None:
    """One row for each graded section that applies; None where nothing is graded."""
    audit, form = case.audit, site.form(case)
    named = judges(case)
    settled = [dispute for dispute in audit.disputes if dispute.grades]
    judged = [moderation.grades for moderation in audit.moderations] + [dispute.grades for dispute in settled]
    given_by = [moderation.id for moderation in audit.moderations] + [dispute.id for dispute in settled]
    heads = [named[id].capitalize() for id in given_by]
    rows = []
    for section in form.sections:
        item = case.evaluation.sections.get(section.id)
        entry = audit.entry(section.id)
        if section.scale is None or (item is not None and item.applies is False and entry.grade is None):
            continue
        if left_out(case, section):
            continue
        row = [Cell(section.title, f"#{form.anchors[section.id]}"), given_cell(site, form, case, section, entry)]
        row += [grade_cell(site, form, section, grades.get(section.id)) for grades in judged]
        if judged:
            now = case.evaluation.effective.get(section.id)
            row.append(grade_cell(site, form, section, now[0] if now else None))
        rows.append(tuple(row))
    if judged:
        heads.append("In effect")
    columns = tuple(Column(head) for head in ("Section", "Auditor", *heads))
    return Table("grade-list", "Grades of this audit", columns, tuple(rows)) if rows else None
