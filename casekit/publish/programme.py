"""The programme on pages: how each month went, for whom, and what became of every audit allocated (D1 to D4, D10)."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.programme import AGENCIES, KINDS, MONTHLY, SAMPLE, THEMATIC
from casekit.publish import format, month_forms, names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Figure, Link, Page, Table
from casekit.publish.tones import BAD, QUIET, WARN
from casekit.register.compliance import Allocation, Became, Compliance, allocations, compliance, grouped
from casekit.register.oversight import Oversight, oversight
from casekit.register.reaudit import Change, changes
from casekit.words import count

AUDITORS = "programme/auditors.html"
ALLOCATED = "programme/audits.html"
OVERSIGHT = "programme/oversight.html"
CHANGE = "programme/change.html"
VERIFIERS = "programme/verified.html"
TONES = {Became.MISSING: BAD, Became.LATE: WARN, Became.STOPPED: QUIET, Became.EXEMPT: QUIET, Became.CANCELLED: QUIET}
KIND = {MONTHLY: "Monthly", THEMATIC: "Thematic", SAMPLE: "Dip sample", AGENCIES: "Multi-agency"}
HOME = Link("Home", "../index.html")
CHANGED = Link("Did it change anything?", "change.html")
OVERSEEN = Link("Oversight of actions", "oversight.html")
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


def plan_programme(site: Site) -> Iterator[Page]:
    """The programme's pages; one that says so where no month was allocated."""
    rows = allocations(site.corpus, site.today)
    whole = compliance(rows, sum(len(p.exempt) for p in site.corpus.programmes.values()))
    by_month = grouped(site.corpus, rows, "month")
    newest = dict(sorted(by_month.items(), reverse=True))
    months = Table(
        "months",
        "Months of the programme, the newest first",
        (Column("Month"), *FIGURES),
        tuple((Cell(format.month(name), key=name), *_figures(one)) for name, one in newest.items()),
        "No month was allocated yet.",
    )
    teams = Table(
        "teams",
        "The same by the case's team",
        (Column("Team"), *FIGURES),
        tuple(
            (Cell(site.team(name) or "No team"), *_figures(one))
            for name, one in grouped(site.corpus, rows, "team").items()
        ),
    )
    intro = f"{sentence(whole)} {SAYS}"
    see = Link("What became of each audit", "audits.html") if rows else OVERSEEN
    also = month_forms.LINK if site.about.forms else None
    body = ListBody(intro, months, "By team", teams if rows else None, see=see, also=also)
    yield from listing(names.PROGRAMME, "The programme", (HOME,), body)
    crumbs = (HOME, Link("The programme", "index.html"))
    yield from month_forms.plan_month_forms(site, crumbs)
    if rows:
        yield from _auditors(site, rows, crumbs)
        yield from _allocated(site, crumbs)
    yield from _oversight(site, (HOME, Link("The programme", "index.html")))
    yield from _change(site, (HOME, Link("The programme", "index.html")))


def sentence(whole: Compliance) -> str:
    """The programme in one sentence, each figure out of how many."""
    if not whole.allocated:
        return "No month was allocated yet."
    return (
        f"{format.number(whole.on_time)} of {count(whole.expected, 'audit')} expected completed on time, "
        f"{format.number(whole.reason)} late with a reason, {format.number(whole.late + whole.missing)} late without "
        f"one, {format.number(whole.open)} not due yet."
    )


def programme_figure(site: Site) -> Iterator[Figure]:
    """The figure of the first page: audits of the programme that are overdue without a reason."""
    whole = compliance(allocations(site.corpus, site.today))
    if whole.allocated:
        yield Figure(
            format.number(whole.missing),
            "audits overdue" if whole.missing != 1 else "audit overdue",
            f"of {format.number(whole.expected)} expected; {format.number(whole.on_time)} completed on time",
            names.PROGRAMME,
            BAD if whole.missing else "",
        )


def _figures(one: Compliance) -> tuple[Cell, ...]:
    return (
        figure(one.on_time, one.expected),
        figure(one.reason, one.expected),
        figure(one.late, one.expected, tone=WARN if one.late else ""),
        figure(one.missing, one.expected, tone=BAD if one.missing else ""),
        figure(one.open, one.expected),
        figure(one.stopped, one.allocated),
        figure(one.exempt, one.allocated),
    )


def _auditors(site: Site, rows: tuple[Allocation, ...], crumbs: tuple[Link, ...]) -> Iterator[Page]:
    found = grouped(site.corpus, rows, "auditor")
    cells = tuple(
        (Cell(site.person(name, "").text), *_figures(one), figure(one.excused)) for name, one in found.items()
    )
    heads = (Column("Auditor"), *FIGURES, Column("Months exempt", "number"))
    table = Table("auditors", "Auditors and what became of their audits", heads, cells, tools=True)
    intro = f"{count(len(found), 'auditor')}. {SAYS}"
    yield from listing(AUDITORS, "Auditors in the programme", crumbs, ListBody(intro, table, see=OVERSEEN))


def _allocated(site: Site, crumbs: tuple[Link, ...]) -> Iterator[Page]:
    every = [row for kind in KINDS for row in allocations(site.corpus, site.today, kind)]
    every.sort(key=lambda row: (row.month, row.planned.id), reverse=True)
    heads = (
        Column("Audit"),
        Column("Month", choose=True),
        Column("For", choose=True),
        Column("Auditor"),
        Column("Team", choose=True),
        Column("Due"),
        Column("Completed"),
        Column("What became of it", choose=True),
    )
    cells = tuple(_allocation(site, row) for row in every)
    table = Table("allocated", "Every audit allocated, the newest first", heads, cells, tools=True)
    see = Link("Auditors", "auditors.html")
    intro = f"{count(len(every), 'audit')} allocated in {count(len(site.corpus.programmes), 'month')}."
    yield from listing(ALLOCATED, "Audits of the programme", crumbs, ListBody(intro, table, see=see))


