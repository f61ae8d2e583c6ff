"""The people of the authority, by id; names stay in the council's own systems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Role:
    """A role somebody holds: its id (such as team_manager), the team, and from when to when (inclusive)."""

    role: str
    team: str = ""
    start: date | None = None
    end: date | None = None

    def held(self, on: date | None) -> bool:
        """Whether it was held on that day; without a day, whether it is still open."""
        if on is None:
            return self.end is None
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A time in which somebody is expected to do no audit, and why; both days inclusive, an open end is None."""

    start: date | None
    end: date | None = None
    why: str = ""

    def touches(self, first: date, last: date) -> bool:
        """Whether any of its days lies between those two."""
        return (self.start is None or self.start <= last) and (self.end is None or first <= self.end)


@dataclass(frozen=True, slots=True)
class Area:
    """Some teams that one head of service answers for."""

    id: str
    name: str = ""
    head: str = ""
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """A key with which somebody signs commits, in the open half that everybody may see.

    text: as SSH or OpenPGP write it. start, end: from when to when it is used (inclusive). revoked: from that day on
    it proves nothing.
    """

    text: str
    start: date | None = None
    end: date | None = None
    revoked: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person: id (never used again), the e-mail addresses that commits carry, roles, line manager's id.

    keys: with which they sign. exemptions: times without audits (D10). left: the last day at the authority.
    """

    id: str
    emails: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    manager: str = ""
    title: str = ""
    exemptions: tuple[Exemption, ...] = ()
    left: date | None = None
    keys: tuple[Key, ...] = ()

    def here(self, on: date) -> bool:
        """Whether they still work here on that day."""
        return self.left is None or on <= self.left

    def has(self, role: str, on: date | None) -> bool:
        """Whether this person held the role on that day."""
        return any(r.role == role and r.held(on) for r in self.roles)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, by id. listed: whether the repository has a people.yaml at all."""

    by_id: Mapping[str, Person] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)
    """Team id -> its name."""
    listed: bool = False
    areas: Mapping[str, Area] = field(default_factory=dict)

    def with_roles_of(self, others: People) -> People:
        """The same people with the roles that they have there; the same where nobody is listed there."""
        if not others.listed:
            return self
        roles = {id: others.by_id[id].roles if id in others else () for id in self.by_id}
        return replace(self, by_id={id: replace(one, roles=roles[id]) for id, one in self.by_id.items()})

    def area_of(self, team: str) -> Area | None:
        """The area that a team belongs to."""
        return next((area for area in self.areas.values() if team in area.teams), None)

    def __contains__(self, person: str) -> bool:
        return person in self.by_id

    def by_email(self, email: str) -> str | None:
        """The id of whoever commits with that address (compared without case), or None."""
        wanted = email.casefold()
        for person in self.by_id.values():
            if any(known.casefold() == wanted for known in person.emails):
                return person.id
        return None

    def show(self, person: str) -> str:
        """How a person is called in messages and on pages: job title and id, or the id alone."""
        known = self.by_id.get(person)
        return f"{known.title} ({person})" if known and known.title else person
