"""Oversight of actions: who verified what and how soon, and how long each step takes (D7, D10, E13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from casekit.model.acting import placed
from casekit.model.audit import Action, Audit
from casekit.model.corpus import Corpus
from casekit.model.stranded import Whereabouts
from casekit.register.compliance import service

AGREED = "From the completed audit to the agreement"
DONE = "From the agreement to done"
VERIFIED = "From done to verified"


@dataclass(frozen=True, slots=True)
class Delays:
    """So many delays in days; their median and the longest, None where there is none."""

    number: int = 0
    median: float | None = None
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Overseen:
    """The actions of one service: all, overdue ones of those open, done, verified, verified by its service manager."""

    actions: int = 0
    open: int = 0
    overdue: int = 0
    done: int = 0
    verified: int = 0
    by_manager: int = 0


@dataclass(frozen=True, slots=True)
class Oversight:
    """services: by area or service manager, of the case's team. verifiers: by person's id. steps: by the step's name.

    waiting: done actions that nobody verified. moved: actions whose day was moved at least once. stranded: open ones
    whose owner is nobody who still works here, or whose case is somebody else's now.
    """

    actions: int = 0
    open: int = 0
    done: int = 0
    waiting: int = 0
    moved: int = 0
    stranded: int = 0
    services: Mapping[str, Overseen] = field(default_factory=dict)
    verifiers: Mapping[str, Delays] = field(default_factory=dict)
    steps: Mapping[str, Delays] = field(default_factory=dict)


def oversight(corpus: Corpus, today: date) -> Oversight:
    """The figures over all audits, as they stood on that day."""
    who: dict[str, list[int]] = defaultdict(list)
    steps: dict[str, list[int]] = {AGREED: [], DONE: [], VERIFIED: []}
    actions = [(case.audit, action) for case in corpus.audits for action in case.audit.actions]
    for audit, action in actions:
        _between(steps[AGREED], audit.completed, action.agreed, today)
        _between(steps[DONE], action.agreed, action.done_on, today)
        _between(steps[VERIFIED], action.done_on, action.verified_on, today)
        if action.verified_on and action.verified_by:
            who[action.verified_by] += [(action.verified_on - action.done_on).days] if action.done_on else []
    places = Whereabouts(corpus)
    done = [action for _, action in actions if action.done_on is not None and action.cancelled_on is None]
    unfinished = [action for _, action in actions if action.open]
    return Oversight(
        actions=len(actions),
        open=len(unfinished),
        done=len(done),
        waiting=sum(action.verified_on is None for action in done),
        moved=sum(bool(action.moves) for _, action in actions),
        stranded=sum(places.stranded(audit, action, today) is not None for audit, action in actions),
        services=_services(corpus, actions, today),
        verifiers={person: delays(who[person]) for person in sorted(who)},
        steps={name: delays(days) for name, days in steps.items()},
    )


def _services(corpus: Corpus, actions: Iterable[tuple[Audit, Action]], today: date) -> dict[str, Overseen]:
    found: dict[str, list[tuple[Audit, Action]]] = defaultdict(list)
    for audit, action in actions:
        found[service(corpus.people, audit.case.team, today)].append((audit, action))
    made = {}
    for name in sorted(found):
        theirs = found[name]
        done = [(audit, one) for audit, one in theirs if one.done_on is not None and one.cancelled_on is None]
        verified = [(audit, one) for audit, one in done if one.verified_on is not None]
        managed = [one for audit, one in verified if one.verified_by in managers(corpus, audit, one)]
        open_ = [one for _, one in theirs if one.open]
        late = sum(one.overdue(today) for one in open_)
        made[name] = Overseen(len(theirs), len(open_), late, len(done), len(verified), len(managed))
    return made


def managers(corpus: Corpus, audit: Audit, action: Action) -> list[str]:
    """Who was the case's service manager on the day on which the action was verified."""
    return placed("service_manager", audit, corpus.people, action.verified_on) if action.verified_on else []


def delays(days: Iterable[int]) -> Delays:
    """The number, the median and the longest of some delays."""
    ordered = sorted(days)
    if not ordered:
        return Delays()
    middle = len(ordered) // 2
    median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return Delays(len(ordered), median, ordered[-1])


def _between(days: list[int], start: date | None, end: date | None, today: date) -> None:
    """The days between two that are there, past and in order: agreed before the audit was complete is no delay."""
    if start is not None and end is not None and start <= end <= today:
        days.append((end - start).days)
