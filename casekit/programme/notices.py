"""What somebody is to be told: one message for each person, with ids and days and nothing about any child."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from casekit.days import written
from casekit.model.people import People
from casekit.model.policy import Policy
from casekit.model.programme import AGENCIES, MONTHLY, SAMPLE, THEMATIC, Allotted, Programme

KINDS = {MONTHLY: "audit", THEMATIC: "thematic audit", SAMPLE: "dip-sample audit", AGENCIES: "multi-agency audit"}


@dataclass(frozen=True, slots=True)
class Day:
    """A day for a calendar. key: stays the same however often it is sent.

    times: how often it was changed since it was given out. off: it is to be taken out of the calendar.
    """

    key: str
    on: date
    what: str
    times: int = 0
    off: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to one person. key: the same for the same message, so that sending twice is seen.

    to, copies: ids of people. parts: headings with their lines. days: for the calendar.
    """

    key: str
    to: str
    subject: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    copies: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()

    @property
    def text(self) -> str:
        """The message as plain text."""
        said = ["\n".join([head, *(f"- {line}" for line in lines)]) for head, lines in self.parts]
        return "\n\n".join(said) + "\n"


def key_of(*parts: str) -> str:
    """A key of 32 signs that follows from the parts alone."""
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:32]


@dataclass(slots=True)
class Telling:
    """What several people are to be told on a day, gathered to one message for each; whoever has left gets none."""

    people: People
    on: date | None
    _lines: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    _days: dict[str, list[Day]] = field(default_factory=dict)

    def say(self, person: str, head: str, line: str) -> None:
        """One more line for that person, under that heading."""
        known = self.people.by_id.get(person)
        if known is not None and (self.on is None or known.here(self.on)):
            self._lines.setdefault(person, {}).setdefault(head, []).append(line)

    def mark(self, person: str, day: Day) -> None:
        """One more day for that person's calendar."""
        self._days.setdefault(person, []).append(day)

    def give(self, one: Allotted, policy: Policy) -> None:
        """That an audit was allocated (D3)."""
        for auditor in one.auditors:
            self.say(auditor, TO_DO, to_do(one, auditor, self.people, policy))
            self.mark(auditor, due_day(one, auditor))
        self.say(one.case.people.get("practitioner", ""), YOURS, _yours(one, self.people))
        for manager in managers(one, self.people, self.on):
            self.say(manager, TEAM, _team(one, self.people))

    def notices(self, subject: str, policy: Policy, *key: str) -> list[Notice]:
        """One message for each person, in order of their ids. key: what the messages' ids follow from beside them."""
        made = []
        for person, said in sorted(self._lines.items()):
            parts = [(head, tuple(said[head])) for head in ORDER if head in said]
            if TO_DO in said and policy.programme.key:
                parts.append(("Whose case a reference is", (policy.programme.key,)))
            days = tuple(self._days.get(person, ()))
            made.append(Notice(key_of(key[0], key[1], person, *key[2:]), person, subject, tuple(parts), (), days))
        return made


def allocated(programme: Programme, audits: Iterable[Allotted], people: People, policy: Policy) -> list[Notice]:
    """What auditors, practitioners and team managers are to be told of these audits of the programme (D3)."""
    telling = Telling(people, programme.drawn.on)
    ids = []
    for one in audits:
        ids.append(one.id)
        telling.give(one, policy)
    return telling.notices(f"Case file audits of {programme.month}", policy, "allocated", programme.month, *ids)


def due_day(one: Allotted, auditor: str, off: bool = False) -> Day:
    """The day on which an audit is due, for its auditor's calendar. off: it is not theirs any more, or off."""
    key, times = key_of("audit due", one.id, auditor), len(one.swaps) + (not one.expected)
    what = f"Audit {one.id} is not yours to do any more" if off else f"Audit {one.id} is due"
    return Day(key, one.due or date.max, what, times, off)


TO_DO = "Audits that you are to do"
YOURS = "Audits of cases that you work on"
TEAM = "Audits of cases of your team"
OFF = "Audits that are not yours to do any more"
GONE = "Audits that are not to be done any more"
LATE = "Audits that are late with a reason"
ORDER = (TO_DO, OFF, GONE, LATE, YOURS, TEAM)


def managers(one: Allotted, people: People, on: date | None) -> list[str]:
    """Who manages the team of the case: who is named in it, else who has the role in its team."""
    named = one.case.people.get("team_manager", "")
    if named:
        return [named] if named in people else []
    return [
        person.id
        for person in people.by_id.values()
        if any(r.role == "team_manager" and r.team == one.case.team and r.held(on) for r in person.roles)
    ]


def when(one: Allotted) -> str:
    """By when it is due, in a few words."""
    return f"due {written(one.due)}" if one.due else "due this month"


def to_do(one: Allotted, auditor: str, people: People, policy: Policy) -> str:
    """The line that tells an auditor of an audit: with whom, by when, where its form is."""
    others = [people.show(other) for other in one.auditors if other != auditor]
    jointly = f", jointly with {' and '.join(others)}" if others else ""
    worker = one.case.people.get("practitioner", "")
    with_whom = f" Do it alongside {people.show(worker)}, and contact them in good time." if worker else ""
    former = one.case.people.get("former_practitioner", "")
    three = f" Try to have {people.show(former)}, who held the case before, in the meeting too." if former else ""
    return f"{one.id}: {KINDS[one.kind]}{jointly}, {when(one)}.{with_whom}{three}{form_line(one.id, policy)}"


def form_line(audit: str, policy: Policy) -> str:
    """Where the audit's form is, for whoever has no git."""
    place = policy.programme.form(audit)
    return f" Its form: {place}" if place else ""


def _yours(one: Allotted, people: People) -> str:
    return f"{one.id}: {people.show(one.auditor)} audits it, {when(one)}, and will contact you to do it with you."


def _team(one: Allotted, people: People) -> str:
    worker = one.case.people.get("practitioner", "")
    with_whom = f" with {people.show(worker)}" if worker else ""
    return f"{one.id}: {people.show(one.auditor)} audits it{with_whom}, {when(one)}."
