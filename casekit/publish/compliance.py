"""Compliance with the programme on pages: by year, auditor, team and service, and why audits were late or stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from casekit.model.programme import AGENCIES, MONTHLY, SAMPLE, THEMATIC
from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.heat import led, told_apart
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.services import service_of
from casekit.publish.tones import BAD, WARN
from casekit.register.compliance import Allocation, Became, Compliance, grouped, reasons
from casekit.words import count

ALLOCATED = "programme/audits.html"
KIND = {MONTHLY: "Monthly", THEMATIC: "Thematic", SAMPLE: "Dip sample", AGENCIES: "Multi-agency"}
AUDITORS = "programme/auditors.html"
TEAMS = "programme/teams.html"
SERVICES = "programme/services.html"
YEARS = "programme/years.html"
REASONS = "programme/reasons.html"
FIGURES = (
    Column("On time", "number"),
    Column("Late with a reason", "number"),
    Column("Late", "number"),
    Column("Overdue", "number"),
    Column("Not due yet", "number"),
    Column("Stopped", "number"),
    Column("Exempt", "number"),
)
SAYS = (
    "On time, late and overdue are out of the audits expected: all allocated but for those stopped or exempt. "
    "Cancelled audits count for nothing. The team is the case's; a joint audit counts for each of its auditors."
)
CRUMBS = (Link("Home", "../index.html"), Link("The programme", "index.html"))


def figures(one: Compliance, **behind: str) -> tuple[Cell, ...]:
    """What became of some allocations, each figure out of how many. behind: which of all allocated they are."""
    return (
        _led(figure(one.on_time, one.expected), Became.ON_TIME, behind),
        _led(figure(one.reason, one.expected), Became.REASON, behind),
        _led(figure(one.late, one.expected, tone=WARN if one.late else ""), Became.LATE, behind),
        _led(figure(one.missing, one.expected, tone=BAD if one.missing else ""), Became.MISSING, behind),
        _led(figure(one.open, one.expected), Became.OPEN, behind),
        _led(figure(one.stopped, one.allocated), Became.STOPPED, behind),
        _led(figure(one.exempt, one.allocated), Became.EXEMPT, behind),
    )


def _led(cell: Cell, became: Became, behind: Mapping[str, str]) -> Cell:
    """A figure that leads to the audits of the programme that it counts; nothing of none."""
    return led(cell, _below(ALLOCATED), **behind, What_became_of_it=became.value)


def _below(page: str) -> str:
    """A page of this folder, from another of it."""
    return page.rpartition("/")[2]


def table(id: str, caption: str, head: str, found: Mapping[str, Compliance], called: Mapping[str, str]) -> Table:
    """One line for each group of the month's expected audits, called as it is called. head: the list's column."""
    rows = tuple(
        (Cell(called[name], key=name), *figures(one, **({"For": KIND[MONTHLY]} | {head: called[name]})))
        for name, one in found.items()
    )
    return Table(id, caption, (Column(head), *FIGURES), rows, tools=True)


def plan_compliance(site: Site, rows: tuple[Allocation, ...]) -> Iterator[Page]:
    """A page each for auditors, teams, services, years and reasons."""
    yield from _auditors(site, rows)
    teams = grouped(site.corpus, rows, "team")
    by_team = table(
        "teams", "Teams and what became of audits of their cases", "Team", teams,
        {name: site.team(name) or "No team" for name in teams},
    )  # fmt: skip
    intro = f"{count(len(teams), 'team')}. {SAYS}"
    yield from listing(
        TEAMS, "The programme by team", CRUMBS, ListBody(intro, by_team, see=_see("By service", SERVICES))
    )
    services = grouped(site.corpus, rows, "service")
    by_service = table(
        "services", "Services and what became of audits of their cases", "Service", services,
        {name: service_of(site, name) for name in services},
    )  # fmt: skip
    said = (
        f"{count(len(services), 'service')}: the area that the case's team belongs to, else its service manager. {SAYS}"
    )
    yield from listing(
        SERVICES, "The programme by service", CRUMBS, ListBody(said, by_service, see=_see("By team", TEAMS))
    )
    yield from _years(site, rows)
    yield from _reasons(site, rows)


def _years(site: Site, rows: tuple[Allocation, ...]) -> Iterator[Page]:
    found = dict(sorted(grouped(site.corpus, rows, "year").items(), reverse=True))
    by_year = table("years", "Years of the programme, the newest first", "Year", found, {name: name for name in found})
    yield from listing(
        YEARS, "The programme by year", CRUMBS, ListBody(f"{count(len(found), 'year')}. {SAYS}", by_year)
    )


def _auditors(site: Site, rows: tuple[Allocation, ...]) -> Iterator[Page]:
    found = grouped(site.corpus, rows, "auditor")
    called = {name: site.person(name, "").text for name in found}
    alone = told_apart(called.values())
    cells = tuple(
        (
            Cell(text),
            *(figures(one, **_whose(text)) if text in alone else map(_bare, figures(one))),
            figure(one.excused),
        )
        for text, one in ((called[name], one) for name, one in found.items())
    )
    heads = (Column("Auditor"), *FIGURES, Column("Months exempt", "number"))
    made = Table("auditors", "Auditors and what became of their audits", heads, cells, tools=True)
    see = Link("Oversight of actions", "oversight.html")
    intro = f"{count(len(found), 'auditor')}. {SAYS}"
    yield from listing(AUDITORS, "Auditors in the programme", CRUMBS, ListBody(intro, made, see=see))


def _whose(auditor: str) -> dict[str, str]:
    return {"For": KIND[MONTHLY], "Auditor": auditor}


def _bare(cell: Cell) -> Cell:
    """A figure that leads nowhere: several people are called alike, so that the list cannot tell them apart."""
    return replace(cell, href="")


def _reasons(site: Site, rows: tuple[Allocation, ...]) -> Iterator[Page]:
    """Why audits were late and why they were stopped, by the reasons that policy lists (F9)."""
    late, stopped = reasons(rows, Became.REASON), reasons(rows, Became.STOPPED)
    tables = [
        _counted(site, "late", "Audits late with a reason", late, Became.REASON),
        _counted(site, "stopped", "Audits that were stopped", stopped, Became.STOPPED),
    ]
    intro = (
        f"{count(sum(late.values()), 'audit')} late with a reason and {count(sum(stopped.values()), 'audit')} stopped, "
        f"of {format.number(len(rows))} allocated. Which reasons there are is the council's to list; what was written "
        "beside them stands in the programme alone."
    )
    body = ListBody(intro, tables[0], "Why audits were stopped", tables[1], see=_see("By auditor", AUDITORS))
    yield from listing(REASONS, "Why audits were late or stopped", CRUMBS, body)


def _counted(site: Site, id: str, caption: str, found: Mapping[str, int], became: Became) -> Table:
    numbers: Counter[str] = Counter()
    for reason, number in found.items():
        numbers[reason_called(site, became, reason)] += number
    rows = tuple(
        (Cell(name), _led(figure(number, numbers.total()), became, {"For": KIND[MONTHLY], "Reason": name}))
        for name, number in numbers.items()
    )
    return Table(id, caption, (Column("Reason"), Column("Audits", "number")), rows, "None.")


def reason_called(site: Site, became: Became, reason: str) -> str:
    """What a reason for being late or for having stopped is called."""
    policy = site.corpus.policy.programme
    listed = policy.stop_reasons if became is Became.STOPPED else policy.late_reasons
    return site.reader.listed(reason, listed) if reason else "No listed reason"


def _see(text: str, page: str) -> Link:
    return Link(text, _below(page))


def ways(site: Site, rows: tuple[Allocation, ...]) -> Table:
    """Where the same figures stand by something else, with how many lines each has."""
    by = {
        "auditor": ("Auditor", AUDITORS),
        "team": ("Team", TEAMS),
        "service": ("Service", SERVICES),
        "year": ("Year", YEARS),
    }
    found = [
        (Cell(text, names.up(names.PROGRAMME, page)), figure(len(grouped(site.corpus, rows, way))))
        for way, (text, page) in by.items()
    ]
    why = sum(len(reasons(rows, became)) for became in (Became.REASON, Became.STOPPED))
    found.append((Cell("Reason for being late or stopped", names.up(names.PROGRAMME, REASONS)), figure(why)))
    return Table(
        "ways", "The same figures by something else", (Column("Figures by"), Column("Rows", "number")), tuple(found)
    )
