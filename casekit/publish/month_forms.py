"""This month's forms on the site for the team: one page that an e-mail can lead to, from which each opens."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.publish import format
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.words import count

FORMS = "programme/forms.html"
FOLDER = "forms"
LINK = Link("Forms of this month", "forms.html")


def plan_month_forms(site: Site, crumbs: tuple[Link, ...]) -> Iterator[Page]:
    """The page; none where the site carries no forms."""
    month = f"{site.today:%Y-%m}"
    programme = site.corpus.programmes.get(month)
    if not site.about.forms or programme is None:
        return
    heads = (Column("Form"), Column("For", choose=True), Column("Team", choose=True), Column("Due"))
    rows = tuple(
        (
            Cell(one.id, f"../{FOLDER}/{one.id}.html"),
            Cell(", ".join(site.person(auditor, "").text for auditor in one.auditors)),
            Cell(site.team(one.case.team)),
            Cell(format.day(one.due), key=one.due.isoformat() if one.due else ""),
        )
        for one in programme.audits
        if one.id in site.about.forms
    )
    intro = (
        f"{count(len(rows), 'audit')} of {format.month(month)} not completed yet. Each form is one file: save it on "
        "your computer, open it there, fill it in, and send back the file that it saves."
    )
    table = Table("forms", "The forms of this month's audits", heads, rows, tools=True)
    yield from listing(FORMS, "Forms of this month", crumbs, ListBody(intro, table))
