"""The lists of audits: all of them in pages, and one list for each month."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase, Broken
from casekit.publish import format, names
from casekit.publish.cells import figure, several
from casekit.publish.context import Site
from casekit.publish.grades import grade_views
from casekit.publish.heat import led
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.tones import BAD, tone
from casekit.register.actions import Standing, standing
from casekit.register.grades import effective, grades_by_rubric
from casekit.register.left_out import left_out, unassessed
from casekit.register.months import Month, months
from casekit.register.stages import stage
from casekit.words import count

COLUMNS = (
    Column("Audit"),
    Column("Month", choose=True),
    Column("Team", choose=True),
    Column("Rubric", choose=True),
    Column("Case type", choose=True),
    Column("Grade in effect", choose=True),
    Column("Stage", choose=True),
    Column("On record", choose=True),
    Column("Overdue actions", "number"),
    Column("Errors", "number"),
)

COMPLETED, UNFINISHED, MODERATED = "Completed", "Not completed", "Moderated"
"""What is on record of an audit, whatever stage it has come to."""


def month_page(month: str) -> str:
    """Where a month's own page lies."""
    return f"audits/{format.month_id(month)}.html"


def audits_row(site: Site, case: AuditCase, page: str) -> tuple[Cell, ...]:
    """One audit as a line of a list on that page."""
    audit, rubric = case.audit, case.rubric
    link = site.audit_link(audit, page)
    grade = effective(case, "overall")
    own = case.first_grade("overall")
    scale = rubric.overall.scale
    shown = site.reader.listed(grade or "", {v.id: v.label for v in scale.values} if scale else {})
    moved = bool(grade and own and own != grade)
    first = "Before" if "overall" in case.evaluation.computed_first else "Auditor"
    late = sum(standing(action, site.today) is Standing.OVERDUE for action in audit.actions)
    still = sum(action.open for action in audit.actions)
    found = site.problems.get(audit.path)
    errors, warnings = (found.errors, found.warnings) if found else (0, 0)
    types = [site.reader.listed(id, rubric.case_types) for id in audit.case.type_ids]
    return (
        Cell(link.text, link.href, note="Second judgement" if audit.second_of else "", kind="whole"),
        Cell(
            format.month(audit.month),
            key=audit.month if format.month_id(audit.month) == audit.month else "",
            kind="whole",
        ),
        Cell(site.team(audit.case.team) or "No team", kind="whole"),
        Cell(site.form_called(rubric), key=f"{rubric.title} {rubric.version}"),
        several(types),
        Cell(
            shown or "No grade",
            tone=tone(scale, grade) if grade else "",
            key=str(scale.ranks.get(grade, 98)) if scale and grade else "99",
            note=f"{first}: {scale.label(own) if scale and own in scale.ranks else site.written(own or '')}"
            if moved
            else "",
        ),
        Cell(stage(audit).value),
        several(_on_record(audit)),
        led(figure(late, still, tone=BAD if late else "", unit="open"), f"{link.href}#actions"),
        Cell(
            str(errors),
            f"{link.href}#problems" if errors else "",
            tone=BAD if errors else "",
            key=str(errors * 1000 + warnings),
            note=f"and {count(warnings, 'warning')}" if warnings else "",
            kind="number",
        ),
    )


def _on_record(audit: Audit) -> Iterator[str]:
    """Whether an audit is completed, and whether it was moderated."""
    yield UNFINISHED if audit.completed is None else COMPLETED
    if audit.moderations:
        yield MODERATED


