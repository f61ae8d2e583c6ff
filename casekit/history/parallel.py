"""Records that were made side by side, on branches that did not know of each other, and then merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, product

from casekit.history import kinds
from casekit.history.log import Commit
from casekit.model.history import Event

Pair = tuple[Event, Event]

RECORDS = frozenset({
    kinds.REPLIED, kinds.MODERATED, kinds.DISPUTED, kinds.RESOLVED, kinds.ADDED, kinds.AGREED, kinds.MOVED,
    kinds.HANDED, kinds.DONE,
    kinds.VERIFIED, kinds.CANCELLED, kinds.EDITED, kinds.WITHDRAWN,
})  # fmt: skip
"""Events that may matter to another one that did not know of them."""

Grown = Mapping[str, int]
"""For some commits, as bits, which of them each grew from, itself included."""


def parallel(
    walked: Sequence[Commit], events: Mapping[str, Sequence[Event]], audits: Collection[str]
) -> dict[str, tuple[Pair, ...]]:
    """For each of these audits the pairs of records of which neither commit grew from the other's.

    walked: parents before children.
    """
    records = {audit: [e for e in events.get(audit, ()) if e.event in RECORDS] for audit in audits}
    places = {commit: n for n, commit in enumerate({e.commit: None for some in records.values() for e in some})}
    grown = _grown(walked, places)
    found = {audit: tuple(_pairs(some, places, grown)) for audit, some in records.items()}
    return {audit: pairs for audit, pairs in found.items() if pairs}


def _pairs(records: Sequence[Event], places: Mapping[str, int], grown: Grown) -> Iterator[Pair]:
    by_commit: dict[str, list[Event]] = {}
    for event in records:
        by_commit.setdefault(event.commit, []).append(event)
    for one, other in combinations(by_commit, 2):
        if not (grown[one] >> places[other] & 1 or grown[other] >> places[one] & 1):
            yield from product(by_commit[one], by_commit[other])


def _grown(walked: Sequence[Commit], places: Mapping[str, int]) -> Grown:
    """Of the commits in places which each grew from. What nothing more grows from is forgotten on the way."""
    if not places:
        return {}
    waiting = Counter(parent for commit in walked for parent in set(commit.parents))
    live: dict[str, int] = {}
    found: dict[str, int] = {}
    for commit in walked:
        behind = 0
        for parent in set(commit.parents):
            behind |= live.get(parent, 0)
            waiting[parent] -= 1
            if not waiting[parent]:
                live.pop(parent, None)
        if commit.id in places:
            behind |= 1 << places[commit.id]
            found[commit.id] = behind
        if waiting[commit.id]:
            live[commit.id] = behind
    return found
