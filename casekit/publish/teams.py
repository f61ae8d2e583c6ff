"""Teams: one line for each, and a page for each with its grades and audits. The team is the case's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.audits import COLUMNS, COMPLETED, MODERATED, audits_row, newest_first
from casekit.publish.cells import figure
from casekit.publish.concerns import OPEN
from casekit.publish.context import Site
from casekit.publish.grades import grade_views
from casekit.publish.heat import led
from casekit.publish.lists import ListBody, listing
from casekit.publish.moved import TITLE, moved_teams
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.tones import BAD, WARN
from casekit.register.actions import Standing
from casekit.register.grades import grades_by_rubric
from casekit.words import count

HOME = Link("Home", "../index.html")
HEADS = (
    Column("Team"),
    Column("Audits", "number"),
    Column("Completed", "number"),
    Column("Moderated", "number"),
    Column("Open actions", "number"),
    Column("Overdue actions", "number"),
    Column("Open concerns", "number"),
)


def plan_teams(site: Site) -> Iterator[Page]:
    """All teams by name, then a page for each. What this audience calls alike stands together."""
    teams: dict[str, list[AuditCase]] = defaultdict(list)
    ids: dict[str, str] = {}
    for case in site.corpus.audits:
        name = site.team(case.audit.case.team) or "No team"
        teams[name].append(case)
        known = case.audit.case.team in site.corpus.people.teams
        ids.setdefault(name, case.audit.case.team if known else "")
    order = sorted(teams)
    pages = names.pages("teams", ((name, ids[name]) for name in order))
    rows = tuple(_row(site, name, teams[name], names.up(names.TEAMS, pages[name])) for name in order)
    table = Table("teams", "Teams", HEADS, rows, "There is no audit yet.", tools=True)
    leads = {name: names.up(names.TEAMS, pages[name]) for name in order}
    moved = moved_teams(
        {name: teams[name] for name in order}, leads, lambda ref, id: site.section_page(ref, id, names.TEAMS)
    )
    intro = (
        f"{count(len(site.corpus.audits), 'audit')} of {count(len(order), 'team')}. The team is the one that had the "
        "case. Teams have different cases and few audits: their figures are no ranking."
    )
    yield from listing(names.TEAMS, "Teams", (HOME,), ListBody(intro, table, TITLE, moved))
    for name in order:
        yield from _team(site, name, teams[name], pages[name])


def _row(site: Site, name: str, cases: list[AuditCase], href: str) -> tuple[Cell, ...]:
    mine = {case.audit.path for case in cases}
    actions = [row for row in site.actions if row.case.audit.path in mine]
    still = sum(row.open for row in actions)
    late = sum(row.standing is Standing.OVERDUE for row in actions)
    concerns = [concern for case in cases for concern in case.audit.concerns]
    unclosed = sum(concern.closed is None for concern in concerns)
    done = figure(sum(case.audit.completed is not None for case in cases), len(cases))
    moderated = figure(sum(bool(case.audit.moderations) for case in cases), len(cases))
    audits, acts, raised = (names.up(names.TEAMS, page) for page in (names.AUDITS, names.ACTIONS, names.CONCERNS))
    overdue = figure(late, still, tone=WARN if late else "", unit="open")
    return (
        Cell(name, href),
        led(figure(len(cases)), audits, Team=name),
        led(done, audits, Team=name, On_record=COMPLETED),
        led(moderated, audits, Team=name, On_record=MODERATED),
        led(figure(still, len(actions)), acts, Team=name),
        led(overdue, acts, Team=name, Standing=Standing.OVERDUE.value),
        led(figure(unclosed, len(concerns), tone=BAD if unclosed else ""), raised, Team=name, State=OPEN),
    )


def _team(site: Site, name: str, cases: list[AuditCase], page: str) -> Iterator[Page]:
    shown = [n for n, column in enumerate(COLUMNS) if column.text != "Team"]
    every = (audits_row(site, case, page) for case in newest_first(tuple(cases)))
    rows = tuple(tuple(row[n] for n in shown) for row in every)
    heads = tuple(COLUMNS[n] for n in shown)
    table = Table("audits", "Audits of this team, newest month first", heads, rows, tools=True)
    months = len({case.audit.month for case in cases})
    body = ListBody(
        f"{count(len(cases), 'audit')} in {count(months, 'month')}, as they stood on {format.day(site.today)}.",
        table,
        "In figures",
        Table("figures", "This team in figures", HEADS, (_row(site, name, cases, ""),)),
        grades=tuple(grade_views(site, grades_by_rubric(cases), page=page, only={"Team": name})),
        grades_title="Grades of this team",
        figures_first=True,
    )
    yield from listing(page, name, (HOME, Link("Teams", "index.html")), body)
