"""Lists of actions: what is open, what has ended, and each owner's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casekit.publish import format, names
from casekit.publish.actions import COLUMNS, OWNER, action_row
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.tones import BAD
from casekit.register.actions import ActionRow, action_figures, by_owner
from casekit.words import count

ENDED = "actions/ended.html"
HOME = Link("Home", "../index.html")

Row = tuple[Cell, ...]


def plan_actions(site: Site) -> Iterator[Page]:
    """Open actions, the most urgent first, those that have ended, and each owner's list.

    All lie one folder deep, so that an action's row is made once for all its lists.
    """
    cells = {id(row): action_row(site, row, names.ACTIONS) for row in site.actions}
    yield from _open(site, tuple(cells[id(row)] for row in site.actions if row.open))
    yield from _ended(site, tuple(cells[id(row)] for row in site.actions if not row.open))
    owners: dict[tuple[str, str], list[ActionRow]] = {}
    for owner, mine in by_owner(site.actions).items():
        owners.setdefault(_owner(site, owner), []).extend(mine)
    order = {key: place for place, key in enumerate(cells)}
    lists = {owner: sorted(owners[owner], key=lambda row: order[id(row)]) for owner in sorted(owners, key=_nobody_last)}
    yield from _people(site, lists)
    for (title, page), rows in lists.items():
        yield from _person(site, title, page, rows, tuple(cells[id(row)] for row in rows))


def _open(site: Site, rows: tuple[Row, ...]) -> Iterator[Page]:
    figures = action_figures(site.actions)
    intro = (
        f"{count(figures.open, 'open action')} of {format.number(figures.total)}: "
        f"{format.number(figures.overdue)} overdue on {format.day(site.today)}, "
        f"{format.number(figures.undated)} without a deadline. Due today is not overdue."
    )
    title = "Open actions, the most urgent first"
    table = Table("actions", title, COLUMNS, rows, "No action is open.", tools=True)
    body = ListBody(intro, table, "Actions that have ended", _ended_table(site))
    yield from listing(names.ACTIONS, "Open actions", (HOME,), body)


def _ended_table(site: Site) -> Table:
    figures = action_figures(site.actions)
    waiting = figures.done - figures.verified
    rows = (
        (
            Cell("Done, to be verified", names.up(names.ACTIONS, ENDED)),
            figure(waiting, figures.done, unit="done", tone=BAD if waiting else ""),
        ),
        (Cell("Verified", names.up(names.ACTIONS, ENDED)), figure(figures.verified, figures.done, unit="done")),
        (Cell("Cancelled", names.up(names.ACTIONS, ENDED)), figure(figures.cancelled, figures.total)),
        (Cell("Done in time"), figure(figures.in_time, figures.done_dated, unit="done that had a deadline")),
    )
    return Table("ended", "Actions that have ended", (Column("Standing"), Column("Actions", "number")), rows)


def _ended(site: Site, rows: tuple[Row, ...]) -> Iterator[Page]:
    figures = action_figures(site.actions)
    intro = (
        f"{format.number(figures.done)} done, of which {format.number(figures.verified)} verified; "
        f"{format.number(figures.cancelled)} cancelled. {format.number(figures.in_time)} of "
        f"{count(figures.done_dated, 'done action')} with a deadline done in time."
    )
    table = Table("actions", "Actions done or cancelled", COLUMNS, rows, "No action has ended yet.", tools=True)
    crumbs = (HOME, Link("Open actions", "index.html"))
    yield from listing(ENDED, "Ended actions", crumbs, ListBody(intro, table))


def _people(site: Site, owners: Mapping[tuple[str, str], list[ActionRow]]) -> Iterator[Page]:
    rows = []
    for (title, page), mine in owners.items():
        figures = action_figures(mine)
        rows.append(
            (
                Cell(title, names.up(names.PEOPLE, page)),
                figure(figures.overdue, figures.open, unit="open", tone=BAD if figures.overdue else ""),
                figure(figures.done - figures.verified, figures.done, unit="done"),
                figure(figures.total),
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
