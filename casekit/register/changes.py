"""What changed: events put together by the commit that brought them, and the newest over all audits."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from casekit.model.history import Event, History

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit did to one audit, in the history's order. events: at least one."""

    events: tuple[Event, ...]

    @property
    def first(self) -> Event:
        """The event that says when it was and who did it, as they all do."""
        return self.events[0]


def changes(events: Iterable[Event]) -> tuple[Change, ...]:
    """One audit's events by commit, in their order."""
    return tuple(Change(tuple(some)) for _, some in groupby(events, key=lambda event: event.commit))


def last_changes(history: History, most: int) -> tuple[Change, ...]:
    """The newest changes by commit time, newest first, at most so many; those without a time come last."""
    every = (
        ((change.first.at or _NEVER, change.first.commit, audit, index), change)
        for audit in sorted(history.events)
        for index, change in enumerate(changes(history.events[audit]))
    )
    return tuple(change for _, change in heapq.nlargest(most, every, key=lambda pair: pair[0]))
