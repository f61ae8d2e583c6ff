"""Oversight of actions: who verified what and how soon, and how long each step takes (D7, D10, E13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from casekit.model.corpus import Corpus

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
class Oversight:
    """verifiers: by person's id. steps: by the name of the step. waiting: done actions that nobody verified.

    moved: actions whose day was moved at least once. stranded: open ones whose owner is nobody who still works here.
    """

    actions: int = 0
    open: int = 0
    done: int = 0
    waiting: int = 0
    moved: int = 0
    stranded: int = 0
    verifiers: Mapping[str, Delays] = field(default_factory=dict)
    steps: Mapping[str, Delays] = field(default_factory=dict)


def oversight(corpus: Corpus, today: date) -> Oversight:
    """The figures over all audits, as they stood on that day."""
    who: dict[str, list[int]] = defaultdict(list)
    steps: dict[str, list[int]] = {AGREED: [], DONE: [], VERIFIED: []}
    actions = [(case.audit, action) for case in corpus.audits for action in case.audit.actions]
    for audit, action in actions:
        _between(steps[AGREED], audit.completed, action.agreed)
        _between(steps[DONE], action.agreed, action.done_on)
        _between(steps[VERIFIED], action.done_on, action.verified_on)
        if action.verified_on and action.verified_by:
            who[action.verified_by] += [(action.verified_on - action.done_on).days] if action.done_on else []
    done = [action for _, action in actions if action.done_on is not None and action.cancelled_on is None]
    unfinished = [action for _, action in actions if action.open]
    return Oversight(
        actions=len(actions),
        open=len(unfinished),
        done=len(done),
        waiting=sum(action.verified_on is None for action in done),
        moved=sum(bool(action.moves) for _, action in actions),
        stranded=sum(not _here(corpus, action.owner, today) for action in unfinished),
        verifiers={person: delays(who[person]) for person in sorted(who)},
        steps={name: delays(days) for name, days in steps.items()},
    )


def delays(days: Iterable[int]) -> Delays:
    """The number, the median and the longest of some delays."""
    ordered = sorted(days)
    if not ordered:
        return Delays()
    middle = len(ordered) // 2
    median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return Delays(len(ordered), median, ordered[-1])


def _between(days: list[int], start: date | None, end: date | None) -> None:
    """The days between two, where both are there and in order: agreed before the audit was complete is no delay."""
    if start is not None and end is not None and end >= start:
        days.append((end - start).days)


def _here(corpus: Corpus, person: str, today: date) -> bool:
    known = corpus.people.by_id.get(person)
    return known is not None and known.here(today)
