"""Who may do what around an action: by people.yaml, policy and the audit (F5, E13, D6, D7).

Each question is answered with "" where the person may, else with a sentence that says why not and who may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from casekit.model.audit import Action, Audit
from casekit.model.people import People
from casekit.model.policy import Acting
from casekit.words import count, listing

AUDITOR, OWNER, MANAGER, SERVICE_MANAGER, HEAD = "auditor", "owner", "manager", "service_manager", "head_of_service"
PLACES = ("practitioner", "former_practitioner", "team_manager", SERVICE_MANAGER, "reviewer")
"""Places in the case; the owner's line manager is MANAGER."""
MOST = 3
"""So many people are named who may."""


def placed(place: str, audit: Audit, people: People, on: date, owner: str = "") -> list[str]:
    """Who stands in that place of the audit on that day, or holds that role; the area's own for a head of service."""
    team = audit.case.team
    if place == AUDITOR:
        return [audit.auditor] if audit.auditor else []
    if place == OWNER:
        return [owner] if owner else []
    if place == MANAGER:
        known = people.by_id.get(owner)
        return [known.manager] if known and known.manager else []
    named = audit.case.people.get(place, "")
    if named:
        return [named]
    if place in PLACES:
        found = list(_in(people, place, team, on)) if team else []
        return found or (_service(audit, people, on) if place == SERVICE_MANAGER else [])
    area = people.area_of(team)
    return [area.head] if place == HEAD and area else [p.id for p in people.by_id.values() if p.has(place, on)]


def _in(people: People, place: str, team: str, on: date) -> Iterator[str]:
    """Who holds a role in that team; asked of each action, of everybody."""
    for person in people.by_id.values():
        for role in person.roles:
            if role.role == place and role.team == team and role.held(on):
                yield person.id
                break


def _service(audit: Audit, people: People, on: date) -> list[str]:
    """Service managers who manage the team's manager, where no role says whose team it is."""
    above = [people.by_id[m].manager for m in placed("team_manager", audit, people, on) if m in people]
    return [m for m in above if m in people and people.by_id[m].has(SERVICE_MANAGER, on)]


@dataclass(frozen=True, slots=True)
class ActionRoles:
    """Who may do what with one audit's actions. on: the day on which it is done; roles have to be held then."""

    audit: Audit
    people: People
    policy: Acting
    on: date

    def add(self, person: str) -> str:
        """Whoever policy lets record actions."""
        return self._among(person, self.policy.records, "", "add an action to this audit")

    def agree(self, person: str, action: Action) -> str:
        """The practitioner, or whoever policy lets record that they agreed (D6, E13)."""
        return self._among(person, self.policy.agrees, action.owner, "agree this action")

    def move(self, person: str, action: Action) -> str:
        """The owner, or whoever policy lets record actions."""
        return self._among(person, (OWNER, *self.policy.records), action.owner, "move this action")

    def finish(self, person: str, action: Action) -> str:
        """The owner, or whoever policy lets record actions."""
        return self._among(person, (OWNER, *self.policy.records), action.owner, "record that this action is done")

    def verify(self, person: str, action: Action) -> str:
        """Whoever policy names, but never the owner nor whoever did it (E13)."""
        able = [one for one in self._able(self.policy.verifies, action.owner) if one not in _doers(action)]
        if person in _doers(action):
            why = "owns this action or did it, and somebody else verifies it"
            return f"{self.people.show(person)} {why}. {self._instead(able)}"
        return self._among(person, self.policy.verifies, action.owner, "verify this action", _doers(action))

    def settle(self, person: str, action: Action) -> str:
        """Whoever policy lets cancel one."""
        return self._among(person, self.policy.settles, action.owner, "cancel this action")

    def _able(self, places: Iterable[str], owner: str) -> list[str]:
        every = (p for place in places for p in placed(place, self.audit, self.people, self.on, owner))
        return list(dict.fromkeys(p for p in every if p in self.people))

    def _among(self, person: str, places: Iterable[str], owner: str, what: str, never: Iterable[str] = ()) -> str:
        able = [one for one in self._able(places, owner) if one not in set(never)]
        if person in able:
            return ""
        why = f"cannot {what}: casekit.toml names others under [actions]"
        return f"{self.people.show(person)} {why}. {self._instead(able)}"

    def _instead(self, able: list[str]) -> str:
        if not able:
            return "people.yaml names nobody who may on that day: correct it, or casekit.toml under [actions]."
        some = [self.people.show(person) for person in able[:MOST]]
        if len(able) > MOST:
            some.append(f"one of {count(len(able) - MOST, 'other')}")
        return f"Have it done by {listing(some, 'or')}."


def _doers(action: Action) -> set[str]:
    return {action.owner, action.done_by} - {""}
