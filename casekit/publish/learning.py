"""Learning: good practice to share, what the service should learn, and who passed it on when (D11, D17, E10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.which import audit_cells
from casekit.register.grades import counts
from casekit.words import count
from casekit.words import listing as enumerated

GOOD, LEARN = "good_practice", "learning"
LISTS = ((GOOD, "to-share", "Good practice to share"), (LEARN, "to-learn", "What the service should learn"))
"""What boxes of a form may be about, and how the list of it is called."""
NEWEST = 20
"""So many entries of each stand on the first page."""
WHICH = (Column("Audit"), Column("Month", choose=True), Column("Team", choose=True))


def plan_learning(site: Site) -> Iterator[Page]:
    """The page. Who reads no free text is told in which audits it stands."""
    intro = (
        "What audits found that others should hear of, and how it was passed on. Each head of service passes the "
        "month's learning on to their staff: who did so when, and for which teams, stands below."
    )
    parts = [_newest(site, *one) for one in LISTS]
    home = Link("Home", "index.html")
    body = PartsBody(intro, (*parts, _passed_on(site)))
    yield Page(names.LEARNING, "parts.html", "Learning", (home,), body)
    trail = (Link("Home", "../index.html"), Link("Learning", "../learning.html"))
    for about, id, title in LISTS:
        page = f"learning/{id}.html"
        table = _written(site, about, id, title, page)
        if table.rows:
            yield from listing(page, title, trail, ListBody(" ".join(_says(site, len(table.rows))), table))


def _newest(site: Site, about: str, id: str, title: str) -> Part:
    """The newest entries, and where all of them stand."""
    every = _written(site, about, id, title, names.LEARNING)
    some = replace(every, rows=every.rows[:NEWEST], tools=False)
    left = f" The newest {NEWEST} stand here." if len(every.rows) > NEWEST else ""
    first, *more = _says(site, len(every.rows))
    links = (Link(f"{title}: the whole list", f"learning/{id}.html"),) if every.rows else ()
    themes = (Link("Themes that come back", names.THEMES),) if about == LEARN else ()
    return Part(id, title, says=(f"{first}{left}", *more), tables=(some,), links=(*links, *themes))


def _says(site: Site, entries: int) -> tuple[str, ...]:
    says = f"{count(entries, 'entry', 'entries')} of completed audits, newest first."
    return (says,) if site.reader.wrote else (says, "What was written is for the audit team alone.")


def _written(site: Site, about: str, id: str, title: str, page: str) -> Table:
    """Every entry, as the page shows it."""
    heads = (*WHICH, Column("What was written", "wide")) if site.reader.wrote else (*WHICH, Column("Form", choose=True))
    rows = []
    for case in reversed(site.corpus.audits):
        if counts(case):
            for text in texts(case, about):
                form = f"{case.rubric.title} (version {case.rubric.version})"
                last = Cell(text) if site.reader.wrote else Cell(form)
                rows.append((*audit_cells(site, case, page), last))
    rows = list(dict.fromkeys(rows)) if not site.reader.wrote else rows
    return Table(f"{id}-list", title, heads, tuple(rows), "None is on record.", tools=True)


def texts(case: AuditCase, about: str) -> Iterator[str]:
    """What an audit says in the boxes of its form that are about this, where it says something."""
    for section in case.rubric.all_sections():
        entry = case.audit.entry(section.id)
        for box in section.boxes.values():
            if about in box.about and box.id in entry.boxes and entry.boxes[box.id].text.strip():
                yield " ".join(entry.boxes[box.id].text.split())


def _passed_on(site: Site) -> Part:
    rows, missing = [], []
    done = {case.audit.month for case in site.corpus.audits if counts(case)}
    for month in sorted({*site.corpus.programmes, *done}, reverse=True):
        programme = site.corpus.programmes.get(month)
        for one in programme.cascaded if programme is not None else ():
            who = site.person(one.by, names.LEARNING)
            teams = enumerated(site.team(team) for team in one.teams) if one.teams else "All that they answer for"
            rows.append(
                (
                    Cell(format.month(month), key=format.month_key(month), kind="whole"),
                    Cell(who.text, who.href),
                    Cell(format.day(one.on), key=format.sortable(one.on)),
                    Cell(teams),
                )
            )
        if month in done and not (programme is not None and programme.cascaded):
            missing.append(format.month(month))
    heads = (Column("Month", choose=True), Column("By"), Column("On"), Column("To"))
    table = Table("passed-on", "Learning passed on", heads, tuple(rows), "Nothing is on record.", tools=True)
    says = (f"Nothing on record for {enumerated(missing)}.",) if missing else ()
    return Part("passed", "Passed on by whom and when", says=says, tables=(table,))
