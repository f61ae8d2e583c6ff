"""Timescales of the law that the dates of an audit do not keep.

Counted from the days in the audit and never from today; what is not on record is held against nobody. Only what fell
due in the audit's period counts, unless the law's data says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from casekit.model.audit import Audit, Spell
from casekit.model.law import Law, Timescale


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose dates they are. start, end: the period looked at. dates: by date id, as on record; an absent id is not
    known. one: of several children the one, "" for the audit's own.
    """

    start: date | None
    end: date | None
    dates: Mapping[str, Sequence[date]] = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()
    age: int | None = None
    one: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """A timescale that was not kept. since: the day from which it was counted; came: None where it never came by the
    end of the period. dates: the ids under which the form has the event.
    """

    timescale: Timescale
    since: date
    due: date
    came: date | None
    dates: tuple[str, ...]


def subjects(audit: Audit) -> Iterator[Subject]:
    """The child of the audit, and each of several who has dates of their own."""
    yield Subject(audit.start, audit.end, audit.dates, audit.case.types, audit.case.age)
    for id, own in audit.instances.items():
        if own.dates:
            types, age = own.types or audit.case.types, audit.case.age if own.age is None else own.age
            yield Subject(audit.start, audit.end, {**audit.dates, **own.dates}, types, age, id)


def missed(subject: Subject, law: Law) -> Iterator[Missed]:
    """What was not kept, in the order of the law's data; a stretch of time is told by its strictest timescale only."""
    told: set[tuple[str, date]] = set()
    for timescale in law.timescales:
        for found in _Clock(subject, law, timescale).missed():
            if (timescale.event, found.since) not in told:
                told.add((timescale.event, found.since))
                yield found


@dataclass(frozen=True, slots=True)
class _Clock:
    """One timescale over one child's dates."""

    subject: Subject
    law: Law
    timescale: Timescale

    def missed(self) -> Iterator[Missed]:
        days, starts = self._days(self.timescale.event), self._starts()
        if self.subject.end is None or days is None or not self._of_age():
            return
        stretches = {"every": self._every, "second": self._second}.get(self.timescale.kind, self._first)
        for since, came in stretches(days, starts):
            due = self._due(since)
            if (
                due is not None
                and due <= self.subject.end
                and (came is None or came > due)
                and self._counts(since, due)
            ):
                ids = self.law.dates.get(self.timescale.event, ())
                yield Missed(self.timescale, since, due, came, ids)

    def _first(self, days: Sequence[date], starts: Sequence[date]) -> Iterator[tuple[date, date | None]]:
        """From each start to the first that came after it; where it may not come about at all, from the last start
        before it.
        """
        for since, following in pairwise([*starts, date.max]):
            came = next((day for day in days if day >= since), None)
            if self.timescale.kind != "held" or (came is not None and came < following):
                yield since, came

    def _second(self, days: Sequence[date], starts: Sequence[date]) -> Iterator[tuple[date, date | None]]:
        """From the first after each start, where it is certain that it was the first, to the next."""
        before = next((t for t in self.law.timescales if t.event == self.timescale.event and t.kind == "first"), None)
        for since in starts if before else ():
            due = self.law.calendar.plus(since, before.within) if before else None
            after = [day for day in days if day >= since]
            if after and due is not None and (after[0] <= due or self._in_period(due)):
                yield after[0], after[1] if len(after) > 1 else None

    def _every(self, days: Sequence[date], starts: Sequence[date]) -> Iterator[tuple[date, date | None]]:
        """From each to the next. What lies before the period need not be listed: the clock runs from the last that is,
        else from the period's first day.
        """
        if not starts:
            return
        begins = self.subject.start or starts[-1]
        listed = [day for day in days if starts[-1] <= day < begins]
        since = listed[-1] if listed else max(starts[-1], begins)
        for came in (*(day for day in days if day > since), None):
            due = self._due(since)
            yield (begins if due is not None and due < begins else since), came
            since = came or since

    def _due(self, since: date) -> date | None:
        return self.law.calendar.plus(since, self.timescale.within)

    def _counts(self, since: date, due: date) -> bool:
        """Whether it was law, fell due in the period, and the child's standing asked for it."""
        status = self.timescale.status
        types = self.law.types.get(status, ())
        standing = [s for s in self.subject.spells if s.type in types]
        return (
            self.timescale.held(since)
            and (self.timescale.always or self._in_period(due))
            and (not status or any((s.start or due) <= due <= (s.end or due) for s in standing))
        )

    def _in_period(self, day: date) -> bool:
        return self.subject.start is None or self.subject.start <= day

    def _of_age(self) -> bool:
        below, least, age = self.timescale.below, self.timescale.least, self.subject.age
        if below is None and least is None:
            return True
        return age is not None and (below is None or age < below) and (least is None or age >= least)

    def _days(self, event: str) -> list[date] | None:
        """The days of an event up to the end of the period; None where nothing about it is on record."""
        ids = [id for id in self.law.dates.get(event, ()) if id in self.subject.dates]
        end = self.subject.end or date.max
        return sorted({day for id in ids for day in self.subject.dates[id] if day <= end}) if ids else None

    def _starts(self) -> list[date]:
        """The days from which it is counted, oldest first."""
        found = self._days(self.timescale.after)
        if found is None and self.timescale.begun:
            types, end = self.law.types.get(self.timescale.status, ()), self.subject.end or date.max
            found = sorted(
                s.start for s in self.subject.spells if s.type in types and s.start is not None and s.start <= end
            )
        return found or []
