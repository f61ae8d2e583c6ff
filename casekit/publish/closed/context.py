"""Everything that this site is planned from: published figures, and no audit, text or person to take anything from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.model.policy import Look
from casekit.publish import format, names
from casekit.publish.logo import Logo
from casekit.publish.page import Cell, Link
from casekit.publish.queries import Answer
from casekit.register.closed import ClosedMonth
from casekit.register.ledger import Table
from casekit.register.suppress import Profile

MONTHS = "months/index.html"
MODERATION = "moderation.html"
ACTIONS = "actions.html"
PROGRAMME = "programme.html"
THEMES = "themes.html"
FEEDBACK = "feedback.html"
HOME = Link("Home", names.HOME)
NEWEST = 12
"""So many months stand beside each other in a table."""


@dataclass(frozen=True, slots=True)
class ClosedSite:
    """The closed months, newest first, for the board or the public.

    early: months with audits that closed before anything had been committed. after: days until a month closes.
    commit: of the settings. version: casekit's.
    """

    authority: str
    marking: str
    audience: str
    whom: str
    profile: Profile
    months: tuple[ClosedMonth, ...]
    early: tuple[str, ...]
    after: int
    commit: str
    version: str
    look: Look = Look()
    logo: Logo | None = None
    queries: tuple[Answer, ...] = ()

    @property
    def newest(self) -> ClosedMonth | None:
        """The month that closed last."""
        return self.months[0] if self.months else None

    def tables(self, kind: str, form: str = "") -> list[tuple[ClosedMonth, Table]]:
        """Each month's table of that kind, newest first: the beginning of its caption, and whose figures they are."""
        return [
            (month, table)
            for month in self.months
            for table in month.told.tables
            if table.form == form and table.caption.startswith(kind)
        ]

    def forms(self) -> dict[str, str]:
        """Every form of the closed months by its reference, with its name, those of the newest month first."""
        return {table.form: table.part for month in self.months for table in month.told.tables if table.form}


def month_page(month: ClosedMonth) -> str:
    """Where a month's page lies."""
    return f"months/{month.month}.html"


def month_cell(month: ClosedMonth, page: str) -> Cell:
    """A month in a table, leading to its page."""
    return Cell(format.month(month.month), names.up(page, month_page(month)), key=month.month, kind="whole")


def number(month: ClosedMonth, id: str) -> Cell:
    """A figure as it is published; nothing where the month has none such."""
    if id not in month.told.shown:
        return Cell("–", kind="number")
    return Cell(month.told.text(id), kind="number")


def labels(found: list[tuple[ClosedMonth, Table]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of a table over the months: each once, in the order of the newest that has it."""
    seen: set[tuple[str, ...]] = set()
    for _, table in found:
        for label, ids in table.rows:
            if ids not in seen:
                seen.add(ids)
                yield label, ids
