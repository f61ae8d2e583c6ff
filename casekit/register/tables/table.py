"""What a table is: columns that say what they mean, and rows of plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import Enum
from typing import Protocol

from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.history import History
from casekit.register.closed import ClosedMonth
from casekit.rubric.instances import joined as joined_id
from casekit.rubric.instances import one_of, typed
from casekit.words import addressable

Value = str | int | float | bool | date | datetime | None
"""What a cell holds; None where there is nothing. A datetime is a time in the council's time zone."""

Row = tuple[Value, ...]


class HasId(Protocol):
    """An entry of an audit that has an id of its own."""

    @property
    def id(self) -> str:
        """The id, as typed."""
        ...


class Kind(Enum):
    """What a column holds; the value is what the documentation calls it."""

    TEXT = "text"
    NUMBER = "whole number"
    DECIMAL = "number"
    DAY = "day"
    TIME = "time"
    YES = "true or false"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. says: what it means, in a sentence. wrote: it holds what somebody typed, for the team alone."""

    name: str
    kind: Kind
    says: str
    wrote: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """What tables are made from: a repository at one commit, its history, the day, and whether typed words are shown.

    zone: in which times are written. ids: of all audits. hidden: those whose judge is not told, as policy says.
    closed: the months that readers outside the service get, who get nothing else.
    """

    corpus: Corpus
    history: History
    today: date
    zone: tzinfo
    wrote: bool
    ids: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    closed: tuple[ClosedMonth, ...] = ()

    def id(self, audit: Audit) -> str:
        """An audit's id; nothing where it is none and whoever reads sees no words that somebody typed."""
        return audit.id if self.wrote or addressable(audit.id) else ""

    def other(self, id: str) -> str | None:
        """The id of another audit, where there is one."""
        return id if id and (self.wrote or id in self.ids) else None

    def listed(self, value: str, known: Container[str]) -> str | None:
        """A value that a form, a list or policy declares; one that nobody declared is somebody's own words."""
        return value if value and (self.wrote or value in known) else None

    def person(self, id: str) -> str | None:
        """A person's id, where people.yaml lists it."""
        return self.listed(id, self.corpus.people.by_id)

    def judge(self, audit: str, id: str) -> str | None:
        """The id of somebody who worked on an audit; nothing where policy hides whose judgement of many it is."""
        return None if audit in self.hidden else self.person(id)

    def entry(self, id: str, among: Sequence[HasId]) -> str:
        """The id of an action, concern, moderation or dispute; its place among them where the id says more."""
        if self.wrote or re.fullmatch(r"[a-z]{1,2}[0-9]{1,4}", id):
            return id
        return next((f"no. {n}" for n, one in enumerate(among, start=1) if one.id == id), "")

    def place(self, case: AuditCase, id: str) -> str:
        """The id of a section or question as it may be shown: whom an audit names by a reference gets a number."""
        one = one_of(id)
        for group, ones in case.rubric.instances if one and not self.wrote else ():
            section = case.rubric.section(group)
            named = section.for_each.of if section is not None and section.for_each is not None else {}
            if one in ones and one not in named:
                return joined_id(typed(id), str(ones.index(one) + 1))
        return id

    def moment(self, at: date | datetime | None) -> datetime | None:
        """A time in the council's time zone; none where only a day is known."""
        if not isinstance(at, datetime):
            return None
        return at.astimezone(self.zone).replace(tzinfo=None) if at.tzinfo else at


@dataclass(frozen=True, slots=True)
class Table:
    """A table. says: what a row is. rows: of some audits, each value under its column; key: the columns that tell rows
    apart.
    """

    name: str
    says: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Register], Iterator[Row]]

    def seen(self, wrote: bool) -> Table:
        """The table without the columns that whoever does not read typed words may not see."""
        if wrote:
            return self
        kept = [n for n, column in enumerate(self.columns) if not column.wrote]

        def rows(register: Register) -> Iterator[Row]:
            return (tuple(row[n] for n in kept) for row in self.rows(register))

        return Table(self.name, self.says, self.key, tuple(self.columns[n] for n in kept), rows)


HEAD = (
    Column("authority", Kind.TEXT, "The council's name, as in casekit.toml."),
    Column("month", Kind.TEXT, "The programme's month, YYYY-MM: the folder in which the audit lies."),
    Column("audit", Kind.TEXT, "The audit's id."),
    Column("rubric", Kind.TEXT, "The id of the form; grades of different forms are never added together (F1)."),
    Column("version", Kind.NUMBER, "The form's version."),
)
"""How every row begins, so that tables can be put together and pooled."""


def head(register: Register, case: AuditCase) -> Row:
    """The first values of a row."""
    audit, rubric = case.audit, case.rubric
    return register.corpus.policy.authority, audit.month, register.id(audit), rubric.id, rubric.version


def day(at: date | datetime | None) -> date | None:
    """The day of a day or time."""
    return at.date() if isinstance(at, datetime) else at


def joined(values: Iterator[str] | tuple[str, ...]) -> str | None:
    """Several ids in one cell, parted by semicolons; nothing where there are none."""
    return ";".join(values) or None
