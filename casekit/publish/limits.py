"""Limits: every grade that stands outside one, and whether a written reason carries it."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.corpus import AuditCase
from casekit.publish import names
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.tones import BAD, WARN
from casekit.publish.which import audit_cells
from casekit.rubric.evaluation import BrokenLimit
from casekit.words import count

WHICH = (Column("Audit"), Column("Month", choose=True), Column("Team", choose=True))


def plan_limits(site: Site) -> Iterator[Page]:
    """The list, those that nothing carries first."""
    found = [(case, one) for case in reversed(site.corpus.audits) for one in case.evaluation.broken]
    found.sort(key=lambda pair: pair[1].settled)
    heads = (
        *WHICH,
        Column("Limit", choose=True),
        Column("Section", choose=True),
        Column("Grade"),
        Column("Given by", choose=True),
        Column("Allowed"),
        Column("Standing", choose=True),
    )
    rows = tuple((*audit_cells(site, case, names.LIMITS), *_row(site, case, one)) for case, one in found)
    table = Table(
        "limits", "Grades outside a limit, those that nothing carries first", heads, rows, "None.", tools=True
    )
    open_ones = sum(not one.settled for _, one in found)
    intro = (
        f"{count(len(found), 'grade')} outside a limit of the form; {open_ones or 'none'} of them without what it "
        "needs. A limit that says “cannot” holds whatever is written; a rule of thumb gives way to a written reason."
        if found
        else "No grade stands outside a limit of its form."
    )
    see = Link("What was waived", names.WAIVERS)
    crumbs = (Link("Home", "index.html"),)
    yield from listing(names.LIMITS, "Limits", crumbs, ListBody(intro, table, see=see))


def _row(site: Site, case: AuditCase, one: BrokenLimit) -> tuple[Cell, ...]:
    section = case.rubric.section(one.section)
    scale = section.scale if section is not None else None
    labels = {value.id: value.label for value in scale.values} if scale is not None else {}
    standing = Cell("Reason written", tone=WARN) if one.settled else Cell("Nothing carries it", tone=BAD)
    title = section.title if section is not None else site.written(one.section)
    return (
        Cell(one.limit.title),
        Cell(title),
        Cell(labels.get(one.grade) or site.written(one.grade)),
        Cell(_by(case, one)),
        Cell(labels.get(one.bound) or site.written(one.bound)),
        standing,
    )


def _by(case: AuditCase, one: BrokenLimit) -> str:
    """Whose grade it is, by kind."""
    if any(moderation.id == one.by for moderation in case.audit.moderations):
        return "Moderator"
    return "Dispute" if any(dispute.id == one.by for dispute in case.audit.disputes) else "Auditor"
