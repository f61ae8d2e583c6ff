"""A list for each section of a form: every grade in effect, what it was before, and what a moderator gave."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.publish.cells import several
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.tones import tone
from casekit.publish.which import WHICH, audit_cells
from casekit.register.judges import apart
from casekit.register.weak import FormLines, Given, SectionLine
from casekit.rubric.model import Scale
from casekit.words import count

TRAIL = (Link("Home", "../index.html"), Link("Sections and questions", "index.html"))
LOWER, UPPER = "Lower half", "Upper half"
GAVE, APART = "Moderator gave", "Auditor and moderator"
"""The columns of what a moderator gave, and of how far both agree."""


def plan_section(site: Site, form: FormLines, line: SectionLine, page: str) -> Iterator[Page]:
    """The list of one section. Who audited stands in it where policy shows how far each auditor agrees."""
    named = line.graded.id == form.rubric.overall.id and site.corpus.policy.agreement.auditors
    heads = (
        *WHICH,
        Column("Grade in effect", choose=True),
        Column("Part of the scale", choose=True),
        Column("Before moderation", choose=True),
        Column("Changed", choose=True),
        Column(GAVE, choose=True),
        Column(APART, choose=True),
        *((Column("Auditor", choose=True),) if named else ()),
    )
    rows = tuple(
        (*_given(site, line, given, page), *((Cell(site.person(given.case.audit.auditor, "").text),) if named else ()))
        for given in reversed(line.given)
    )
    table = Table("graded", f"Grades in effect: {line.graded.title}", heads, rows, "No audit has a grade.", tools=True)
    lower = sum(given.lower for given in line.given)
    title = f"{form.rubric.title}, version {form.rubric.version}"
    intro = f"{lower} of {count(len(rows), 'grade')} in effect lie in the lower half of the scale. {title}."
    yield from listing(page, f"{line.graded.title}: grades", TRAIL, ListBody(intro, table))


def _given(site: Site, line: SectionLine, given: Given, page: str) -> tuple[Cell, ...]:
    scale = line.graded.scale
    return (
        *audit_cells(site, given.case, page),
        Cell(scale.label(given.grade), tone=tone(scale, given.grade), key=str(scale.ranks[given.grade])),
        Cell(LOWER if given.lower else UPPER),
        *_before(scale, given),
        *_moderated(scale, given),
    )


def _before(scale: Scale, given: Given) -> tuple[Cell, Cell]:
    """What the auditor gave, and whether moderation or a dispute changed it."""
    if given.first is None:
        return Cell("No grade", key=str(len(scale.values))), Cell("No")
    changed = given.first != given.grade
    return Cell(scale.label(given.first), key=str(scale.ranks[given.first])), Cell("Yes" if changed else "No")


def _moderated(scale: Scale, given: Given) -> tuple[Cell, Cell]:
    """What a moderator gave and how it lies to the auditor's, of audits whose pair of grades is compared."""
    if given.pair is None:
        return Cell(""), Cell("")
    gave = given.pair[1]
    known = gave is not None and gave in scale.ranks
    shown = Cell(scale.label(gave), key=str(scale.ranks[gave])) if gave is not None and known else Cell("No grade")
    return shown, several(apart(given.pair, scale))
