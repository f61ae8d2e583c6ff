"""Actions on pages: what is open, what waits to be verified, what has ended, and each person's own list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casekit.model.audit import Action
from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.blocks import person_cell
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.tones import BAD, GOOD, QUIET, WARN
from casekit.register.actions import ActionRow, Standing, action_figures, by_owner, standing
from casekit.rubric.model import Rubric
from casekit.words import count

TONES = {
    Standing.OVERDUE: BAD,
    Standing.UNDATED: WARN,
    Standing.OPEN: "",
    Standing.DONE: QUIET,
    Standing.VERIFIED: GOOD,
    Standing.CANCELLED: QUIET,
}
ENDED = "actions/ended.html"
NOBODY = "people/somebody-else.html"


def columns(site: Site, *, owner: bool = True) -> tuple[Column, ...]:
    """The columns of a list of actions."""
    return (
        Column("Due"),
        Column("Standing", choose=True),
        Column("Action", "wide"),
        *((Column("Owner", choose=True),) if owner else ()),
        Column("Team", choose=True),
        Column("Audit"),
    )


def action_row(site: Site, row: ActionRow, page: str, *, owner: bool = True) -> tuple[Cell, ...]:
    """One action as a line of a list."""
    action, audit = row.action, row.case.audit
    link = site.audit_link(audit, page)
    return (
        Cell(format.day(action.due) or "None", key=format.sortable(action.due) or "0", note=_moved(action)),
        _standing(row.standing, row.late, action),
        _what(site, row.case.rubric, action),
        *((person_cell(site, action.owner, page) if action.owner else Cell("Nobody", tone=BAD),) if owner else ()),
        Cell(site.team(audit.case.team)),
        Cell(link.text, link.href + "#actions"),
    )


def audit_actions(site: Site, case: AuditCase, page: str) -> Table:
    """The actions of one audit in the order of its file, with everything on record."""
    rows = []
    for action in case.audit.actions:
        state = standing(action, site.today)
        late = (site.today - action.due).days if state is Standing.OVERDUE and action.due else 0
        rows.append(
            (
                _what(site, case.rubric, action, full=True),
                person_cell(site, action.owner, page) if action.owner else Cell("Nobody", tone=BAD),
                Cell(format.day(action.due) or "None", tone="" if action.due else WARN, note=_moves(site, action)),
                _standing(state, late, action),
                Cell(format.day(action.done_on), note=_ended(site, action)),
                Cell(format.day(action.verified_on), note=_by(site, action.verified_by)),
            )
        )
    heads = ("Owner", "Due", "Standing", "Done", "Verified")
    shown = (Column("Action", "wide"), *(Column(head) for head in heads))
    return Table("action-list", "Actions of this audit", shown, tuple(rows), "No action was agreed.")


def plan_actions(site: Site) -> Iterator[Page]:
    """Open actions, the most urgent first, and those that have ended."""
    open_rows = [row for row in site.actions if row.open]
    ended = [row for row in site.actions if not row.open]
    figures = action_figures(site.actions)
    crumbs = (Link("Home", "../index.html"),)
    intro = (
        f"{count(figures.open, 'open action')} of {format.number(figures.total)}: "
        f"{format.number(figures.overdue)} overdue on {format.day(site.today)}, "
        f"{format.number(figures.undated)} without a deadline. Due today is not overdue."
    )
    table = Table(
        "actions",
        "Open actions, the most urgent first",
        columns(site),
        tuple(action_row(site, row, names.ACTIONS) for row in open_rows),
        "No action is open.",
        True,
    )
    yield from listing(
        names.ACTIONS, "Open actions", crumbs, ListBody(intro, table, "Actions that have ended", _ended_table(site))
    )
    in_time = (
        f"{format.number(figures.in_time)} of {count(figures.done_dated, 'done action')} with a deadline done in time."
    )
    intro = (
        f"{format.number(figures.done)} done, of which {format.number(figures.verified)} verified; "
        f"{format.number(figures.cancelled)} cancelled. {in_time}"
    )
    table = Table(
        "actions",
        "Actions done or cancelled",
        columns(site),
        tuple(action_row(site, row, ENDED) for row in ended),
        "No action has ended yet.",
        True,
    )
    yield from listing(ENDED, "Ended actions", (*crumbs, Link("Open actions", "index.html")), ListBody(intro, table))


def _ended_table(site: Site) -> Table:
    figures = action_figures(site.actions)
    return Table(
        "ended",
        "Actions that have ended",
        (Column("Standing"), Column("Actions", "number")),
        (
            (
                Cell("Done, to be verified", names.up(names.ACTIONS, ENDED)),
                figure(figures.done - figures.verified, figures.done, unit="done"),
            ),
            (Cell("Verified"), figure(figures.verified, figures.done, unit="done")),
            (Cell("Cancelled"), figure(figures.cancelled, figures.total)),
        ),
    )


def plan_people(site: Site) -> Iterator[Page]:
    """Everybody who owns an action, and a list for each."""
    owners = _owners(site)
    rows = []
    for (title, page), mine in owners.items():
        figures = action_figures(mine)
        rows.append(
            (
                Cell(title, names.up(names.PEOPLE, page)),
                figure(figures.overdue, tone=BAD if figures.overdue else ""),
                figure(figures.open),
                figure(figures.done - figures.verified),
                figure(figures.total),
            )
        )
    heads = ("Overdue", "Open", "Done, to be verified", "All actions")
    table = Table(
        "people",
        "Who owns actions",
        (Column("Owner"), *(Column(head, "number") for head in heads)),
        tuple(rows),
        "Nobody owns an action.",
        True,
    )
    intro = f"{count(len(rows), 'owner')} of {count(len(site.actions), 'action')}."
    yield from listing(names.PEOPLE, "People's actions", (Link("Home", "../index.html"),), ListBody(intro, table))
    for (title, page), mine in owners.items():
        yield from _person(site, title, page, mine)


def _person(site: Site, title: str, page: str, mine: tuple[ActionRow, ...]) -> Iterator[Page]:
    figures = action_figures(mine)
    intro = (
        f"{count(figures.open, 'open action')} of {format.number(figures.total)}, "
        f"{format.number(figures.overdue)} overdue on {format.day(site.today)}."
    )
    table = Table(
        "actions",
        "Actions, the most urgent first",
        columns(site, owner=False),
        tuple(action_row(site, row, page, owner=False) for row in mine),
        tools=True,
    )
    crumbs = (Link("Home", "../index.html"), Link("People's actions", "index.html"))
    yield from listing(page, f"Actions of {title}", crumbs, ListBody(intro, table))


def _owners(site: Site) -> dict[tuple[str, str], tuple[ActionRow, ...]]:
    """Title and page -> rows; everybody without a page of their own stands together on one."""
    found: dict[tuple[str, str], tuple[ActionRow, ...]] = {}
    others: list[ActionRow] = []
    nobody: list[ActionRow] = []
    for owner, rows in by_owner(site.actions).items():
        if not owner:
            nobody += rows
        elif owner in site.names.people:
            found[site.person(owner, "").text, site.names.people[owner]] = rows
        else:
            others += rows
    if others:
        found["somebody not on the list of people", NOBODY] = _sorted(others, site)
    if nobody:
        found["nobody", "people/nobody-named.html"] = _sorted(nobody, site)
    return found


def _sorted(rows: Iterable[ActionRow], site: Site) -> tuple[ActionRow, ...]:
    wanted = {id(row) for row in rows}
    return tuple(row for row in site.actions if id(row) in wanted)


def _what(site: Site, rubric: Rubric, action: Action, *, full: bool = False) -> Cell:
    """What is to be done, and what it answers to; those who read no free text see only the latter."""
    target = _target(site, rubric, action.target)
    if not site.reader.wrote:
        return Cell(f"For: {target}" if target else "An action")
    notes = [f"For: {target}"] if target else []
    if full and action.outcome:
        notes.append(f"Outcome for the child: {action.outcome}")
    return Cell(action.do or "Nothing is said", note=". ".join(notes))


def _target(site: Site, rubric: Rubric, target: str) -> str:
    section = rubric.section(target)
    if section is not None:
        return section.title
    question = rubric.questions().get(target)
    return (question.title or question.ask) if question else site.written(target)


def _standing(state: Standing, late: int, action: Action) -> Cell:
    note = count(late, "day") + " late" if late else ""
    if state in (Standing.DONE, Standing.VERIFIED) and action.done_on and action.due and action.done_on > action.due:
        note = f"{count((action.done_on - action.due).days, 'day')} late"
    return Cell(state.value, tone=TONES[state], key=str(list(Standing).index(state)), note=note)


def _moved(action: Action) -> str:
    return f"moved {count(len(action.moves), 'time')}" if action.moves else ""


def _moves(site: Site, action: Action) -> str:
    parts = []
    for move in action.moves:
        why = site.reader.said(move.why)
        parts.append(f"moved from {format.day(move.start)}" + (f": {why}" if why else ""))
    return "; ".join(parts)


def _ended(site: Site, action: Action) -> str:
    parts = [_by(site, action.done_by), site.reader.said(action.evidence)]
    if action.cancelled_on:
        why = site.reader.said(action.cancelled_why)
        parts.append(f"cancelled on {format.day(action.cancelled_on)}" + (f": {why}" if why else ""))
    return "; ".join(filter(None, parts))


def _by(site: Site, person: str) -> str:
    return f"by {site.person(person, '').text}" if person else ""
