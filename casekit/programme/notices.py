"""What somebody is to be told: one message for each person, with ids and days and nothing about any child."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casekit.days import written
from casekit.model.people import People
from casekit.model.policy import Policy
from casekit.model.programme import AGENCIES, MONTHLY, SAMPLE, THEMATIC, Allotted, Programme

KINDS = {MONTHLY: "audit", THEMATIC: "thematic audit", SAMPLE: "dip-sample audit", AGENCIES: "multi-agency audit"}


@dataclass(frozen=True, slots=True)
class Day:
    """A day for a calendar. key: stays the same however often it is sent."""

    key: str
    on: date
    what: str


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


def allocated(programme: Programme, audits: Iterable[Allotted], people: People, policy: Policy) -> list[Notice]:
    """What auditors, practitioners and team managers are to be told of these audits of the programme (D3)."""
    told: dict[str, dict[str, list[str]]] = {}
    days: dict[str, list[Day]] = {}
    ids: list[str] = []
    for one in audits:
        ids.append(one.id)
        for auditor in one.auditors:
            _add(told, auditor, TO_DO, _to_do(one, auditor, people, policy))
            key = key_of("audit due", one.id, auditor)
            days.setdefault(auditor, []).append(Day(key, one.due or date.max, f"Audit {one.id} is due"))
        practitioner = one.case.people.get("practitioner", "")
        if practitioner in people:
            _add(told, practitioner, YOURS, _yours(one, people))
        for manager in managers(one, people, programme.drawn.on):
            _add(told, manager, TEAM, _team(one, people))
    made = []
    for person in sorted(told):
        parts = [(head, tuple(lines)) for head, lines in sorted(told[person].items(), key=lambda p: ORDER.index(p[0]))]
        if TO_DO in told[person] and policy.programme.key:
            parts.append(("Whose case a reference is", (policy.programme.key,)))
        key = key_of("allocated", programme.month, person, *ids)
        subject = f"Case file audits of {programme.month}"
        made.append(Notice(key, person, subject, tuple(parts), (), tuple(days.get(person, ()))))
    return made


TO_DO = "Audits that you are to do"
YOURS = "Audits of cases that you work on"
TEAM = "Audits of cases of your team"
ORDER = (TO_DO, YOURS, TEAM)


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


def _add(told: dict[str, dict[str, list[str]]], person: str, head: str, line: str) -> None:
    told.setdefault(person, {}).setdefault(head, []).append(line)


def _due(one: Allotted) -> str:
    return f"due {written(one.due)}" if one.due else "due this month"


def _to_do(one: Allotted, auditor: str, people: People, policy: Policy) -> str:
    others = [people.show(other) for other in one.auditors if other != auditor]
    jointly = f", jointly with {' and '.join(others)}" if others else ""
    worker = one.case.people.get("practitioner", "")
    with_whom = f" Do it alongside {people.show(worker)}, and contact them in good time." if worker else ""
    former = one.case.people.get("former_practitioner", "")
    three = f" Try to have {people.show(former)}, who held the case before, in the meeting too." if former else ""
    return f"{one.id}: {KINDS[one.kind]}{jointly}, {_due(one)}.{with_whom}{three}{form_line(one.id, policy)}"


def form_line(audit: str, policy: Policy) -> str:
    """Where the audit's form is, for whoever has no git."""
    place = policy.programme.form(audit)
    return f" Its form: {place}" if place else ""


def _yours(one: Allotted, people: People) -> str:
    return f"{one.id}: {people.show(one.auditor)} audits it, {_due(one)}, and will contact you to do it with you."


def _team(one: Allotted, people: People) -> str:
    worker = one.case.people.get("practitioner", "")
    with_whom = f" with {people.show(worker)}" if worker else ""
    return f"{one.id}: {people.show(one.auditor)} audits it{with_whom}, {_due(one)}."
