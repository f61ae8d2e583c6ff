"""Who may not audit which case: those who had a part in it, and those who answer for its team (D2, F10)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from casekit.model.people import People, Person, Role
from casekit.model.programme import ListedCase

PART, TEAM, RESTRICTED = "part", "team", "restricted"
"""Why somebody may not: a part in the case (F10), the team is theirs (D2), the record is not open to them."""

SAID = {
    PART: "they have a part in {}",
    TEAM: "their own team holds {}",
    RESTRICTED: "they may not open the restricted record of {}",
}


@dataclass(slots=True)
class Bars:
    """The bars of one month. manages: the roles that D2 binds. restricted: who may open restricted records.

    first, last: the days between which the audits are done; whoever holds a role on any of them is bound by it.
    """

    people: People
    manages: Collection[str]
    restricted: Collection[str]
    first: date
    last: date
    _teams: dict[str, frozenset[str]] = field(default_factory=dict)

    def bar(self, case: ListedCase, person: str) -> str:
        """Why that person may not audit the case: PART, TEAM or RESTRICTED; "" where they may."""
        practitioner = self.people.by_id.get(case.people.get("practitioner", ""))
        if person in case.people.values() or person in case.ties:
            return PART
        if case.team in self.teams(person):
            return TEAM
        if practitioner and practitioner.manager == person:
            return PART
        if case.restricted and person not in self.restricted:
            return RESTRICTED
        return ""

    def teams(self, person: str) -> frozenset[str]:
        """The teams that the person answers for directly: by a role in one, or as line manager of who has one."""
        if person not in self._teams:
            own = self.people.by_id.get(person)
            self._teams[person] = frozenset(self._of(own)) if own else frozenset()
        return self._teams[person]

    def bound(self, person: str) -> list[str]:
        """The roles of theirs that D2 binds in these days."""
        own = self.people.by_id.get(person)
        return sorted({role.role for role in own.roles if self._binds(role.role) and self._held(role)}) if own else []

    def _of(self, person: Person) -> Iterator[str]:
        bound = [role for role in person.roles if self._binds(role.role) and self._held(role)]
        yield from (role.team for role in bound if role.team)
        if bound:
            for other in self.people.by_id.values():
                if other.manager == person.id:
                    yield from (r.team for r in other.roles if r.team and self._binds(r.role) and self._held(r))

    def _binds(self, role: str) -> bool:
        return role in self.manages

    def _held(self, role: Role) -> bool:
        return (role.start is None or role.start <= self.last) and (role.end is None or self.first <= role.end)
