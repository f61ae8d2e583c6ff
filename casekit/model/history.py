"""What commits did to each audit: who did what and when, as git recorded it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from casekit.problem import Problem

Detail = Mapping[str, object]
"""More about an event, as values that JSON knows: from, to, section, question, action, moderation …"""


class Outcome(Enum):
    """What there is of history."""

    COMPLETE = "complete"
    SHALLOW = "shallow"
    EMPTY = "empty"
    NOT_A_REPOSITORY = "not a repository"


class Trust(Enum):
    """How far a record is borne out.

    VERIFIED: signed with a key of the person named, or vouched for by a forge. CLAIMED: it says so. FAILED: the
    commit's author, committer, trailers or signature say otherwise.
    """

    VERIFIED = "verified"
    CLAIMED = "claimed"
    FAILED = "failed"


class Seen(Enum):
    """Whether a second judge could read the first judgement in the repository, as history proves it.

    SHOWN: grades of the first stood where the first grade of the second was committed. NOT_SHOWN: none did. UNKNOWN:
    there is no history that tells.
    """

    SHOWN = "first_shown"
    NOT_SHOWN = "first_not_shown"
    UNKNOWN = "unknown"


ENTERED = "entered on behalf of "
"""How the words begin that say so."""


@dataclass(frozen=True, slots=True)
class Event:
    """What one commit did to one audit, in one respect.

    at: when it was committed, UTC; None where git's record of it cannot be a date. on: the day that the file gives
    for it, None where it gives none. by: the person whose address the author used, "" where nobody has it; author:
    the name as recorded. event: its kind. blob: the object id of the file's version (of a deleted file: the last).
    person: whom the file names for it. via: the forge that vouches, "" where none does or need not. why: the trust in
    words, "" where nobody need vouch.
    """

    audit: str
    commit: str
    at: datetime | None
    on: date | None
    by: str
    author: str
    event: str
    trust: Trust
    detail: Detail
    blob: str
    path: str
    person: str = ""
    via: str = ""
    why: str = ""

    @property
    def entered(self) -> str:
        """That somebody entered it for whoever it is of, in words; "" where nobody did."""
        return self.why if self.why.startswith(ENTERED) else ""


@dataclass(frozen=True, slots=True)
class History:
    """The life of every audit as git tells it, up to one commit.

    events: by audit id, each oldest first (no commit stands before its parents). diverged: audits that both sides of
    some merge had changed, and for which it did not just keep what its first parent had. What it overruled stands in
    the events as if it held: there the events alone do not say what the file says. parallel: of those audits, the pairs
    of records that were made without knowing of each other. seen: of each second judgement, by its id, whether the
    first was shown to it.
    """

    outcome: Outcome
    head: str = ""
    branch: str = ""
    events: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    diverged: frozenset[str] = frozenset()
    parallel: Mapping[str, tuple[tuple[Event, Event], ...]] = field(default_factory=dict)
    seen: Mapping[str, Seen] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing: figures that need history may be given."""
        return self.outcome is Outcome.COMPLETE

    @property
    def detached(self) -> bool:
        """Commits are there, and none of the branches is checked out (usual in a pipeline)."""
        return bool(self.head) and not self.branch

    def of(self, audit: str) -> tuple[Event, ...]:
        """One audit's events, oldest first."""
        return self.events.get(audit, ())
