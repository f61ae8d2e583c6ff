"""What is wrong with a history as a whole: dates set back, records squashed, lost, withdrawn or contradicted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo

from casekit.days import written
from casekit.history import codes, kinds
from casekit.history.facts import Facts
from casekit.history.labels import Labels
from casekit.history.life import RECORDS, phrase
from casekit.history.log import Commit
from casekit.history.trust import PERSONAL
from casekit.history.vanished import is_gone
from casekit.history.witness import FOREIGN, NO_PROGRAM
from casekit.model.history import Event, History, Trust
from casekit.problem import START, Problem
from casekit.words import count, listing, shown

MOST = 20
"""So many of a kind are named."""
SKEW = timedelta(days=1)
"""Clocks may differ by so much."""


UNCHECKED = (
    (NO_PROGRAM, "on this computer", "Install ssh-keygen (OpenSSH) and gpg (GnuPG), and run it again."),
    (
        FOREIGN,
        "by casekit, here or anywhere: they are made with certificates (X.509)",
        "Have such records signed with a key of SSH or OpenPGP that people.yaml lists; these stay claimed.",
    ),
)
"""Signatures that prove nothing either way: why, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is looked at: a history, its commits (parents before children), and each audit as it stands now.

    unread: the files among those that nobody can read, and why. removed: audits that a recorded rewrite took out. late:
    the days that may lie between a judgement and its commit.
    """

    history: History
    walked: Sequence[Commit]
    standing: Mapping[str, Facts | None]
    labels: Labels
    zone: tzinfo
    late: int = 14
    removed: frozenset[str] = frozenset()
    unread: Mapping[str, Problem] = field(default_factory=dict)


def faults(checked: Checked) -> Iterator[Problem]:
    """Everything that is wrong, errors and warnings."""
    yield from checked.history.problems
    yield from _vanished(checked)
    yield from _contradicted(checked)
    yield from _lost(checked)
    yield from _told(
        codes.UNREADABLE,
        _unread(checked),
        "of an audit that nobody can read as it stands now, so what is in force in it is not known",
        "Mend the file; casekit lint says where. What a merge left between <<<<<<< and >>>>>>> is decided by hand.",
    )
    yield from _told(
        codes.TWICE,
        _twice(checked),
        "of two records in one audit that have the same id, of which only the first counts here",
        "Give the later one the next free id, and have whoever made it look at it.",
    )
    yield from _told(
        codes.OVERWRITTEN,
        _overwritten(checked),
        "of a judgement or a reply that was written over after it had been recorded",
        "Put it back as it was, and record what holds now as one more; casekit log shows what it said.",
    )
    yield from _told(
        codes.WITHDRAWN,
        _withdrawn(checked),
        "of a judgement or a reply that was recorded and taken away again",
        "Ask whoever took it away; the history keeps what it said, and casekit log shows it.",
    )
    yield from _told(
        codes.SQUASHED,
        _squashed(checked),
        "in which one commit brings what several people have to record, each for themselves",
        "Merge requests with a merge commit; a squash drops who did what, and the signatures.",
    )
    yield from _told(
        codes.DATED,
        _dated(checked),
        "of a judgement or a reply whose day does not fit the day of its commit",
        "Ask whoever recorded it when it was really done.",
    )
    yield from _told(
        codes.BACKDATED,
        _backdated(checked.walked),
        "of a commit that claims to be older than what it grew from",
        "Set the clock of the computer that made it; casekit goes by the order of commits, not by their dates.",
    )
    for why, where, hint in UNCHECKED:
        unchecked = [event for event in _every(checked) if event.why == why]
        if unchecked:
            yield _problem(codes.UNCHECKED, f"{count(len(unchecked), 'signature')} cannot be checked {where}.", hint)


def _vanished(checked: Checked) -> Iterator[Problem]:
    """Audits that commits know and that no file holds any more."""
    for audit, events in checked.history.events.items():
        if audit in checked.standing or audit in checked.removed:
            continue
        yield is_gone(audit, events[-1])


def _contradicted(checked: Checked) -> Iterator[Problem]:
    for audit, events in checked.history.events.items():
        failed = [event for event in events if event.trust is Trust.FAILED]
        if failed:
            number = "a record of" if len(failed) == 1 else f"{count(len(failed), 'record')} of"
            message = f"Commits contradict {number} audit {shown(audit)}."
            hint = "Ask the person named whether they recorded it; if they did not, it is no judgement."
            told = (f"{_line(checked, event)}: {event.why}." for event in failed)
            yield _problem(codes.CONTRADICTED, message, hint, audit, _some(told))


def _lost(checked: Checked) -> Iterator[Problem]:
    """Judgements and replies that a commit made and nobody took away, and that no longer stand in the file."""
    for audit, events in checked.history.events.items():
        facts = checked.standing.get(audit)
        if facts is None:
            continue
        lost = [event for event in _entries(events) if _key(event) not in facts.values]
        if lost:
            message = f"{count(len(lost), 'record')} of audit {shown(audit)} had no effect: a merge left it out."
            hint = "Put the entry back as it stood in that commit, or have it made again."
            yield _problem(codes.LOST, message, hint, audit, _some(f"{_line(checked, event)}." for event in lost))


def _entries(events: Iterable[Event]) -> Iterator[Event]:
    """Judgements and replies, each once, that no later event withdraws."""
    last: dict[tuple[str, object], Event | None] = {}
    for event in events:
        if event.event in PERSONAL:
            last[_key(event)] = event
        elif event.event == kinds.WITHDRAWN:
            kind = str(event.detail.get("event"))
            name = event.detail.get(kinds.ENTRIES.get(kind, ""))
            parts = {kind, *(part for part, whole in kinds.WHOLE.items() if whole == kind)}
            last |= {(part, name): None for part in parts}
    return (event for event in last.values() if event is not None)


def _key(event: Event) -> tuple[str, object]:
    return event.event, event.detail.get(kinds.ENTRIES[event.event])


def _withdrawn(checked: Checked) -> Iterator[str]:
    for event in _every(checked):
        if event.event == kinds.WITHDRAWN and event.detail.get("event") in PERSONAL:
            yield _line(checked, event)


def _unread(checked: Checked) -> Iterator[str]:
    for path, problem in checked.unread.items():
        yield f"{shown(path)}, line {problem.span.line}: {problem.message.rstrip('.')} ({problem.code})"


def _twice(checked: Checked) -> Iterator[str]:
    for audit, facts in checked.standing.items():
        for kind, id in facts.twice if facts is not None else ():
            yield f"Audit {shown(audit)}: {RECORDS[kind]} {checked.labels.entry(kinds.ENTRIES[kind], id)}"


def _overwritten(checked: Checked) -> Iterator[str]:
    """Records that say something else than they said; what their own commit contradicts is told as that."""
    for event in _every(checked):
        if event.event == kinds.EDITED and event.detail.get("event") in PERSONAL and event.trust is not Trust.FAILED:
            own = event.person != "" and event.by == event.person
            if kinds.rewrites(event.detail, REASON if own else ()):
                yield _line(checked, event)


REASON = ("reason", "why")
"""What whoever judged may add to."""


def _squashed(checked: Checked) -> Iterator[str]:
    for audit, events in checked.history.events.items():
        by_commit: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            by_commit[event.commit].append(event)
        for commit, some in by_commit.items():
            people = {event.person for event in some if event.event in PERSONAL and event.person}
            if len(people) > 1:
                yield f"{commit[:10]}, audit {shown(audit)}: records of {listing(sorted(map(shown, people)))}"
            elif people and any(event.event == kinds.CREATED for event in some):
                who = shown(min(people))
                yield f"{commit[:10]}, audit {shown(audit)}: created together with what {who} recorded of it"


def _dated(checked: Checked) -> Iterator[str]:
    for event in _every(checked):
        if event.event not in PERSONAL or event.on is None or event.at is None:
            continue
        day = event.at.astimezone(checked.zone).date()
        if event.on > day:
            yield f"{_line(checked, event)}: it gives {written(event.on)}, which was still to come"
        elif event.event != kinds.VERIFIED and (day - event.on).days > checked.late:
            yield f"{_line(checked, event)}: it gives {written(event.on)}, {count((day - event.on).days, 'day')} before"


def _backdated(walked: Sequence[Commit]) -> Iterator[str]:
    times = {commit.id: commit.committer.utc for commit in walked}
    for commit in walked:
        own = commit.committer.utc
        for parent in commit.parents:
            before = times.get(parent)
            if own is not None and before is not None and own < before - SKEW:
                old, new = written(own.date()), written(before.date())
                yield f"{commit.id[:10]} says {old}; it grew from {parent[:10]}, which says {new}"
                break


def _every(checked: Checked) -> Iterator[Event]:
    for events in checked.history.events.values():
        yield from events


def _line(checked: Checked, event: Event) -> str:
    """A record in words: its commit, its audit, what it says."""
    said = phrase(event.event, event.detail, checked.labels)
    who = f" ({checked.labels.person(event.person)})" if event.person else ""
    return f"{event.commit[:10]}, audit {shown(event.audit)}: {said}{who}"


def _told(code: str, lines: Iterable[str], what: str, hint: str) -> Iterator[Problem]:
    """One problem for all of a kind."""
    every = [f"{line}." for line in lines]
    if every:
        yield _problem(code, f"{count(len(every), 'case')} {what}.", hint, None, _some(every))


def _some(lines: Iterable[str]) -> tuple[str, ...]:
    every = list(lines)
    more = [f"and {len(every) - MOST:,} more."] if len(every) > MOST else []
    return (*every[:MOST], *more)


def _problem(code: str, message: str, hint: str, audit: str | None = None, because: tuple[str, ...] = ()) -> Problem:
    return Problem(".", START, code, message, hint, audit=audit, because=because)
