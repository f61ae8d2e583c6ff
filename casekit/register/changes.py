"""What changed last: the newest events of the history, over all audits."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import UTC, datetime

from casekit.model.history import Event, History

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


def last_changes(history: History, most: int) -> tuple[Event, ...]:
    """The newest events by commit time, newest first, at most so many; events of one commit stay together."""
    every: Iterable[tuple[tuple[datetime, str, str, int], Event]] = (
        ((event.at or _NEVER, event.commit, event.audit, index), event)
        for audit in sorted(history.events)
        for index, event in enumerate(history.events[audit])
    )
    return tuple(event for _, event in heapq.nlargest(most, every, key=lambda pair: pair[0]))
