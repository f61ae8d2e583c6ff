"""Which records of an audit were made without knowing of another one that a merge then put beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casekit.check.rule import Unseen
from casekit.history import kinds
from casekit.history.parallel import Pair
from casekit.model.audit import Audit
from casekit.model.history import Event, History

JUDGING = (kinds.MODERATED, kinds.RESOLVED)
Key = tuple[str, str]
"""A list of the audit's file, and the id of an entry in it."""


def unseen(history: History, audit: Audit) -> tuple[Unseen, ...]:
    """Those that still stand and that nobody has looked at again since."""
    standing = {("moderations", one.id) for one in audit.moderations}
    standing |= {("disputes", one.id) for one in audit.disputes}
    standing |= {("actions", one.id) for one in audit.actions}
    events = history.of(audit.id)
    pairs = history.parallel.get(audit.id, ())
    found = dict.fromkeys(one for pair in pairs for one in _of(pair) if one.key in standing)
    return tuple(one for one in found if not _settled(one, events, pairs))


def _of(pair: Pair) -> Iterator[Unseen]:
    """What is wrong about two records made side by side, seen from either."""
    for one, other in (pair, pair[::-1]):
        mine, theirs = _entry(one), _entry(other)
        if one.event in JUDGING and other.event in JUDGING and mine != theirs:
            if pair[0] is other:  # once for the two: at the one that is told last
                yield Unseen(*mine, *theirs, one.commit, other.commit, judged=True)
        elif (one.event == kinds.VERIFIED and theirs == mine and other.event != kinds.VERIFIED) or (
            one.event in (kinds.DISPUTED, kinds.RESOLVED)
            and other.event in (kinds.EDITED, kinds.WITHDRAWN)
            and theirs in (mine, ("moderations", str(one.detail.get("moderation", ""))))
        ):
            yield Unseen(*mine, *theirs, one.commit, other.commit)


def _entry(event: Event) -> Key:
    """The entry that an event is about, by its list and id."""
    about = str(event.detail.get("event")) if event.event in (kinds.EDITED, kinds.WITHDRAWN) else event.event
    name = kinds.ENTRIES.get(about, "")
    return (f"{name}s" if name else "", str(event.detail.get(name, "")))


def _settled(one: Unseen, events: Sequence[Event], pairs: Sequence[Pair]) -> bool:
    """Whether somebody who knew of both has since judged, or recorded it anew."""
    involved = {one.commit, one.other_commit}
    blind = {commit for pair in pairs for commit in (pair[0].commit, pair[1].commit) if _touches(pair, involved)}
    places = [number for number, event in enumerate(events) if event.commit in involved]
    for event in events[max(places) + 1 :]:
        if event.commit in blind or event.commit in involved:
            continue
        if event.event in JUDGING if one.judged else _entry(event) == one.key:
            return True
    return False


def _touches(pair: Pair, commits: set[str]) -> bool:
    return bool({pair[0].commit, pair[1].commit} & commits)
