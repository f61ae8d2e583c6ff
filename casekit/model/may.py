"""Who may moderate an audit, disagree with a moderation, and settle that: by people.yaml, policy and the audit.

Each question is answered with "" where the person may, else with a sentence that says why not and who may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from casekit.model.audit import Audit
from casekit.model.people import People
from casekit.model.policy import Judging
from casekit.words import count, listing, spoken


@dataclass(frozen=True, slots=True)
class Roles:
    """Who may do what with one audit. on: the day on which it is done; roles have to be held then."""

    audit: Audit
    people: People
    policy: Judging
    on: date

    def moderate(self, person: str) -> str:
        """D2, D8, E12, F10: a moderator who did not audit, has no part in the case and does not manage it."""
        why = self.involved(person)
        if why:
            able = [other for other in self.holding(self.policy.moderators) if not self.involved(other)]
            return f"{self._call(person)} cannot moderate this audit: {why}. {self._instead(able)}"
        if person not in self.holding(self.policy.moderators):
            able = [other for other in self.holding(self.policy.moderators) if not self.involved(other)]
            return f"{self._not_held(person, self.policy.moderators)} {self._instead(able)}"
        return ""

    def enter(self, person: str) -> str:
        """Who enters a moderation that somebody else sent in has no part in the audit either (decision 0087)."""
        why = self.involved(person)
        return f"{self._call(person)} does not enter this moderation for others: {why}." if why else ""

    def reply(self, person: str) -> str:
        """Before moderation, whoever policy names of the audit and its case replies on its facts."""
        able = self.replying()
        if person in able:
            return ""
        places = listing((place.replace("_", " ") for place in self.policy.replies), "or")
        whose = f"that is for the {places} of this case" if places else "casekit.toml lets nobody do that"
        return f"{self._call(person)} cannot reply on the facts of this audit: {whose}. {self._instead(able)}"

    def replying(self) -> list[str]:
        """All who may reply on the facts of this audit."""
        return list(dict.fromkeys(p for place in self.policy.replies for p in self._at(place)))

    def dispute(self, person: str) -> str:
        """D9: those whom policy names of the audit and its case."""
        able = self.disputing()
        if person in able:
            return ""
        places = listing((place.replace("_", " ") for place in self.policy.disputes), "or")
        return (
            f"{self._call(person)} cannot dispute this moderation: that is for the {places} of this audit. "
            f"{self._instead(able)}"
        )

    def disputing(self) -> list[str]:
        """All who may disagree with a moderation of this audit."""
        return list(dict.fromkeys(p for place in self.policy.disputes for p in self._at(place)))

    def resolve(self, person: str, about: str) -> str:
        """D9: a grade, the head of service for quality; an action, that of the case's area; or the deputy.

        about: "grade" or "action". The deputy's turn comes where each of them has audited, moderated or manages it.
        """
        roles = self.policy.grades if about == "grade" else self.policy.actions
        heads, able = self._heads(about), self.settling(about)
        if person in able:
            return ""
        article = "a grade" if about == "grade" else "an action of this team's area"
        why = self._took_part(person) if person in heads or person in self.holding(self.policy.deputies) else ""
        names = listing(map(spoken, roles), "or")
        reason = why or f"a dispute about {article} is settled by the {names}"
        return f"{self._call(person)} cannot settle this dispute: {reason}. {self._instead(able)}"

    def settling(self, about: str) -> list[str]:
        """All who may settle a dispute about a grade or an action of this audit."""
        heads = self._heads(about)
        free = [head for head in heads if not self._took_part(head)]
        able = free or (self.holding(self.policy.deputies) if heads else [])
        return [one for one in able if not self._took_part(one)]

    def _heads(self, about: str) -> list[str]:
        """Whose it is to settle such a dispute, whether or not they took part."""
        if about == "grade":
            return self.holding(self.policy.grades)
        area = set(self.area())
        return [head for head in self.holding(self.policy.actions) if head in area]

    def record(self, person: str) -> str:
        """A reflection or a sharing is recorded by whoever had to do with the audit, or moderates."""
        able = [*self._all_of_the_case(), *self.holding(self.policy.moderators), *self._managers()]
        if person in able:
            return ""
        return f"{self._call(person)} has nothing to do with this audit. {self._instead(able)}"

    def involved(self, person: str) -> str:
        """Why the person cannot judge the audit a second time; "" where nothing speaks against it."""
        if person == self.audit.auditor:
            return "whoever did the audit does not moderate it"
        if person in {one.by for one in self.audit.instances.values()}:
            return "they answered a part of it"
        place = next((place for place, one in self.audit.case.people.items() if one == person), "")
        if place:
            return f"they are the {place.replace('_', ' ')} of the case"
        if person in self._managers():
            return "they are responsible for the team that holds the case"
        return ""

    def holding(self, roles: Iterable[str]) -> list[str]:
        """All who hold any of the roles on that day, by id."""
        known = self.people.by_id.values()
        return [person.id for person in known if any(person.has(role, self.on) for role in roles)]

    def area(self) -> Iterator[str]:
        """Everybody in the line above the case: who works in its team or is named in it, and all their managers."""
        team = self.audit.case.team
        waiting = [person for place, person in self.audit.case.people.items() if place != "reviewer"]
        waiting += [
            person.id
            for person in self.people.by_id.values()
            if team and any(role.team == team and role.held(self.on) for role in person.roles)
        ]
        seen: set[str] = set()
        while waiting:
            person = waiting.pop()
            if person in seen or person not in self.people:
                continue
            seen.add(person)
            yield person
            waiting.append(self.people.by_id[person].manager)

    def _took_part(self, person: str) -> str:
        """Why the person cannot settle a dispute; "" where nothing speaks against it."""
        if person in {moderation.by for moderation in self.audit.moderations}:
            return "whoever moderated the audit does not settle what is disputed of it"
        return self.involved(person)

    def _managers(self) -> set[str]:
        """Who answers directly for the case's team, on the audit's day or on the day itself (D2)."""
        team, days = self.audit.case.team, {self.audit.end or self.on, self.on}
        return {
            person.id
            for person in self.people.by_id.values()
            for role in person.roles
            if team and role.team == team and role.role in self.policy.manages and any(map(role.held, days))
        }

    def _at(self, place: str) -> list[str]:
        """Who stands in that place of the audit; where the case names nobody, who holds the role in its team."""
        named = self.audit.auditor if place == "auditor" else self.audit.case.people.get(place, "")
        if named or place == "auditor":
            return [named] if named else []
        team = self.audit.case.team
        return [
            person.id
            for person in self.people.by_id.values()
            if team and any(r.role == place and r.team == team and r.held(self.on) for r in person.roles)
        ]

    def _all_of_the_case(self) -> list[str]:
        answered = [one.by for one in self.audit.instances.values() if one.by]
        return list(dict.fromkeys(filter(None, (self.audit.auditor, *answered, *self.audit.case.people.values()))))

    def _call(self, person: str) -> str:
        return self.people.show(person)

    def _not_held(self, person: str, roles: Iterable[str]) -> str:
        names = listing(map(spoken, roles), "or")
        return f"{self._call(person)} does not hold the role of {names} on that day in people.yaml."

    def _instead(self, able: list[str]) -> str:
        """Who may, a few of them by name."""
        if not able:
            return "people.yaml names nobody who may on that day: correct it, or casekit.toml under [moderation]."
        some = [self._call(person) for person in able[:MOST]]
        if len(able) > MOST:
            some.append(f"one of {count(len(able) - MOST, 'other')}")
        return f"Have it done by {listing(some, 'or')}."


MOST = 3
"""So many people are named who may."""
