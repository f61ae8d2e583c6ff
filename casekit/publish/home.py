"""The first page: what needs somebody today, the grades, and what changed last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.publish import format, names
from casekit.publish.actions import COLUMNS, action_row
from casekit.publish.audits import COMPLETED, MODERATED, UNFINISHED
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.grades import grade_views
from casekit.publish.heat import filtered, led
from casekit.publish.life import COLUMNS as CHANGES
from casekit.publish.life import changes_rows
from casekit.publish.newest import newest_month
from casekit.publish.page import Cell, Column, Figure, GradesView, Link, Page, Table
from casekit.publish.programme import programme_figure
from casekit.publish.tones import BAD, WARN
from casekit.register.actions import Standing, action_figures
from casekit.register.attention import attention
from casekit.register.grades import RubricGrades, grades_by_rubric
from casekit.register.left_out import left_out
from casekit.register.months import months
from casekit.words import count

MOST_OVERDUE = 10
MOST_CHANGES = 12
MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class HomeBody:
    """The first page in its order."""

    intro: str
    figures: tuple[Figure, ...]
    overdue: Table
    overdue_more: Link
    concerns: Table | None
    disputes: Table | None
    newest: Table | None
    newest_says: str
    lowest: tuple[Link, ...]
    grades: tuple[GradesView, ...]
    grades_more: Link
    forms: Table
    changes: Table
    changes_more: Link


def plan_home(site: Site) -> Iterator[Page]:
    """The home page."""
    cases = site.corpus.audits
    waiting = attention(cases)
    overdue = [row for row in site.actions if row.standing is Standing.OVERDUE]
    shown = overdue[:MOST_OVERDUE]
    all_months = months(cases)
    all_grades = grades_by_rubric(cases)
    newest, newest_says = newest_month(site, all_grades)
    span = ""
    if all_months:
        first, last = format.month(all_months[-1].month), format.month(all_months[0].month)
        span = f" of {last}" if first == last else f" from {first} to {last}"
    left = left_out(site.corpus.broken)
    missing = (f"{left} No figure here counts them.",) if left else ()
    title = f"{format.number(len(shown))} of {count(len(overdue), 'overdue action')}, longest overdue first"
    body = HomeBody(
        intro=" ".join(
            (
                f"{count(len(cases), 'audit')}{span}, as they stood on {format.day(site.today)}."
                if cases
                else f"No audit is on record on {format.day(site.today)}.",
                *missing,
            )
        ),
        figures=tuple(_figures(site)),
        overdue=Table(
            "overdue",
            title,
            COLUMNS,
            tuple(action_row(site, row, names.HOME) for row in shown),
            "No action is overdue.",
        ),
        overdue_more=Link("All open actions", names.ACTIONS),
        concerns=_concerns(site) if waiting.concerns else None,
        disputes=_disputes(site) if waiting.disputes else None,
        newest=newest,
        newest_says=newest_says,
        lowest=tuple(_lowest(all_grades)),
        grades=tuple(grade_views(site, all_grades, page=names.HOME, most_months=MOST_MONTHS)),
        grades_more=Link("All grades, by section and month", names.GRADES),
        forms=_forms(site),
        changes=Table(
            "changes", "What changed last", CHANGES, tuple(changes_rows(site, names.HOME, MOST_CHANGES)), "Nothing yet."
        ),
        changes_more=Link("More changes", names.CHANGES),
    )
    yield Page(names.HOME, "home.html", "Case file audits", (), body)


def _figures(site: Site) -> Iterator[Figure]:
    """The numbers that ask for somebody, each with its denominator."""
    waiting = attention(site.corpus.audits)
    acts = action_figures(site.actions)
    errors = sum(found.errors for found in site.problems.values())
    files = sum(bool(found.errors) for found in site.problems.values())
    yield Figure(
        format.number(acts.overdue),
        "actions overdue" if acts.overdue != 1 else "action overdue",
        f"of {format.number(acts.open)} open",
        filtered(names.ACTIONS, Standing=Standing.OVERDUE.value) if acts.overdue else names.ACTIONS,
        BAD if acts.overdue else "",
    )
    yield Figure(
        format.number(len(waiting.concerns)),
        "immediate concerns open" if len(waiting.concerns) != 1 else "immediate concern open",
        f"of {format.number(waiting.all_concerns)} on record",
        "#concerns" if waiting.concerns else "",
        BAD if waiting.concerns else "",
    )
    yield Figure(
        format.number(len(waiting.disputes)),
        "disputes not settled" if len(waiting.disputes) != 1 else "dispute not settled",
        f"of {format.number(waiting.all_disputes)} on record",
        "#disputes" if waiting.disputes else "",
        WARN if waiting.disputes else "",
    )
    yield from programme_figure(site)
    yield Figure(
        format.number(len(waiting.unfinished)),
        "audits not completed" if len(waiting.unfinished) != 1 else "audit not completed",
        f"of {format.number(waiting.audits)}",
        filtered(names.AUDITS, On_record=UNFINISHED) if waiting.unfinished else names.AUDITS,
        WARN if waiting.unfinished else "",
    )
    yield Figure(
        format.number(errors),
        "errors to mend" if errors != 1 else "error to mend",
        f"in {count(files, 'file')}",
        filtered(names.PROBLEMS, Severity="Error") if errors else names.PROBLEMS,
        BAD if errors else "",
    )


def _lowest(all_grades: tuple[RubricGrades, ...]) -> Iterator[Link]:
    """Lists of the audits with the lowest grade of each scale, with their stage and what is overdue of them."""
    named = dict.fromkeys(
        grades.overall.scale.best_first[-1].label
        for grades in all_grades
        if grades.overall is not None and grades.overall.effective.counts[grades.overall.scale.best_first[-1].id]
    )
    for label in named:
        yield Link(f"What became of audits graded {label}", filtered(names.AUDITS, Grade_in_effect=label))


def _concerns(site: Site) -> Table:
    heads = (Column("Audit"), Column("Noticed"), Column("Response"), Column("Team"))
    rows = []
    for case, concern in attention(site.corpus.audits).concerns:
        link = site.audit_link(case.audit, names.HOME)
        response = format.moment(concern.response_at, site.zone)
        rows.append(
            (
                Cell(link.text, f"{link.href}#concerns"),
                Cell(format.moment(concern.noticed, site.zone) or "Not on record"),
                Cell(response or "None on record", tone="" if response else BAD),
                Cell(site.team(case.audit.case.team)),
            )
        )
    return Table("open-concerns", "Immediate concerns not yet closed", heads, tuple(rows))


def _disputes(site: Site) -> Table:
    heads = (Column("Audit"), Column("Raised"), Column("By"), Column("Team"))
    rows = []
    for case, dispute in attention(site.corpus.audits).disputes:
        link = site.audit_link(case.audit, names.HOME)
        rows.append(
            (
                Cell(link.text, f"{link.href}#disputes"),
                Cell(format.day(dispute.on)),
                Cell(site.person(dispute.by, "").text),
                Cell(site.team(case.audit.case.team)),
            )
        )
    return Table("open-disputes", "Disputes not yet settled", heads, tuple(rows))


def _forms(site: Site) -> Table:
    """How many audits each form has, and how far they have come."""
    heads = (Column("Rubric"), Column("Audits", "number"), Column("Completed", "number"), Column("Moderated", "number"))
    rows = []
    for grades in grades_by_rubric(site.corpus.audits):
        rubric = grades.rubric
        called = site.form_called(rubric)
        moderated = sum(bool(c.audit.moderations) for c in site.corpus.audits if c.rubric.ref == rubric.ref)
        rows.append(
            (
                Cell(f"{rubric.title}, version {rubric.version}", site.names.rubrics.get(rubric.ref, "")),
                led(figure(grades.audits, len(site.corpus.audits)), names.AUDITS, Rubric=called),
                led(figure(grades.completed, grades.audits), names.AUDITS, Rubric=called, On_record=COMPLETED),
                led(figure(moderated, grades.audits), names.AUDITS, Rubric=called, On_record=MODERATED),
            )
        )
    return Table("forms", "Audits by rubric", heads, tuple(rows), "There is no audit yet.")
