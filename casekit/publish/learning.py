"""Learning: good practice to share, what the service should learn, and who passed it on when (D11, D17, E10)."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.context import Site
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.weak import audit_cells
from casekit.register.grades import counts
from casekit.words import count, listing

GOOD, LEARN = "good_practice", "learning"
WHICH = (Column("Audit"), Column("Month", choose=True), Column("Team", choose=True))


def plan_learning(site: Site) -> Iterator[Page]:
    """The page. Who reads no free text is told in which audits it stands."""
    intro = (
        "What audits found that others should hear of, and how it was passed on. Each head of service passes the "
        "month's learning on to their staff: who did so when, and for which teams, stands below."
    )
    parts = (
        _written(site, GOOD, "to-share", "Good practice to share"),
        _written(site, LEARN, "to-learn", "What the service should learn"),
        _passed_on(site),
    )
    yield Page(names.LEARNING, "parts.html", "Learning", (Link("Home", "index.html"),), PartsBody(intro, parts))


def _written(site: Site, about: str, id: str, title: str) -> Part:
    heads = (*WHICH, Column("What was written", "wide")) if site.reader.wrote else (*WHICH, Column("Form"))
    rows = []
    for case in reversed(site.corpus.audits):
        if counts(case):
            for text in texts(case, about):
                last = Cell(text) if site.reader.wrote else Cell(f"{case.rubric.title}, version {case.rubric.version}")
                rows.append((*audit_cells(site, case, names.LEARNING), last))
    rows = list(dict.fromkeys(rows)) if not site.reader.wrote else rows
    table = Table(f"{id}-list", title, heads, tuple(rows), "None is on record.", tools=True)
    says = f"{count(len(rows), 'entry', 'entries')} of completed audits, newest first."
    hidden = () if site.reader.wrote else ("What was written is for the audit team alone.",)
    return Part(id, title, says=(says, *hidden), tables=(table,))


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
            teams = listing(site.team(team) for team in one.teams) if one.teams else "All that they answer for"
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
    says = (f"Nothing on record for {listing(missing)}.",) if missing else ()
    return Part("passed", "Passed on by whom and when", says=says, tables=(table,))
