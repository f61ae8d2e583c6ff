"""Compliance with the programme: what was allocated, what became of it, and out of how many (D1, D3, D10, F9)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from casekit.model.audit import Audit
from casekit.model.corpus import Corpus
from casekit.model.people import People
from casekit.model.programme import MONTHLY, Allotted, Note, Programme


class Became(Enum):
    """What became of an allocation; exactly one of these. The value is what people read."""

    ON_TIME = "Completed on time"
    LATE = "Completed late"
    REASON = "Late with a reason"
    MISSING = "Overdue"
    OPEN = "Not due yet"
    STOPPED = "Stopped"
    EXEMPT = "Exempt"
    CANCELLED = "Cancelled"


@dataclass(frozen=True, slots=True)
class Allocation:
    """One audit of a month's programme, its file where it can be read, and what became of it."""

    month: str
    planned: Allotted
    audit: Audit | None
    became: Became
    completed: date | None = None

    @property
    def days_late(self) -> int:
        """Days between its day and its completion; 0 where it was not completed late."""
        late = (self.completed - self.planned.due).days if self.completed and self.planned.due else 0
        return max(0, late)

    @property
    def why(self) -> Note | None:
        """Why it was late or stopped, where it was."""
        return {Became.REASON: self.planned.late, Became.STOPPED: self.planned.stopped}.get(self.became)


@dataclass(frozen=True, slots=True)
class Compliance:
    """How many of some allocations became what.

    allocated: all but those cancelled; exempt and stopped are of these. expected: the denominator, all allocated that
    were neither exempt nor stopped. completed: of those, by now, on time or not. on_time, late: of those completed,
    late without a reason. reason: late with a reason, completed or not (F9). missing: overdue without a reason.
    open: not due yet. excused: people who had no audit in the month since they were exempt.
    """

    allocated: int = 0
    expected: int = 0
    completed: int = 0
    on_time: int = 0
    late: int = 0
    reason: int = 0
    missing: int = 0
    open: int = 0
    stopped: int = 0
    exempt: int = 0
    cancelled: int = 0
    excused: int = 0


def allocations(corpus: Corpus, today: date, kind: str = MONTHLY) -> tuple[Allocation, ...]:
    """Every audit of that kind in every programme, months in order."""
    files = {case.audit.id: case.audit for case in corpus.audits}
    return tuple(
        _allocation(programme, one, files.get(one.id), today)
        for _, programme in sorted(corpus.programmes.items())
        for one in programme.audits
        if one.kind == kind
    )


def _allocation(programme: Programme, one: Allotted, audit: Audit | None, today: date) -> Allocation:
    completed = audit.completed if audit and audit.completed and audit.completed <= today else None
    return Allocation(programme.month, one, audit, _became(one, completed, today), completed)


def _became(one: Allotted, completed: date | None, today: date) -> Became:
    if one.cancelled is not None:
        return Became.CANCELLED
    if one.exempt is not None:
        return Became.EXEMPT
    if one.stopped is not None:
        return Became.STOPPED
    if one.due is None or (completed or today) <= one.due:
        return Became.ON_TIME if completed else Became.OPEN
    if one.late is not None:
        return Became.REASON
    return Became.LATE if completed else Became.MISSING


def compliance(rows: Iterable[Allocation], excused: int = 0) -> Compliance:
    """The counts of some allocations."""
    rows = tuple(rows)
    number = Counter(row.became for row in rows)
    allocated = len(rows) - number[Became.CANCELLED]
    expected = allocated - number[Became.EXEMPT] - number[Became.STOPPED]
    done = (Became.ON_TIME, Became.LATE, Became.REASON)
    return Compliance(
        allocated=allocated,
        expected=expected,
        completed=sum(row.completed is not None for row in rows if row.became in done),
        on_time=number[Became.ON_TIME],
        late=number[Became.LATE],
        reason=number[Became.REASON],
        missing=number[Became.MISSING],
        open=number[Became.OPEN],
        stopped=number[Became.STOPPED],
        exempt=number[Became.EXEMPT],
        cancelled=number[Became.CANCELLED],
        excused=excused,
    )


def reasons(rows: Iterable[Allocation], became: Became) -> dict[str, int]:
    """Of those late with a reason, or stopped: how many for each reason that policy lists, "" for words alone (F9)."""
    notes = [row.why for row in rows if row.became is became]
    found = Counter(note.reason if note is not None else "" for note in notes)
    return {reason: found[reason] for reason in sorted(found, key=lambda one: (-found[one], one == "", one))}


BY = ("month", "year", "auditor", "team", "service")
"""By what it is shown. Team and service are those of the case; a joint audit counts for each of its auditors."""


def grouped(corpus: Corpus, rows: Iterable[Allocation], by: str) -> dict[str, Compliance]:
    """Compliance by month, year, auditor, team or service, in order; excused people only by month, year and auditor."""
    found: dict[str, list[Allocation]] = defaultdict(list)
    rows = tuple(rows)
    known: dict[tuple[str, date | None], str] = {}
    for row in rows:
        for name in _names(corpus.people, row, by, known):
            found[name].append(row)
    excused: Counter[str] = Counter()
    for month, programme in corpus.programmes.items():
        for one in programme.exempt:
            if by in ("month", "year", "auditor"):
                excused[{"month": month, "year": month[:4], "auditor": one.who}[by]] += 1
    return {name: compliance(found[name], excused[name]) for name in sorted({*found, *excused})}


def _names(people: People, row: Allocation, by: str, known: dict[tuple[str, date | None], str]) -> Iterator[str]:
    """Under what an allocation is counted. known: the services of teams on days, remembered from row to row."""
    team, due = row.planned.case.team, row.planned.due
    if by == "service" and (team, due) not in known:
        known[team, due] = service(people, team, due)
    ways: dict[str, Callable[[], Iterable[str]]] = {
        "month": lambda: [row.month],
        "year": lambda: [row.month[:4]],
        "auditor": lambda: row.planned.auditors,
        "team": lambda: [team],
        "service": lambda: [known[team, due]],
    }
    yield from ways[by]()


def service(people: People, team: str, on: date | None) -> str:
    """The service that a team belongs to: its area, else the service manager above it, by id; "" for neither."""
    area = people.area_of(team)
    if area is not None:
        return area.id
    managers = set()
    for person in people.by_id.values():
        held = {role.role for role in person.roles if role.team == team and role.held(on)}
        if "service_manager" in held:
            return person.id
        if "team_manager" in held:
            managers.add(person.manager)
    return min((m for m in managers if m in people and people.by_id[m].has("service_manager", on)), default="")
