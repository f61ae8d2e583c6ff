"""Which audits of a month are to be moderated, how far that has come, and each of them as a line of a list."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.sample import Sample
from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.heat import led
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part
from casekit.publish.which import audit_cells
from casekit.words import count

DRAWN = "moderation/drawn.html"
ALWAYS, CHANCE = "Always", "Drawn"


def drawn_parts(site: Site) -> Iterator[Part]:
    """Of each month that was drawn, which audits are still to be moderated; the newest first."""
    rows = tuple(_row(site, drawn) for drawn in reversed(site.corpus.samples))
    if rows:
        columns = (
            Column("Month"),
            Column("Completed when drawn", "number"),
            Column("Always", "number"),
            Column("Drawn", "number"),
            Column("Moderated", "number"),
            Column("Still to moderate"),
        )
        says = "Those with the lowest or highest grade, a settled expectation or a waiver, and a share of the others."
        table = Table("sample", "Audits to moderate, by month", columns, rows, titled=True)
        yield Part("to-moderate", "Audits to moderate", says=(says,), tables=(table,))


def _row(site: Site, drawn: Sample) -> tuple[Cell, ...]:
    only = {"Month drawn": format.month(drawn.month)}
    chosen = [*(audit for audit, _ in drawn.always), *drawn.drawn]
    cases = [site.by_id[audit] for audit in chosen if audit in site.by_id]
    waiting = [case for case in cases if not case.audit.moderations]
    always, rest = figure(len(drawn.always)), figure(len(drawn.drawn), drawn.candidates - len(drawn.always))
    return (
        Cell(only["Month drawn"], key=drawn.month),
        figure(drawn.candidates),
        led(always, "drawn.html", only, Why=ALWAYS),
        led(rest, "drawn.html", only, Why=CHANCE),
        led(figure(len(cases) - len(waiting), len(chosen)), "drawn.html", only, Moderated="Yes"),
        Cell("" if waiting else "None", lines=tuple(site.audit_title(case.audit) for case in waiting)),
    )


def plan_drawn(site: Site) -> Iterator[Page]:
    """Every audit that was to be moderated, month by month; nothing where none was drawn."""
    if not site.corpus.samples:
        return
    rows = []
    for drawn in reversed(site.corpus.samples):
        month = Cell(format.month(drawn.month), key=drawn.month, kind="whole")
        for id, why in (*((id, ALWAYS) for id, _ in drawn.always), *((id, CHANCE) for id in drawn.drawn)):
            case = site.by_id.get(id)
            if case is None:
                audit, team, done = Cell(id if names.valid(id) else "No file"), Cell("No team"), "No file"
            else:
                audit, _, team = audit_cells(site, case, DRAWN)
                done = "Yes" if case.audit.moderations else "No"
            rows.append((audit, month, team, Cell(why), Cell(done)))
    heads = (
        Column("Audit"),
        Column("Month drawn", choose=True),
        Column("Team", choose=True),
        Column("Why", choose=True),
        Column("Moderated", choose=True),
    )
    title = "Audits to moderate"
    table = Table("drawn", f"{title}, the newest month first", heads, tuple(rows), "None was drawn.", tools=True)
    intro = f"{count(len(rows), 'audit')} in {count(len(site.corpus.samples), 'month')}."
    trail = (Link("Home", "../index.html"), Link("Moderation and agreement", "index.html"))
    yield from listing(DRAWN, title, trail, ListBody(intro, table))
