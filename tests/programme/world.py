"""Random authorities, case lists and pasts, small and awkward on purpose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from casekit.model.people import Exemption, People, Person, Role
from casekit.model.policy import Policy, Programming
from casekit.model.programme import ListedCase
from casekit.programme.allocate import Allocation, Wanted, allocate
from casekit.programme.seats import Done

ROLES = {
    "team_manager": 1,
    "practice_supervisor": 1,
    "service_manager": 1,
    "principal_social_worker": 1,
    "head_of_service": 1,
    "director": 1,
}
MONTH = "2026-12"


@dataclass(frozen=True)
class World:
    """All that a draw follows from."""

    people: People
    policy: Policy
    cases: tuple[ListedCase, ...]
    past: tuple[Done, ...]
    wanted: Wanted

    def drawn(self) -> Allocation:
        return allocate(self.cases, self.people, self.policy, self.past, self.wanted)


def person(id: str, roles: tuple[Role, ...], chance: Random, manager: str = "") -> Person:
    exempt = (Exemption(date(2026, 11, 20), chance.choice([None, date(2026, 12, 5)]), "Leave"),)
    left = date(2026, 12, 10) if chance.random() < 0.04 else None
    return Person(id, (f"{id}@example.org",), roles, manager, id, exempt if chance.random() < 0.08 else (), left)


def world(seed: int, teams: int = 0, cases: int = -1) -> World:
    """The world of that seed."""
    chance = Random(seed)
    teams = teams or chance.randint(1, 6)
    names = [f"team-{n}" for n in range(teams)]
    made: dict[str, Person] = {}

    def add(prefix: str, manager: str, *roles: Role) -> str:
        id = f"{prefix}{len(made):03d}"
        made[id] = person(id, roles, chance, manager)
        return id

    add("d", "", Role("director"))
    head = add("h", "", Role("head_of_service"))
    if chance.random() < 0.7:
        add("w", head, Role("principal_social_worker"))
    workers: dict[str, list[str]] = {}
    for place, name in enumerate(names):
        if place % 3 == 0:
            held = () if chance.random() < 0.5 else (Role("service_manager", name),)
            service = add("s", head, *(held or (Role("service_manager"),)))
        ended = date(2026, 12, 3) if chance.random() < 0.1 else None
        manager = add("m", service if chance.random() < 0.8 else head, Role("team_manager", name, end=ended))
        if chance.random() < 0.6:
            add(
                "v",
                manager,
                Role("practice_supervisor", name),
                *(
                    (Role("team_manager", chance.choice(names), end=date(2026, 11, 30)),)
                    if chance.random() < 0.2
                    else ()
                ),
            )
        workers[name] = [add("p", manager, Role("practitioner", name)) for _ in range(chance.randint(1, 4))]
    everybody = list(made)
    listed = []
    for number in range(chance.randint(0, 30) if cases < 0 else cases):
        team = chance.choice(names)
        ties = (chance.choice(everybody),) if chance.random() < 0.15 else ()
        places = {"practitioner": chance.choice(workers[team])}
        if chance.random() < 0.2:
            places["reviewer"] = chance.choice(everybody)
        listed.append(
            ListedCase(
                f"C{number:04d}", (chance.choice(["one", "two"]),), (), team, places, ties, chance.random() < 0.08
            )
        )
    past = [
        Done(
            f"2026-{chance.randint(1, 11):02d}",
            frozenset({f"C{chance.randint(0, max(9, 2 * len(listed))):04d}"}),
            chance.choice(names),
            (chance.choice(everybody),),
        )
        for _ in range(chance.randint(0, 3 * teams))
    ]
    restricted = tuple(chance.sample(everybody, min(2, len(everybody)))) if chance.random() < 0.5 else ()
    rules = Programming(ROLES, window=chance.choice([0, 1, 3, 6, 12]), reserve=10, restricted=restricted)
    policy = replace(Policy(), programme=rules)
    joint = (("d000", head),) if chance.random() < 0.1 and not made["d000"].left else ()
    wanted = Wanted(MONTH, date(2026, 12, 1), f"seed {seed}", "toy@1", most=chance.choice([0, 0, 0, 3]), joint=joint)
    return World(People(made, dict.fromkeys(names, ""), True), policy, tuple(listed), tuple(past), wanted)
