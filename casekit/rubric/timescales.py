"""Whether a date test holds on the days that an audit gives, and the sentence that says why.

Everything is measured to the end of the audit's period, never to today, and ends are inclusive. A date id that
the audit does not mention is not known; one with no day behind it says that there is none on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from casekit.days import Length, apart, less, plus, written
from casekit.rubric.facts import Facts
from casekit.words import count

PERIOD = ""
"""Stands among the missing date ids where the period itself lacks a day."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a date test.

    holds: None where it cannot be told. missing: date ids (or PERIOD) that would tell. at: the day that decided,
    the last one or the one after which something was due. due: the day by which it was due. came: when it came
    instead. number: how many there are in the window.
    """

    holds: bool | None
    missing: tuple[str, ...] = ()
    at: date | None = None
    due: date | None = None
    came: date | None = None
    number: int = 0


NOT_DUE = Verdict(True)
NO_START = Verdict(None)


def judge(id: str, test: Mapping[str, object], facts: Facts) -> Verdict:
    """Whether the test holds for date id."""
    end = facts.end
    if end is None:
        return Verdict(None, (PERIOD,))
    if "first_within" in test:
        return _first(id, cast(Length, test["first_within"]), str(test["after"]), facts, end)
    if "every" in test:
        return _every(id, cast(Length, test["every"]), test.get("from"), facts, end)
    days = facts.dates.get(id)
    if days is None:
        return Verdict(None, (id,))
    past = [day for day in days if day <= end]
    last = max(past, default=None)
    if "older_than" in test:
        old = last is not None and last < less(end, cast(Length, test["older_than"]))
        return Verdict(old, at=last)
    edge = less(end, cast(Length, test["within"]))
    if "at_least" in test:
        number = len({day for day in past if day >= edge})
        return Verdict(number >= cast(int, test["at_least"]), at=last, number=number)
    return Verdict(last is not None and last >= edge, at=last)


def _first(id: str, length: Length, after: str, facts: Facts, end: date) -> Verdict:
    """The first one on or after each starting day comes in time; due days outside the period do not count."""
    starts = facts.dates.get(after)
    if starts is None:
        return Verdict(None, (after,))
    days = facts.dates.get(id)
    for start in sorted(starts):
        due = plus(start, length)
        if due > end or (facts.start is not None and due < facts.start):
            continue
        if days is None:
            return Verdict(None, (id,), start, due)
        came = min((day for day in days if day >= start), default=None)
        if came is None or came > due:
            return Verdict(False, at=start, due=due, came=came)
    return NOT_DUE if starts else NO_START


def _every(id: str, length: Length, start_id: object, facts: Facts, end: date) -> Verdict:
    """Never longer than length from one to the next, counted from the last starting day.

    Where the due day lies before the period, nothing is held against what is not listed: the clock then runs from
    the first day of the period.
    """
    begins = facts.start
    if start_id is not None:
        starts = facts.dates.get(str(start_id))
        if starts is None:
            return Verdict(None, (str(start_id),))
        past = [day for day in starts if day <= end]
        if not past:
            return NOT_DUE if starts else NO_START
        at = max(past)
    elif begins is not None:
        at = begins
    else:
        return Verdict(None, (PERIOD,))
    days = facts.dates.get(id)
    for came in (*sorted(day for day in days or () if at < day <= end), None):
        since, due = at, plus(at, length)
        if begins is not None and due < begins:
            since, due = begins, plus(begins, length)
        if due <= end and (came is None or came > due):
            return Verdict(None, (id,), since, due) if days is None else Verdict(False, at=since, due=due, came=came)
        at = came or at
    return NOT_DUE


def sentence(id: str, test: Mapping[str, object], verdict: Verdict, labels: Mapping[str, str], facts: Facts) -> str:
    """What the dates say, to stand alone or after "but"; no full stop. verdict.holds is True or False."""
    label = f'"{labels.get(id, id)}"'
    end = facts.end or date.max
    if "first_within" in test:
        return _first_says(label, test, verdict, labels)
    if "every" in test:
        return _every_says(label, test, verdict, facts)
    if "at_least" in test:
        found = f"{count(verdict.number, 'date')}" if verdict.number else "no date"
        wanted = cast(int, test["at_least"])
        verb = "lies" if verdict.number < 2 else "lie"
        return (
            f"{found} under {label} {verb} in the {test['within']} up to {written(end)}, "
            f"where {wanted} {'is' if wanted == 1 else 'are'} needed"
        )
    if verdict.at is None:
        return f"no date under {label} lies before {written(end)}, the end of the period"
    if verdict.at == end:
        return f"the last date under {label} is {written(end)}, the day on which the period ends"
    gap = apart(verdict.at, end)
    return f"the last date under {label} is {written(verdict.at)}, {gap} before the period ends on {written(end)}"


def _first_says(label: str, test: Mapping[str, object], verdict: Verdict, labels: Mapping[str, str]) -> str:
    length = cast(Length, test["first_within"])
    if verdict.at is None or verdict.due is None:
        return f"the first date under {label} came within {length}, or was not due in the period"
    start = f'"{labels.get(str(test["after"]), test["after"])}" on {written(verdict.at)}'
    when = f"the first date under {label} was due by {written(verdict.due)}, {length} after {start}"
    return f"{when}, and is {written(verdict.came)}" if verdict.came else f"{when}, and there is none"


def _every_says(label: str, test: Mapping[str, object], verdict: Verdict, facts: Facts) -> str:
    length = cast(Length, test["every"])
    if verdict.at is None or verdict.due is None:
        return f"no date under {label} that was due in the period is missing (every {length})"
    since = written(verdict.at) + (", the first day of the period" if verdict.at == facts.start else "")
    when = f"a date under {label} was due by {written(verdict.due)} (every {length}, counted from {since})"
    return f"{when}, and the next is {written(verdict.came)}" if verdict.came else f"{when}, and there is none"
