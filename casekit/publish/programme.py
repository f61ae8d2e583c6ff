"""The programme on pages: how each month went, for whom, and what became of every audit allocated (D1 to D4, D10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casekit.model.programme import KINDS, MONTHLY
from casekit.publish import format, month_forms, names
from casekit.publish.action_lists import DONE, ENDED
from casekit.publish.cells import figure, several
from casekit.publish.change import plan_compared
from casekit.publish.compliance import ALLOCATED, CRUMBS, KIND, SAYS, plan_compliance, reason_called, ways
from casekit.publish.compliance import table as by_name
from casekit.publish.context import Site
from casekit.publish.heat import filtered, led, told_apart
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Figure, Link, Page, Table
from casekit.publish.services import Services, service_of
from casekit.publish.tones import BAD, QUIET, WARN
from casekit.register.actions import Standing
from casekit.register.compliance import Allocation, Became, Compliance, allocations, compliance, grouped, service
from casekit.register.oversight import Oversight, oversight
from casekit.words import count, times

OVERSIGHT = "programme/oversight.html"
VERIFIERS = "programme/verified.html"
TONES = {Became.MISSING: BAD, Became.LATE: WARN, Became.STOPPED: QUIET, Became.EXEMPT: QUIET, Became.CANCELLED: QUIET}
HOME = Link("Home", "../index.html")
VERIFIED = Standing.VERIFIED.value
MANAGER = {"Standing": VERIFIED, "By_the_service_manager": "Yes"}
OVERDUE = {"For": KIND[MONTHLY], "What_became_of_it": Became.MISSING.value}
CHANGED = Link("Did it change anything?", "change.html")
OVERSEEN = Link("Oversight of actions", "oversight.html")


def plan_programme(site: Site) -> Iterator[Page]:
    """The programme's pages; one that says so where no month was allocated."""
    rows = allocations(site.corpus, site.today)
    whole = compliance(rows, sum(len(p.exempt) for p in site.corpus.programmes.values()))
    by_month = dict(sorted(grouped(site.corpus, rows, "month").items(), reverse=True))
    called = {name: format.month(name) for name in by_month}
    months = replace(
        by_name("months", "Months of the programme, the newest first", "Month", by_month, called),
        empty="No month was allocated yet.",
    )
    intro = f"{sentence(whole)} {SAYS}"
    see = Link("What became of each audit", "audits.html") if rows else OVERSEEN
    also = month_forms.LINK if site.about.forms else None
    body = ListBody(
        intro,
        months,
        "The same figures by auditor, team, service, year or reason",
        ways(site, rows) if rows else None,
        see=see,
        also=also,
    )
    yield from listing(names.PROGRAMME, "The programme", (HOME,), body)
    yield from month_forms.plan_month_forms(site, CRUMBS)
    if rows:
        yield from plan_compliance(site, rows)
        yield from _allocated(site, CRUMBS)
    yield from _oversight(site, CRUMBS)
    yield from plan_compared(site)


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
            filtered(ALLOCATED, **OVERDUE) if whole.missing else names.PROGRAMME,
            BAD if whole.missing else "",
        )


def _allocated(site: Site, crumbs: tuple[Link, ...]) -> Iterator[Page]:
    every = [row for kind in KINDS for row in allocations(site.corpus, site.today, kind)]
    every.sort(key=lambda row: (row.month, row.planned.id), reverse=True)
    heads = (
        Column("Audit"),
        Column("Month", choose=True),
        Column("For", choose=True),
        Column("Auditor", choose=True),
        Column("Team", choose=True),
        Column("Service", choose=True),
        Column("Year", choose=True),
        Column("Due"),
        Column("Completed"),
        Column("What became of it", choose=True),
        Column("Reason", choose=True),
    )
    cells = tuple(_allocation(site, row) for row in every)
    table = Table("allocated", "Every audit allocated, the newest first", heads, cells, tools=True)
    see = Link("Why audits were late or stopped", "reasons.html")
    intro = f"{count(len(every), 'audit')} allocated in {count(len(site.corpus.programmes), 'month')}."
    kinds = {kind: compliance(row for row in every if row.planned.kind == kind) for kind in KINDS}
    found = {kind: one for kind, one in kinds.items() if one.allocated or one.cancelled}
    beside = by_name("kinds", "What became of them, by what they are for", "For", found, KIND)
    body = ListBody(intro, table, "By what they are for", beside, see=see)
    yield from listing(ALLOCATED, "Audits of the programme", crumbs, body)


def _allocation(site: Site, row: Allocation) -> tuple[Cell, ...]:
    planned, why = row.planned, row.why
    link = site.audit_link(row.audit, ALLOCATED) if row.audit else Link(planned.id if site.reader.wrote else "No file")
    swapped = f"swapped {times(len(planned.swaps))}" if planned.swaps else ""
    jointly = several(site.person(one, "").text for one in planned.auditors)
    return (
        Cell(link.text, link.href),
        Cell(format.month(row.month), key=row.month),
        Cell(KIND.get(planned.kind, planned.kind)),
        replace(jointly, note=swapped),
        Cell(site.team(planned.case.team) or "No team"),
        Cell(service_of(site, service(site.corpus.people, planned.case.team, planned.due))),
        Cell(row.month[:4]),
        Cell(format.day(planned.due), key=planned.due.isoformat() if planned.due else ""),
        Cell(format.day(row.completed), key=row.completed.isoformat() if row.completed else ""),
        Cell(
            row.became.value,
            tone=TONES.get(row.became, ""),
            note=f"{count(row.days_late, 'day')} late" if row.days_late else "",
        ),
        Cell(reason_called(site, row.became, why.reason) if why is not None else ""),
    )


def _oversight(site: Site, crumbs: tuple[Link, ...]) -> Iterator[Page]:
    heads = (
        Column("Verified by"),
        Column("Actions verified", "number"),
        Column("Days from done to verified, median", "number"),
        Column("Longest", "number"),
    )
    seen: Oversight = oversight(site.corpus, site.today)
    called = {who: site.person(who, "").text for who in seen.verifiers}
    alone = told_apart(called.values())
    of, still, ended = Services(site), names.up(OVERSIGHT, names.ACTIONS), names.up(OVERSIGHT, ENDED)
    rows = tuple(
        (Cell(text), led(figure(one.number), page, Verified_by=text), _days(one.median), _days(one.longest))
        for text, one in ((called[who], one) for who, one in seen.verifiers.items())
        for page in (ended if text in alone else "",)
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
                Cell(name),
                led(
                    figure(one.overdue, one.open, unit="open", tone=BAD if one.overdue else ""),
                    still,
                    **of.only(name),
                    Standing=Standing.OVERDUE.value,
                ),
                led(figure(one.done, one.actions), ended, **of.only(name), Standing=(DONE, VERIFIED)),
                led(figure(one.verified, one.done, unit="done"), ended, **of.only(name), Standing=VERIFIED),
                led(figure(one.by_manager, one.verified, unit="verified"), ended, **of.only(name), **MANAGER),
            )
            for name, one in ((service_of(site, id), one) for id, one in seen.services.items())
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


def _days(number: float | None) -> Cell:
    text = "" if number is None else f"{number:g}"
    return Cell(text or "None", kind="number")
