"""Who takes part in one audit, and on which days what happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from casekit.days import plus_months
from casekit.demo.authority import Authority

ZONE = ZoneInfo("Europe/London")
MODERATED = 0.38
"""The share of audits that a moderator looks at."""

LATE = 0.09
OPEN = 0.25
"""Shares of audits that are finished late: in months that have ended, and in the last."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of one audit, by id. None of them has two parts in it that must be kept apart."""

    team: str
    practitioner: str
    team_manager: str
    service_manager: str
    reviewer: str
    auditor: str
    moderator: str
    resolver: str
    verifier: str
    qa_lead: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one audit: allotted, end of the period, met with the practitioner, completed, talked through,
    replied, moderated, disputed, resolved, reflected.
    """

    allotted: date
    end: date
    met: date
    completed: date
    discussed: date
    replied: date
    moderated: date
    disputed: date
    resolved: date
    reflected: date


def days_of(month: date, last: date, chance: Random) -> Days:
    """The days of an audit in the programme of that month (its first day is given); some are finished late, and more
    in the month that has the demo's last day, so that some are still under way.
    """
    end = month + timedelta(days=chance.randint(6, 22))
    met = working(end + timedelta(days=chance.randint(0, 3)))
    late = (
        chance.randint(9, 24)
        if chance.random() < (LATE if month.month != last.month or month.year != last.year else OPEN)
        else 0
    )
    completed = working(met + timedelta(days=chance.randint(0, 2) + late))
    discussed = working(completed + timedelta(days=chance.randint(2, 7)))
    moderated = working(completed + timedelta(days=chance.randint(3, 9)))
    disputed = working(moderated + timedelta(days=chance.randint(1, 4)))
    return Days(
        allotted=working(month + timedelta(days=chance.randint(0, 3))),
        end=end,
        met=met,
        completed=completed,
        discussed=discussed,
        replied=working(completed + timedelta(days=1)),
        moderated=moderated,
        disputed=disputed,
        resolved=working(disputed + timedelta(days=chance.randint(10, 25))),
        reflected=working(completed + timedelta(days=chance.randint(2, 9))),
    )


def cast_of(people: Authority, days: Days, chance: Random, team: str = "") -> Cast:
    """People who held their roles on the days of the audit; the auditor has no part in the case or its team.

    team: whose case it is; "" for any.
    """
    on = days.end
    drawn = _one(chance, list(people.teams))
    team = team or drawn
    practitioner = _one(chance, people.holding("practitioner", on, team))
    team_manager = people.one("team_manager", on, team)
    service_manager = people.services[team]
    auditor = _one(chance, auditors(people, days, team))
    moderator = _one(chance, [p for p in people.holding("moderator", on) if p != auditor])
    return Cast(
        team=team,
        practitioner=practitioner,
        team_manager=team_manager,
        service_manager=service_manager,
        reviewer=_one(chance, people.holding("reviewer", on)),
        auditor=auditor,
        moderator=moderator,
        resolver=people.one("head_of_quality", on),
        verifier=_one(chance, [service_manager, people.one("qa_lead", on)]),
        qa_lead=people.one("qa_lead", on),
    )


def auditors(people: Authority, days: Days, team: str) -> list[str]:
    """Who may audit a case of that team in that month: nobody above it or in it, and nobody who is exempt."""
    on = days.end
    first = days.allotted.replace(day=1)
    last = max(days.completed, plus_months(first, 1) - timedelta(days=1))
    service_manager = people.services[team]
    head = people.people[service_manager].manager
    near = {people.one("team_manager", on, team), service_manager, head, people.one("head_of_quality", on)}
    near.update(people.holding("practice_supervisor", on, team))
    return [
        person
        for person in _both(people, "auditor", days)
        if person not in near and not any(one.touches(first, last) for one in people.people[person].exemptions)
    ]


def _both(people: Authority, role: str, days: Days) -> list[str]:
    """Who holds the role from the day of allotment to the day of completion."""
    later = set(people.holding(role, days.completed))
    return [person for person in people.holding(role, days.allotted) if person in later]


def working(day: date) -> date:
    """That day, or the Monday after it where it falls on a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def moment(day: date, chance: Random, first: int = 9, last: int = 16) -> datetime:
    """A moment of that day in office hours, on the clocks of this country."""
    return datetime(day.year, day.month, day.day, chance.randint(first, last), chance.randint(0, 59), tzinfo=ZONE)


def _one(chance: Random, things: Sequence[str]) -> str:
    return things[int(chance.random() * len(things))]
