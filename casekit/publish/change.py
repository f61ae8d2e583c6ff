"""Grades of cases that were audited again: what changed, with the uncertainty of such numbers, and no cause claimed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casekit.publish import format
from casekit.publish.cells import figure
from casekit.publish.compliance import CRUMBS
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.register.reaudit import Change, changes
from casekit.words import count

CHANGE = "programme/change.html"
TEAMS = "programme/change-teams.html"
HEADS = (
    Column("Better", "number"),
    Column("The same", "number"),
    Column("Worse", "number"),
    Column("Share better, 95% interval", "number"),
)
CLAIMS = (
    "Grades are those that hold after moderation. This compares and claims no cause: months, people and chance lie "
    "between, and cases that are audited again were not chosen to be like the others."
)
MANY = "Where there are many lines, some differ by chance alone: one interval in twenty does not hold the true share."


def plan_compared(site: Site) -> Iterator[Page]:
    """The page of the whole with each section, and that of teams."""
    found = changes(site.corpus.audits)
    kinds = {
        "Overall": found.overall,
        "Sections whose actions were all done by then": found.acted,
        "Sections with an action not done by then": found.open,
        "Sections without an action": found.others,
    }
    again = "No case was audited again under the same form."
    whole = _table("change", "Grades in the later audit, held against the earlier one", "Grades compared", kinds, again)
    sections = {_section(site, *key): one for key, one in found.sections.items()}
    by_section = _table("change-sections", "The same for each section", "Section", sections, again)
    intro = (
        f"{count(len(found.pairs), 'time')} a case was audited again under the same version of a form. {CLAIMS} {MANY}"
    )
    see = Link("By team", "change-teams.html")
    body = ListBody(intro, whole, "By section", by_section, see=see)
    yield from listing(CHANGE, "Did it change anything?", CRUMBS, body)
    teams = {site.team(name) or "Another team by then": one for name, one in found.teams.items()}
    by_team = _table("change-teams", "Overall grades of cases audited again, by team", "Team", teams, again)
    gone = found.teams.get("", Change()).compared
    moved = f" {count(gone, 'case')} had gone to another team by then." if gone else ""
    said = f"{format.number(found.overall.compared)} overall grades compared.{moved} {CLAIMS} {MANY}"
    yield from listing(
        TEAMS, "Did it change anything? By team", CRUMBS, ListBody(said, by_team, see=Link("All", "change.html"))
    )


def _table(id: str, caption: str, head: str, kinds: Mapping[str, Change], empty: str) -> Table:
    rows = tuple(
        (
            Cell(name),
            figure(one.better, one.compared),
            figure(one.same, one.compared),
            figure(one.worse, one.compared),
            Cell(_interval(one), kind="number"),
        )
        for name, one in kinds.items()
        if one.compared
    )
    return Table(id, caption, (Column(head), *HEADS), rows, empty)


def _section(site: Site, ref: str, section: str) -> str:
    """A section's title, with its form where there are several."""
    form = site.corpus.rubrics.get(ref)
    found = form.section(section) if form is not None else None
    title = found.title if found is not None else site.written(section)
    return f"{title} ({form.title})" if form is not None and len(site.corpus.rubrics) > 1 else title


def _interval(one: Change) -> str:
    between = one.interval
    return f"{between[0]:.0%} to {between[1]:.0%}" if between else ""
