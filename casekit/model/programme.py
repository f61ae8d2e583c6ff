"""A month's programme: who audits which case by when, and what became of each allocation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from casekit.problem import Route

MONTHLY, THEMATIC, SAMPLE, AGENCIES = "monthly", "thematic", "dip_sample", "multi_agency"
KINDS = (MONTHLY, THEMATIC, SAMPLE, AGENCIES)
"""What an audit is for: the month's expectation (D1), a theme, a quick look at few things, several agencies."""

FILE = "programme.yaml"


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case that may be drawn: a random reference, kinds, flags, team, and the ids of who works on it.

    people: place in the case -> person's id. ties: others who have a part in it or a tie to the family (F10).
    restricted: only auditors whom policy names may open its record. spare: of a case in reserve, the kind and the theme
    of the audits in whose place it may come.
    """

    ref: str
    types: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    team: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    ties: tuple[str, ...] = ()
    restricted: bool = False
    spare: tuple[str, str] = (MONTHLY, "")

    @property
    def stratum(self) -> tuple[str, str]:
        """The part of the case list that it stands for: its team and its first kind."""
        return self.team, self.types[0] if self.types else ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something recorded of an allocation: by whom, on which day, and why.

    reason: the id of one of the reasons that policy lists, "" where none is given, as in older files (F9).
    """

    by: str
    on: date | None
    why: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Swap:
    """An allocation that went from one auditor to another."""

    start: str
    to: str
    note: Note


@dataclass(frozen=True, slots=True)
class Allotted:
    """One audit of the programme. id: of the audit file. auditor: whose it is now; jointly: who audits with them.

    exempt, cancelled: it is not expected any more. stopped: it cannot be finished (F9). late: why it is late (F9).
    replaces: the id of the stopped audit in whose place it came.
    """

    id: str
    case: ListedCase
    auditor: str
    due: date | None
    kind: str = MONTHLY
    theme: str = ""
    jointly: tuple[str, ...] = ()
    swaps: tuple[Swap, ...] = ()
    exempt: Note | None = None
    cancelled: Note | None = None
    stopped: Note | None = None
    late: Note | None = None
    replaces: str = ""
    route: Route = ()

    @property
    def auditors(self) -> tuple[str, ...]:
        """Everybody who audits it."""
        return (self.auditor, *self.jointly)

    @property
    def standing(self) -> str:
        """Which of its notes says how it stands: exempt, cancelled, stopped or late; "" where none does."""
        notes = {"exempt": self.exempt, "cancelled": self.cancelled, "stopped": self.stopped, "late": self.late}
        return next((name for name, note in notes.items() if note is not None), "")

    @property
    def expected(self) -> bool:
        """Whether it is still to be done: nobody was exempted, it was neither cancelled nor stopped."""
        return self.exempt is None and self.cancelled is None and self.stopped is None


@dataclass(frozen=True, slots=True)
class Exempted:
    """Somebody who had no audit in the month though their role has one, and why."""

    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Shortage:
    """Somebody who was given fewer audits of a kind than they should have: how many are missing, and why."""

    who: str
    missing: int
    why: str
    kind: str = MONTHLY


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a draw followed from, so that it can be repeated.

    kind, theme: what its audits are for. on, seed, rubric, listed, digest: the day, the seed, the form, how many cases
    the list had, and the list's SHA-256.
    """

    kind: str = MONTHLY
    theme: str = ""
    on: date | None = None
    seed: str = ""
    rubric: str = ""
    listed: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Cascaded:
    """The month's learning, passed on to staff: by whom, when, to which teams (none: all of theirs; D11)."""

    by: str
    on: date | None
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """audits/<month>/programme.yaml. due: the day by which its audits are to be done (D3).

    drawn: what the month's first draw followed from. also: the same of those that came to it later.
    cascaded: who passed the month's learning on.
    """

    month: str
    path: str
    due: date | None = None
    drawn: Drawn = Drawn()
    also: tuple[Drawn, ...] = ()
    audits: tuple[Allotted, ...] = ()
    reserve: tuple[ListedCase, ...] = ()
    exempt: tuple[Exempted, ...] = ()
    short: tuple[Shortage, ...] = ()
    cascaded: tuple[Cascaded, ...] = ()

    def audit(self, id: str) -> Allotted | None:
        """The allocation with that audit's id."""
        return next((one for one in self.audits if one.id == id), None)

    def draw_of(self, kind: str, theme: str) -> Drawn:
        """The draw that audits of that kind and theme came from; the first one where none says so."""
        every = (self.drawn, *self.also)
        return next((one for one in every if (one.kind, one.theme) == (kind, theme)), self.drawn)