def _allocation(site: Site, row: Allocation) -> tuple[Cell, ...]:
    planned = row.planned
    link = site.audit_link(row.audit, ALLOCATED) if row.audit else Link(planned.id if site.reader.wrote else "No file")
    swapped = f"swapped {count(len(planned.swaps), 'time')}" if planned.swaps else ""
    jointly = ", ".join(site.person(one, "").text for one in planned.auditors)
    return (
        Cell(link.text, link.href),
        Cell(format.month(row.month), key=row.month),
        Cell(KIND.get(planned.kind, planned.kind)),
        Cell(jointly, note=swapped),
        Cell(site.team(planned.case.team)),
        Cell(format.day(planned.due), key=planned.due.isoformat() if planned.due else ""),
        Cell(format.day(row.completed), key=row.completed.isoformat() if row.completed else ""),
        Cell(
            row.became.value,
            tone=TONES.get(row.became, ""),
            note=f"{count(row.days_late, 'day')} late" if row.days_late else "",
        ),
    )


def _oversight(site: Site, crumbs: tuple[Link, ...]) -> Iterator[Page]:
    heads = (
        Column("Verified by"),
        Column("Actions verified", "number"),
        Column("Days from done to verified, median", "number"),
        Column("Longest", "number"),
    )
    seen: Oversight = oversight(site.corpus, site.today)
    rows = tuple(
        (Cell(site.person(who, "").text), figure(one.number), _days(one.median), _days(one.longest))
        for who, one in seen.verifiers.items()
    )
    services = Table(
        "services",
        "Actions and who verified them, by the case's service",
        (
            Column("Service"),
            Column("Overdue", "number"),
            Column("Done", "number"),
            Column("Verified", "number"),
            Column("By the service manager", "number"),
        ),
        tuple(
            (
                Cell(_service(site, name)),
                figure(one.overdue, one.open, unit="open", tone=BAD if one.overdue else ""),
                figure(one.done, one.actions),
                figure(one.verified, one.done, unit="done"),
                figure(one.by_manager, one.verified, unit="verified"),
            )
            for name, one in seen.services.items()
        ),
        "There are no actions yet.",
    )
    table = Table("verifiers", "Who verified actions, and how soon", heads, rows, "No action was verified yet.")
    steps = Table(
        "steps",
        "Days between the steps of an action",
        (Column("Step"), Column("Actions", "number"), Column("Median", "number"), Column("Longest", "number")),
        tuple(
            (Cell(name), figure(one.number), _days(one.median), _days(one.longest)) for name, one in seen.steps.items()
        ),
    )
    intro = (
        f"{format.number(seen.waiting)} of {count(seen.done, 'done action')} wait to be verified; "
        f"{format.number(seen.moved)} of {count(seen.actions, 'action')} were moved; "
        f"{format.number(seen.stranded)} of {format.number(seen.open)} open ones are stranded: their owner has "
        "left, or the case is somebody else's now."
    )
    yield from listing(VERIFIERS, "Who verified actions", crumbs, ListBody(intro, table, see=CHANGED))
    body = ListBody(intro, services, "From step to step", steps, see=Link("Who verified actions", "verified.html"))
    yield from listing(OVERSIGHT, "Oversight of actions", crumbs, body)


def _service(site: Site, name: str) -> str:
    """What a service is called: its area, else its service manager."""
    area = site.corpus.people.areas.get(name)
    return (area.name or area.id) if area else site.person(name, "").text if name else "No service"


def _change(site: Site, crumbs: tuple[Link, ...]) -> Iterator[Page]:
    """Grades of cases that were audited again, with the uncertainty of their number, and no more claimed than that."""
    found = changes(site.corpus.audits)
    heads = (
        Column("Grades compared"),
        Column("Better", "number"),
        Column("The same", "number"),
        Column("Worse", "number"),
        Column("Share better, 95% interval", "number"),
    )
    kinds = (
        ("Overall", found.overall),
        ("Sections whose actions were all done by then", found.acted),
        ("Sections with an action not done by then", found.open),
        ("Sections without an action", found.others),
    )
    rows = tuple(
        (
            Cell(name),
            figure(one.better, one.compared),
            figure(one.same, one.compared),
            figure(one.worse, one.compared),
            Cell(_interval(one), kind="number"),
        )
        for name, one in kinds
        if one.compared
    )
    again = "No case was audited again under the same form."
    table = Table("change", "Grades in the later audit, held against the earlier one", heads, rows, again)
    intro = (
        f"{count(len(found.pairs), 'time')} a case was audited again under the same version of a form. Grades are "
        "those that hold after moderation. This compares and claims no cause: months, people and chance lie between, "
        "and cases that are audited again were not chosen to be like the others."
    )
    yield from listing(CHANGE, "Did it change anything?", crumbs, ListBody(intro, table))


def _interval(one: Change) -> str:
    between = one.interval
    return f"{between[0]:.0%} to {between[1]:.0%}" if between else ""


def _days(number: float | None) -> Cell:
    text = "" if number is None else f"{number:g}"
    return Cell(text or "None", kind="number")
