"""Waivers on pages: in the audit that they stand in, and all of them in one list."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.audit import Waiver
from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.blocks import Block, person_cell
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.problems import rule_cell
from casekit.publish.tones import BAD, QUIET, WARN
from casekit.words import count

STANDING = {
    "CK191": ("Does not hold", BAD),
    "CK192": ("Run out", WARN),
    "CK193": ("Covers nothing", WARN),
}
"""What lint says of a waiver, in a word; without a word it is in force."""


def waivers_block(site: Site, case: AuditCase, page: str) -> Block:
    """The waivers of one audit."""
    rows = tuple(_row(site, case, waiver, n, page) for n, waiver in enumerate(case.audit.waivers, start=1))
    table = Table("waiver-list", "Waivers", _columns(site), rows)
    says = "What lint would report here, and somebody with the right to do so has set aside."
    return Block("waivers", "Waivers", says, tables=(table,))


def plan_waivers(site: Site) -> Iterator[Page]:
    """The list of all waivers, those that need somebody first."""
    rows = []
    for case in site.corpus.audits:
        link = site.audit_link(case.audit, names.WAIVERS)
        for n, waiver in enumerate(case.audit.waivers, start=1):
            rows.append((Cell(link.text, link.href), *_row(site, case, waiver, n, names.WAIVERS)))
    standing = len(_columns(site)) - (1 if site.reader.wrote else 0)
    rows.sort(key=lambda row: row[standing].tone == QUIET)
    audits = len({row[0] for row in rows})
    intro = f"{count(len(rows), 'waiver')} in {count(audits, 'audit')}. What they cover is in no figure of problems."
    heads = (Column("Audit"), *_columns(site))
    table = Table(
        "waivers", "All waivers, those that need somebody first", heads, tuple(rows), "Nothing is waived.", True
    )
    crumbs = (Link("Home", "../index.html"), Link("Problems", "index.html"))
    yield from listing(names.WAIVERS, "Waivers", crumbs, ListBody(intro, table))


def _columns(site: Site) -> tuple[Column, ...]:
    heads: tuple[Column, ...] = (Column("Waiver"), Column("Rule", choose=True), Column("About"), Column("Given by"))
    heads = (*heads, Column("Given"), Column("Until"))
    standing = Column("Standing", choose=True)
    return (*heads, standing, Column("Reason", "wide")) if site.reader.wrote else (*heads, standing)


def _row(site: Site, case: AuditCase, waiver: Waiver, number: int, page: str) -> tuple[Cell, ...]:
    limits = {limit.id: limit.title for section in case.rubric.all_sections() for limit in section.limits}
    about = site.reader.listed(waiver.limit, limits)
    where = site.written(waiver.where)
    word, tone = _standing(site, case, waiver)
    cells = (
        Cell(waiver.id if site.reader.wrote else str(number)),
        rule_cell(site, waiver.code, page) if waiver.code in site.names.rules else Cell(site.written(waiver.code)),
        Cell(about or where or "The whole audit", note=where if about else ""),
        person_cell(site, waiver.who, page),
        Cell(format.day(waiver.on), key=waiver.on.isoformat() if waiver.on else ""),
        Cell(format.day(waiver.until), key=waiver.until.isoformat() if waiver.until else ""),
        Cell(word, tone=tone),
    )
    return (*cells, Cell(waiver.reason)) if site.reader.wrote else cells


def _standing(site: Site, case: AuditCase, waiver: Waiver) -> tuple[str, str]:
    """What lint found about this waiver."""
    found = site.problems.get(case.audit.path)
    for problem, _ in found.problems if found else ():
        if problem.code in STANDING and f"{problem.place}/".startswith(f"waivers/{waiver.id}/"):
            return STANDING[problem.code]
    return "In force", QUIET
