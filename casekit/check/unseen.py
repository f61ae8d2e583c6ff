"""Which records of an audit were made without knowing of another one that a merge then put beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casekit.check.rule import Unseen
from casekit.history import kinds
from casekit.history.parallel import Pair
from casekit.model.audit import Audit
from casekit.model.history import Event, History

JUDGING = (kinds.MODERATED, kinds.RESOLVED)
LISTS = {"reply": "replies"}
"""The lists whose name is not that of an entry and an s."""

Key = tuple[str, str]
"""A list of the audit's file, and the id of an entry in it."""


def unseen(history: History, audit: Audit) -> tuple[Unseen, ...]:
    """Those that still stand and that nobody has looked at again since."""
    standing = {("moderations", one.id) for one in audit.moderations}
    standing |= {("disputes", one.id) for one in audit.disputes}
    standing |= {("actions", one.id) for one in audit.actions}
    events = history.of(audit.id)
    pairs = history.parallel.get(audit.id, ())
    replies = {("replies", one.id) for one in audit.replies}
    found = dict.fromkeys(
        one
        for pair in pairs
        for one in _of(pair)
        if one.key in standing and (one.other_within != "replies" or (one.other_within, one.other_id) in replies)
    )
    return tuple(one for one in found if not _settled(one, events, pairs))


def _of(pair: Pair) -> Iterator[Unseen]:
    """What is wrong about two records made side by side, seen from either."""
    for one, other in (pair, pair[::-1]):
        mine, theirs = _entry(one), _entry(other)
        if one.event in JUDGING and other.event in JUDGING and mine != theirs:
            if pair[0] is other:  # once for the two: at the one that is told last
                yield Unseen(*mine, *theirs, one.commit, other.commit, judged=True)
        elif _missed(one, other):
            yield Unseen(*mine, *theirs, one.commit, other.commit)


def _missed(one: Event, other: Event) -> bool:
    """Whether the one would have been recorded otherwise by whoever had known of the other."""
    mine, theirs = _entry(one), _entry(other)
    if one.event == kinds.VERIFIED:
        return theirs == mine and other.event != kinds.VERIFIED
    if one.event == kinds.MODERATED:
        return other.event == kinds.REPLIED
    disputed = ("moderations", str(one.detail.get("moderation", "")))
    altered = other.event in (kinds.EDITED, kinds.WITHDRAWN)
    return one.event in (kinds.DISPUTED, kinds.RESOLVED) and altered and theirs in (mine, disputed)


def _entry(event: Event) -> Key:
    """The entry that an event is about, by its list and id."""
    about = str(event.detail.get("event")) if event.event in (kinds.EDITED, kinds.WITHDRAWN) else event.event
    name = kinds.ENTRIES.get(about, "")
    return (LISTS.get(name, f"{name}s") if name else "", str(event.detail.get(name, "")))


def _settled(one: Unseen, events: Sequence[Event], pairs: Sequence[Pair]) -> bool:
    """Whether somebody who knew of both has since judged, or recorded it anew."""
    involved = {one.commit, one.other_commit}
    blind = {commit for pair in pairs for commit in (pair[0].commit, pair[1].commit) if _touches(pair, involved)}
    places = [number for number, event in enumerate(events) if event.commit in involved]
    for event in events[max(places) + 1 :]:
        if event.commit in blind or event.commit in involved:
            continue
        again = event.event in JUDGING if one.judged or one.within == "moderations" else _entry(event) == one.key
        if again:
            return True
    return False


def _touches(pair: Pair, commits: set[str]) -> bool:
    return bool({pair[0].commit, pair[1].commit} & commits)
