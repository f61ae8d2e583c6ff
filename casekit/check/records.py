"""What history tells of judgements as records: which no signature bears out, and how each of them first stood."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from casekit.check.rule import Record
from casekit.history import kinds
from casekit.model.history import Event, History, Trust

JUDGEMENTS = (kinds.MODERATED, kinds.RESOLVED)


def unsigned(history: History, audit: str, wanted: Collection[str]) -> tuple[Record, ...]:
    """The records of the kinds wanted that stand and whose commit does not prove them.

    Where both sides of a merge recorded the same entry, each of them has to be proved: nobody knows which was kept. So
    has each change of what an entry says: a signature bears out what stood there then.
    """
    standing: dict[tuple[str, str], list[Event]] = {}
    for event in history.of(audit):
        if event.event == kinds.DELETED:
            standing.clear()
        elif event.event == kinds.WITHDRAWN:
            for key in _with_parts(event):
                standing.pop(key, None)
        elif event.event in wanted:
            standing.setdefault(_key(event, event.event), []).append(event)
        elif event.event == kinds.EDITED and event.detail.get("event") in wanted and kinds.rewrites(event.detail):
            standing.setdefault(_key(event, str(event.detail["event"])), []).append(event)
    return tuple(
        Record(*key, event.commit, event.why)
        for key, events in standing.items()
        for event in events[-1:] + events[:-1]
        if event.trust is not Trust.VERIFIED
    )


def rewritten(history: History, audit: str, loose: bool) -> Iterator[tuple[Record, Event]]:
    """Each judgement that may not stand as it first did, with the event that brought it.

    loose: the file is not as last committed, or a merge overruled one of its sides: then every judgement may be.
    """
    events = history.of(audit)
    first: dict[tuple[str, str], Event] = {}
    changed = set()
    for event in events:
        if event.event in JUDGEMENTS:
            key = _key(event, event.event)
            if key in first:
                changed.add(key)
            first.setdefault(key, event)
        elif event.event == kinds.EDITED and event.detail.get("event") in JUDGEMENTS:
            changed.add(_key(event, str(event.detail["event"])))
    for key, event in first.items():
        if loose or key in changed:
            yield Record(*key, event.commit), event


def _key(event: Event, kind: str) -> tuple[str, str]:
    return kind, str(event.detail.get(kinds.ENTRIES[kind], ""))


def _with_parts(event: Event) -> Iterator[tuple[str, str]]:
    """The record that an event takes away, and the parts that go with it."""
    kind = str(event.detail.get("event"))
    id = str(event.detail.get(kinds.ENTRIES.get(kind, ""), ""))
    for one in (kind, *(part for part, whole in kinds.WHOLE.items() if whole == kind)):
        yield one, id