def unassessed_row(site: Site, broken: Broken, page: str) -> tuple[Cell, ...]:
    """An audit whose form cannot be used: it stands in the list and has no grade."""
    found = site.problems.get(broken.path)
    errors = found.errors if found else len(broken.problems)
    shown = broken.id if site.reader.wrote or names.valid(broken.id) else "No valid id"
    month = format.month_id(broken.month) == broken.month
    return (
        Cell(shown or "No id", names.up(page, site.names.broken.get(broken.path, "")), kind="whole"),
        Cell(format.month(broken.month), key=broken.month if month else "", kind="whole"),
        Cell(""),
        Cell(site.written(broken.form)),
        Cell(""),
        Cell("Cannot be assessed", tone=BAD, key="99"),
        Cell(""),
        Cell(""),
        Cell("", key="-1"),
        Cell(str(errors), tone=BAD if errors else "", key=str(errors * 1000), kind="number"),
    )


def newest_first(cases: tuple[AuditCase, ...]) -> list[AuditCase]:
    """The newest month first; inside a month by path."""
    ordered = sorted(cases, key=lambda case: case.audit.path)
    return sorted(ordered, key=lambda case: case.audit.month, reverse=True)


def plan_audits(site: Site) -> Iterator[Page]:
    """All audits, then a page for each month. Both lie in one folder, so that a row is made once for both."""
    cases = newest_first(site.corpus.audits)
    rows = {case.audit.path: audits_row(site, case, names.AUDITS) for case in cases}
    by_month = months(site.corpus.audits)
    broken = site.corpus.broken
    intro = f"{count(len(rows), 'audit')} in {count(len(by_month), 'month')}."
    if broken:
        intro += f" {left_out(broken)} {'It is' if len(broken) == 1 else 'They are'} counted in no figure."
    waiting = [(one.month, unassessed_row(site, one, names.AUDITS)) for one in unassessed(broken)]
    both = [*((case.audit.month, rows[case.audit.path]) for case in cases), *waiting]
    listed = tuple(row for _, row in sorted(both, key=lambda one: one[0], reverse=True))
    table = Table("audits", "Audits, newest month first", COLUMNS, listed, "There is no audit yet.", tools=True)
    see = Link("What is wrong with them", names.up(names.AUDITS, names.PROBLEMS)) if broken else None
    body = ListBody(intro, table, "Audits by month", _months_table(by_month), see=see)
    yield from listing(names.AUDITS, "Audits", (Link("Home", "../index.html"),), body)
    for month in by_month:
        mine = [case for case in cases if case.audit.month == month.month]
        those = [row for its_month, row in waiting if its_month == month.month]
        yield from _month(site, month, mine, (*(rows[case.audit.path] for case in mine), *those))


def _months_table(by_month: tuple[Month, ...]) -> Table:
    return Table(
        "months",
        "Months of the programme",
        (Column("Month"), Column("Audits", "number"), Column("Completed", "number"), Column("Moderated", "number")),
        tuple(
            (
                Cell(format.month(m.month), page),
                led(figure(m.audits), page, On_record=(COMPLETED, UNFINISHED)),
                led(figure(m.completed, m.audits), page, On_record=COMPLETED),
                led(figure(m.moderated, m.audits), page, On_record=MODERATED),
            )
            for m in by_month
            for page in (names.up(names.AUDITS, month_page(m.month)),)
        ),
    )


def _month(site: Site, month: Month, cases: list[AuditCase], rows: tuple[tuple[Cell, ...], ...]) -> Iterator[Page]:
    """The list of one month, without the column that says which month it is."""
    named = format.month_id(month.month) == month.month
    title = f"Audits of {format.month(month.month)}" if named else "Audits in no month"
    table = Table(
        "audits",
        title,
        COLUMNS[:1] + COLUMNS[2:],
        tuple(row[:1] + row[2:] for row in rows),
        "There is no audit in this month.",
        tools=True,
    )
    body = ListBody(
        intro=f"{count(month.audits, 'audit')}: {month.completed} completed, {month.moderated} moderated.",
        table=table,
        grades=tuple(
            grade_views(site, grades_by_rubric(cases), by_month=False, only={"Month": format.month(month.month)})
        ),
    )
    crumbs = (Link("Home", "../index.html"), Link("Audits", "index.html"))
    yield from listing(month_page(month.month), title, crumbs, body)
