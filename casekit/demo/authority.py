"""Fellbridge, an authority that does not exist: its teams, its people and the roles they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from casekit.demo.streams import stream
from casekit.edit.canonical import yaml_text
from casekit.model.document import Value
from casekit.model.people import Exemption, People, Person, Role

NAME = "Fellbridge Borough Council (fictional)"
DOMAIN = "fellbridge.example"
"""A domain that can never exist (RFC 2606), so no address in a demo reaches anybody."""

AREAS = ("North", "South", "East", "West", "Harbour", "Moorside", "Castle", "Riverside")
TEAMS_TO_A_SERVICE = 4
PRACTITIONERS = 5
"""In each team at any time; one in two teams also has somebody who left and somebody who followed."""

AWAY = 0.15
"""The share of those who audit that are away for a while."""

WHOLE = (
    ("director", "Director of children's services", ""),
    ("assistant_director", "Assistant director", "director"),
    ("head_of_quality", "Head of service for quality assurance", "assistant_director"),
    ("principal_social_worker", "Principal social worker", "assistant_director"),
    ("qa_lead", "Quality assurance lead", "head_of_quality"),
)
"""Of these there is one each: role, title, and the role of the line manager."""


@dataclass(slots=True)
class Authority:
    """Who is who. teams: id -> name. services: team id -> its service manager's id.

    leans: how a team's work differs from the others', from -1, worse, to 1, better; they balance.
    """

    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    services: dict[str, str] = field(default_factory=dict)
    leans: dict[str, float] = field(default_factory=dict)
    _places: dict[tuple[str, str], list[tuple[str, Role]]] = field(default_factory=dict)

    def holding(self, role: str, on: date, team: str = "") -> list[str]:
        """The ids of all who hold the role on that day, in that team where one is given, in order of their ids."""
        return [person for person, held in self._places.get((role, team), ()) if held.held(on)]

    def one(self, role: str, on: date, team: str = "") -> str:
        """The first who holds the role on that day."""
        return self.holding(role, on, team)[0]

    def as_people(self) -> People:
        """The same as rules see it."""
        return People(self.people, self.teams, listed=True)

    def add(self, title: str, roles: list[Role], manager: str = "") -> str:
        """One more person; ids run on and are never used again."""
        id = f"p{len(self.people) + 1:03d}"
        self.people[id] = Person(id, (f"{id}@{DOMAIN}",), tuple(roles), manager, title)
        for held in roles:
            for team in dict.fromkeys(("", held.team)):
                self._places.setdefault((held.role, team), []).append((id, held))
        return id

    def file(self) -> str:
        """people.yaml."""
        return yaml_text({"teams": dict(self.teams), "people": {p.id: _person(p) for p in self.people.values()}})


def authority(seed: int, teams: int, first: date, last: date) -> Authority:
    """An authority of so many teams (1 to 32), at work from the first day to the last; people come and go."""
    made = Authority()
    since = first - timedelta(days=400)
    roles: dict[str, str] = {}
    for role, title, manager in WHOLE:
        audits = [] if role == "qa_lead" else [Role("auditor", start=since)]
        roles[role] = made.add(title, [Role(role, start=since), *audits], roles.get(manager, ""))
    for _ in range(3 + teams // 6):
        made.add("Quality assurance officer", [Role("moderator", start=since)], roles["qa_lead"])
    for _ in range(2 + teams // 3):
        made.add("Independent reviewing officer", [Role("reviewer", start=since)], roles["head_of_quality"])
    heads = [
        made.add(
            f"Head of service, {name}",
            [Role("head_of_service", start=since), Role("auditor", start=since)],
            roles["assistant_director"],
        )
        for name in ("safeguarding and support", "children in care")[: 1 + (teams > TEAMS_TO_A_SERVICE)]
    ]
    for number in range(teams):
        if number % TEAMS_TO_A_SERVICE == 0:
            head = heads[number // TEAMS_TO_A_SERVICE % len(heads)]
            service = made.add(
                "Service manager", [Role("service_manager", start=since), Role("auditor", start=since)], head
            )
        _team(made, seed, number, service, since, last)
    _leave(made, seed, first, last)
    order = list(made.teams)
    stream(seed, "leans").shuffle(order)
    made.leans = {team: 2 * place / max(1, teams - 1) - 1 for place, team in enumerate(order)}
    return made


def _leave(made: Authority, seed: int, first: date, last: date) -> None:
    """Some of those who audit are away for two or three months, and so exempt."""
    for id, person in made.people.items():
        chance = stream(seed, "leave", id)
        if chance.random() < AWAY and any(role.role == "auditor" for role in person.roles):
            start = first + (last - first) * chance.random()
            end = start + timedelta(days=chance.randint(40, 90))
            made.people[id] = replace(person, exemptions=(Exemption(start, end, "Long leave"),))


def _team(made: Authority, seed: int, number: int, service: str, since: date, last: date) -> None:
    chance = stream(seed, "team", number)
    area, place = AREAS[number % len(AREAS)], number // len(AREAS) + 1
    team = f"{area.lower()}-{place}"
    made.teams[team] = f"{area} {place}"
    made.services[team] = service
    manager = ""
    for start, end in _spells(since, last, chance.random() < 0.3, chance.random()):
        held = [Role("team_manager", team, start, end), Role("auditor", "", start, end)]
        manager = made.add("Team manager", held, service)
    made.add("Practice supervisor", [Role("practice_supervisor", team, since), Role("auditor", start=since)], manager)
    for place in range(PRACTITIONERS):
        for start, end in _spells(since, last, place == 0 and chance.random() < 0.5, chance.random()):
            made.add("Social worker", [Role("practitioner", team, start, end)], manager)


def _spells(since: date, last: date, changes: bool, where: float) -> Iterator[tuple[date, date | None]]:
    """One open spell, or two that follow each other somewhere in the middle half of the time."""
    if not changes:
        yield since, None
        return
    middle = since + (last - since) * (0.25 + where / 2)
    yield since, middle
    yield middle + timedelta(days=1), None


def _person(person: Person) -> Value:
    data: dict[str, Value] = {"title": person.title, "emails": list(person.emails)}
    if person.manager:
        data["manager"] = person.manager
    data["roles"] = [_role(role) for role in person.roles]
    if person.exemptions:
        data["exempt"] = [{"from": str(one.start), "to": str(one.end), "why": one.why} for one in person.exemptions]
    return data


def _role(role: Role) -> Value:
    days = {"from": role.start, "to": role.end}
    data: dict[str, Value] = {"role": role.role, "team": role.team} if role.team else {"role": role.role}
    return data | {key: day.isoformat() for key, day in days.items() if day}
