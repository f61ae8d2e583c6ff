"""A point in an audit's life, as somebody names it: a day, an event, an entry, or a commit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casekit.days import parse_day
from casekit.history import kinds
from casekit.history.as_at import as_at
from casekit.history.git import Repository
from casekit.history.outcome import Opened
from casekit.history.reading import Reader
from casekit.history.tree import Tree
from casekit.model.history import Event
from casekit.stop import USAGE, Stop
from casekit.words import listing, shown

NAMED = (kinds.MODERATED, kinds.DISPUTED, kinds.RAISED, kinds.ADDED)
"""Events that bring an entry with an id of its own."""


@dataclass(frozen=True, slots=True)
class Point:
    """A commit, and the audit's file as it stands there: None where it is not there."""

    name: str
    commit: str
    raw: bytes | None


def point(opened: Opened, repository: Repository, events: Sequence[Event], audit: str, name: str) -> Point:
    """The point that somebody means; Stop where there is none. events: the audit's, oldest first.

    A day is the last commit at its end on the line that was checked out; an event, such as completed, the first commit
    that did that; an entry, such as m1, the commit that brought it.
    """
    is_day = parse_day(name) is not None
    commit = as_at(opened, name, "--between")[0].head if is_day else _named(repository, events, audit, name)
    return Point(name, commit, _file(repository, commit, dict.fromkeys(event.path for event in events), audit))


def _named(repository: Repository, events: Sequence[Event], audit: str, name: str) -> str:
    """The commit of that event or entry, or that somebody names; Stop where there is none."""
    known = next((event.commit for event in events if _means(event, name)), None)
    commit = known or repository.resolve(name)
    if commit is None:
        what = listing(dict.fromkeys(event.event for event in events), "or")
        raise Stop(
            USAGE,
            f"--between: {shown(name)} is no day, no commit, no entry of {shown(audit)}, and nothing that was done to "
            f"it; that was {what}.",
        )
    return commit


def _means(event: Event, name: str) -> bool:
    """Whether the event is of that kind, or brought the entry of that id."""
    brings = event.event in NAMED and event.detail.get(kinds.ENTRIES[event.event]) == name
    return event.event == name or brings


def _file(repository: Repository, commit: str, paths: Iterable[str], audit: str) -> bytes | None:
    """The audit's file there, under whichever of its names."""
    tree = Tree(repository, commit)
    try:
        for path in paths:
            raw = tree.read(path)[0] if tree.blob(path) else None
            if raw is not None and Reader().read(raw).id == audit:
                return raw
    finally:
        tree.close()
    return None
