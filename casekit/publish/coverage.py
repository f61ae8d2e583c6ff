"""Coverage: what the audits of a year have reached, drawn ones and targeted ones apart."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.heat import led
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.which import audit_cells
from casekit.register.coverage import DRAWN, OTHER, TARGETED, Coverage, coverage
from casekit.words import count

CHOICES = (DRAWN, TARGETED, OTHER)
AUDITS = "coverage-audits.html"


def plan_coverage(site: Site) -> Iterator[Page]:
    """The page, for the twelve months up to the newest completed audit."""
    found = coverage(site.corpus)
    home = (Link("Home", "index.html"),)
    if found is None:
        body = PartsBody("No audit is completed yet, so that nothing is covered.", ())
    else:
        span = f"from {format.month(found.first)} to {format.month(found.month)}"
        intro = (
            f"{count(found.whole.audits, 'completed audit')} {span}. Audits that were drawn at random stand for all "
            "cases; those chosen for a purpose do not, and are counted apart."
        )
        body = PartsBody(intro, (_whole(site, found), _choices(found), _teams(site, found)))
    yield Page(names.COVERAGE, "parts.html", "Coverage", home, body)
    if found is not None:
        yield from _counted(site, found)


def _counted(site: Site, found: Coverage) -> Iterator[Page]:
    """The audits behind all figures of coverage. Cases are numbered, as far as they are not for these readers."""
    heads = (
        Column("Audit"),
        Column("Month", choose=True),
        Column("Team", choose=True),
        Column("How chosen", choose=True),
        Column("Worker", choose=True),
        Column("Holds cases now", choose=True),
        Column("Case"),
    )
    refs = dict.fromkeys(case.audit.case.ref for case, _ in found.counted if case.audit.case.ref)
    number = {ref: f"Case {n}" for n, ref in enumerate(refs, start=1)}
    rows = []
    for case, chosen in reversed(found.counted):
        worker = case.audit.case.people.get("practitioner", "")
        ref = case.audit.case.ref
        rows.append(
            (
                *audit_cells(site, case, AUDITS),
                Cell(chosen),
                Cell(site.person(worker, "").text or "Not on record"),
                Cell("Yes" if worker in found.at_work else "No"),
                Cell(ref if site.reader.wrote else number.get(ref, "")),
            )
        )
    table = Table("counted", "Audits counted in coverage, newest first", heads, tuple(rows), tools=True)
    intro = (
        f"{count(len(rows), 'completed audit')} from {format.month(found.first)} to {format.month(found.month)}. The "
        "same case, worker or team may stand on several lines and is counted once."
    )
    trail = (Link("Home", "index.html"), Link("Coverage", names.COVERAGE))
    yield from listing(AUDITS, "Coverage: the audits behind it", trail, ListBody(intro, table))


def _led(cell: Cell, **behind: str) -> Cell:
    return led(cell, AUDITS, **behind)


def _whole(site: Site, found: Coverage) -> Part:
    rows = []
    says = []
    if found.listed is None:
        says.append(
            "How many cases were open is not known: no programme of these months was drawn from a list of cases. So no "
            "share of them is told."
        )
        rows.append((Cell("Different cases"), _led(figure(found.whole.cases)), Cell("not known", kind="number")))
    else:
        listed, month = found.listed
        says.append(
            f"The list of open cases for {format.month(month)} had {count(listed, 'case')}. Some of the cases "
            "that were audited may be closed by now, so that the share of open cases is at most what stands here."
        )
        share = f"{min(found.whole.cases / listed, 1):.0%}"
        rows.append((Cell("Different cases"), _led(figure(found.whole.cases, listed)), Cell(share, kind="number")))
    reached: tuple[tuple[str, tuple[int, int], dict[str, str]], ...] = (
        ("Workers who hold cases now", found.workers, {"Holds_cases_now": "Yes"}),
        ("Teams", found.teams, {}),
    )
    for label, (number, of), behind in reached:
        share = f"{number / of:.0%}" if of else "not known"
        rows.append((Cell(label), _led(figure(number, of), **behind), Cell(share, kind="number")))
    if not site.corpus.people.listed:
        says.append("There is no list of people, so that workers and teams without an audit are not known.")
    heads = (Column("What"), Column("Audited", "number"), Column("Share", "number"))
    table = Table("share", "Share of cases, workers and teams audited", heads, tuple(rows))
    return Part("whole", "How much was reached", says=tuple(says), tables=(table,))


def _choices(found: Coverage) -> Part:
    heads = ("How chosen", "Audits", "Cases", "Workers", "Teams")
    columns = tuple(Column(text, "number" if n else "") for n, text in enumerate(heads))
    rows = tuple(
        (
            Cell(name),
            _led(figure(one.audits, found.whole.audits), How_chosen=name),
            *(_led(figure(number), How_chosen=name) for number in (one.cases, one.workers, one.teams)),
        )
        for name, one in found.by_choice.items()
    )
    says = (
        "Targeted are thematic, dip-sample and multi-agency audits of a programme. An audit in no programme was "
        "chosen in a way that is not on record.",
    )
    return Part("chosen", "How they were chosen", says=says, tables=(Table("choices", "By choice", columns, rows),))


def _teams(site: Site, found: Coverage) -> Part:
    heads = (Column("Team"), *(Column(name, "number") for name in CHOICES), Column("Workers", "number"))
    rows: dict[str, list[int]] = {}
    for team, by in found.by_team.items():
        line = rows.setdefault(site.team(team) or "No team", [0, 0, 0, 0])
        for n, name in enumerate(CHOICES):
            line[n] += by[name].audits
        line[3] += sum(by[name].workers for name in CHOICES) if len(by) else 0
    made = tuple(
        (
            Cell(name),
            *(_led(figure(number), Team=name, How_chosen=how) for how, number in zip(CHOICES, line, strict=False)),
            _led(figure(line[3]), Team=name),
        )
        for name, line in rows.items()
    )
    table = Table("teams", "Audits of each team", heads, made, "No team is on record.", tools=True)
    link = Link("Teams", names.TEAMS)
    return Part("by-team", "By team", tables=(table,), links=(link,))
