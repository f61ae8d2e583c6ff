"""Lists of actions: what is open, what has ended, and each owner's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casekit.publish import format, names
from casekit.publish.actions import COLUMNS, OWNER, action_row
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.heat import led
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.services import Services
from casekit.publish.tones import BAD
from casekit.register.actions import KEPT, ActionRow, Standing, action_figures, by_owner, deadline
from casekit.register.oversight import managers
from casekit.words import count

ENDED = "actions/ended.html"
HOME = Link("Home", "../index.html")

DONE = Standing.DONE.value
VERIFYING = (Column("Verified by", choose=True), Column("By the service manager", choose=True))

Row = tuple[Cell, ...]


def plan_actions(site: Site) -> Iterator[Page]:
    """Open actions, the most urgent first, those that have ended, and each owner's list.

    All lie one folder deep, so that an action's row is made once for all its lists.
    """
    cells = {id(row): action_row(site, row, names.ACTIONS) for row in site.actions}
    of = Services(site)
    yield from _open(site, of, tuple((*cells[id(row)], *_stands(of, row)) for row in site.actions if row.open))
    ended = [row for row in site.actions if not row.open]
    yield from _ended(site, of, tuple((*cells[id(row)], *_stands(of, row), *_seen(site, row)) for row in ended))
    owners: dict[tuple[str, str], list[ActionRow]] = {}
    for owner, mine in by_owner(site.actions).items():
        owners.setdefault(_owner(site, owner), []).extend(mine)
    order = {key: place for place, key in enumerate(cells)}
    lists = {owner: sorted(owners[owner], key=lambda row: order[id(row)]) for owner in sorted(owners, key=_nobody_last)}
    yield from _people(site, lists)
    for (title, page), rows in lists.items():
        yield from _person(site, title, page, rows, tuple(cells[id(row)] for row in rows))


def _stands(of: Services, row: ActionRow) -> Row:
    """What became of an action's deadline, and whose service it is where there are several."""
    return (Cell(deadline(row), kind="whole"), *((Cell(of.called(row.case)),) if of.several else ()))


def _seen(site: Site, row: ActionRow) -> Row:
    """Who verified an action, and whether that was the case's service manager."""
    action = row.action
    if action.verified_on is None or action.done_on is None:
        return Cell(""), Cell("")
    own = action.verified_by in managers(site.corpus, row.case.audit, action)
    return Cell(site.person(action.verified_by, "").text), Cell("Yes" if own else "No")


def _open(site: Site, of: Services, rows: tuple[Row, ...]) -> Iterator[Page]:
    figures = action_figures(site.actions)
    intro = (
        f"{count(figures.open, 'open action')} of {format.number(figures.total)}: "
        f"{format.number(figures.overdue)} overdue on {format.day(site.today)}, "
        f"{format.number(figures.undated)} without a deadline. Due today is not overdue."
    )
    title = "Open actions, the most urgent first"
    columns = (*COLUMNS, *of.columns)
    table = Table("actions", title, columns, rows, "No action is open.", tools=True)
    body = ListBody(intro, table, "Actions that have ended", _ended_table(site))
    yield from listing(names.ACTIONS, "Open actions", (HOME,), body)


def _ended_table(site: Site) -> Table:
    figures = action_figures(site.actions)
    waiting = figures.done - figures.verified
    found = {
        Standing.DONE: figure(waiting, figures.done, unit="done", tone=BAD if waiting else ""),
        Standing.VERIFIED: figure(figures.verified, figures.done, unit="done"),
        Standing.CANCELLED: figure(figures.cancelled, figures.total),
    }
    in_time = figure(figures.in_time, figures.done_dated, unit="done that had a deadline")
    rows = (
        *((Cell(state.value), led(cell, "ended.html", Standing=state.value)) for state, cell in found.items()),
        (Cell("Done in time"), led(in_time, "ended.html", Deadline=KEPT)),
    )
    return Table("ended", "Actions that have ended", (Column("Standing"), Column("Actions", "number")), rows)


def _ended(site: Site, of: Services, rows: tuple[Row, ...]) -> Iterator[Page]:
    figures = action_figures(site.actions)
    intro = (
        f"{format.number(figures.done)} done, of which {format.number(figures.verified)} verified; "
        f"{format.number(figures.cancelled)} cancelled. {format.number(figures.in_time)} of "
        f"{count(figures.done_dated, 'done action')} with a deadline done in time."
    )
    columns = (*COLUMNS, *of.columns, *VERIFYING)
    table = Table("actions", "Actions done or cancelled", columns, rows, "No action has ended yet.", tools=True)
    crumbs = (HOME, Link("Open actions", "index.html"))
    yield from listing(ENDED, "Ended actions", crumbs, ListBody(intro, table))


def _people(site: Site, owners: Mapping[tuple[str, str], list[ActionRow]]) -> Iterator[Page]:
    rows = []
    for (title, page), mine in owners.items():
        figures, own = action_figures(mine), names.up(names.PEOPLE, page)
        late = figure(figures.overdue, figures.open, unit="open", tone=BAD if figures.overdue else "")
        rows.append(
            (
                Cell(title, own),
                led(late, own, Standing=Standing.OVERDUE.value),
                led(figure(figures.done - figures.verified, figures.done, unit="done"), own, Standing=DONE),
                led(figure(figures.total), own),
            )
        )
    heads = ("Overdue", "To be verified", "All actions")
    columns = (Column("Owner"), *(Column(head, "number") for head in heads))
    table = Table("people", "Who owns actions", columns, tuple(rows), "Nobody owns an action.", tools=True)
    intro = f"{count(len(rows), 'owner')} of {count(len(site.actions), 'action')}."
    yield from listing(names.PEOPLE, "People's actions", (HOME,), ListBody(intro, table))


def _person(site: Site, title: str, page: str, mine: list[ActionRow], cells: tuple[Row, ...]) -> Iterator[Page]:
    """One owner's list, without the column that says whose it is."""
    figures = action_figures(mine)
    intro = (
        f"{count(figures.open, 'open action')} of {format.number(figures.total)}, "
        f"{format.number(figures.overdue)} overdue on {format.day(site.today)}."
    )
    rows = tuple(row[:OWNER] + row[OWNER + 1 :] for row in cells)
    columns = COLUMNS[:OWNER] + COLUMNS[OWNER + 1 :]
    table = Table("actions", "Actions, the most urgent first", columns, rows, tools=True)
    crumbs = (HOME, Link("People's actions", "index.html"))
    yield from listing(page, f"Actions of {title}", crumbs, ListBody(intro, table))


def _owner(site: Site, id: str) -> tuple[str, str]:
    """What an owner is called, and the page of their list; who has none of their own share one."""
    if not id:
        return "nobody", names.NOBODY
    page = site.names.people.get(id)
    return (site.person(id, "").text, page) if page else ("somebody not on the list of people", names.UNLISTED)


def _nobody_last(owner: tuple[str, str]) -> tuple[bool, str]:
    return owner[1] in (names.NOBODY, names.UNLISTED), owner[1]
