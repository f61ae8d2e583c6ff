"""Records that were made side by side, on branches that did not know of each other, and then merged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from casekit.history import kinds
from casekit.history.log import Commit
from casekit.model.history import Event

Pair = tuple[Event, Event]

RECORDS = frozenset({
    kinds.MODERATED, kinds.DISPUTED, kinds.RESOLVED, kinds.ADDED, kinds.MOVED, kinds.DONE, kinds.VERIFIED,
    kinds.CANCELLED, kinds.EDITED, kinds.WITHDRAWN,
})  # fmt: skip
"""Events that may matter to another one that did not know of them."""


def parallel(
    walked: Sequence[Commit], events: Mapping[str, Sequence[Event]], audits: Collection[str]
) -> dict[str, tuple[Pair, ...]]:
    """For each of these audits the pairs of records of which neither commit grew from the other's."""
    parents = {commit.id: commit.parents for commit in walked}
    known: dict[str, frozenset[str]] = {}
    found = {}
    for audit in audits:
        records = [event for event in events.get(audit, ()) if event.event in RECORDS]
        pairs = tuple(_pairs(records, parents, known))
        if pairs:
            found[audit] = pairs
    return found


def _pairs(
    records: Sequence[Event], parents: Mapping[str, Sequence[str]], known: dict[str, frozenset[str]]
) -> Iterator[Pair]:
    for one, other in combinations(records, 2):
        for commit in (one.commit, other.commit):
            if commit not in known:
                known[commit] = _behind(commit, parents)
        if one.commit not in known[other.commit] and other.commit not in known[one.commit]:
            yield one, other


def _behind(commit: str, parents: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The commit and everything that it grew from."""
    waiting, seen = [commit], {commit}
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return frozenset(seen)
