"""Open actions that nobody can finish: their owner has left, or the case has gone to somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from casekit.model.audit import Action, Audit
from casekit.model.corpus import Corpus
from casekit.model.people import People

OWN = ("practitioner", "team_manager")
"""Places in a case whose holders own an action because the case is theirs."""


class Stranded(Enum):
    """Why an action is stranded; the value is what people read."""

    LEFT = "its owner is nobody who still works here"
    MOVED = "the case is somebody else's now"


@dataclass(frozen=True, slots=True)
class Held:
    """Who held a case when it was last drawn or audited: the month, the team, and places with people's ids."""

    month: str
    team: str
    people: Mapping[str, str] = field(default_factory=dict)


class Whereabouts:
    """Where each case is, as the newest programme or audit that has it says, and what is stranded since."""

    def __init__(self, corpus: Corpus) -> None:
        self._people: People = corpus.people
        self._held: dict[str, Held] = {}
        for ref, held in sorted(_held(corpus), key=lambda pair: pair[1].month):
            self._held[ref] = held

    def only(self, ref: str) -> Whereabouts:
        """The same of one case alone."""
        one = Whereabouts(Corpus(people=self._people))
        if ref in self._held:
            one._held[ref] = self._held[ref]
        return one

    def held(self) -> Mapping[str, Held]:
        """Who holds each case."""
        return self._held

    def latest(self, audit: Audit) -> Held | None:
        """Who holds the audit's case now, where a later month says so."""
        held = self._held.get(audit.case.ref)
        return held if held is not None and held.month > audit.month else None

    def stranded(self, audit: Audit, action: Action, today: date) -> Stranded | None:
        """Why an open action cannot be finished by its owner; None where it can, or is not open."""
        if not action.open:
            return None
        owner = self._people.by_id.get(action.owner)
        if owner is None or not owner.here(today):
            return Stranded.LEFT
        held = self.latest(audit)
        return Stranded.MOVED if held is not None and self._gone(audit, action.owner, held, today) else None

    def _gone(self, audit: Audit, owner: str, held: Held, today: date) -> bool:
        """Whether the case was the owner's by their place in it, and is not any more."""
        places = [place for place in OWN if audit.case.people.get(place) == owner]
        if not places or owner in held.people.values():
            return False
        if held.team and held.team != audit.case.team:
            return not any(role.team == held.team and role.held(today) for role in self._people.by_id[owner].roles)
        return any(held.people.get(place) for place in places)


def _held(corpus: Corpus) -> Iterator[tuple[str, Held]]:
    """Every mention of a case; of one month the audit's own file comes last and counts."""
    for programme in corpus.programmes.values():
        for one in programme.audits:
            if one.cancelled is None:
                yield one.case.ref, Held(programme.month, one.case.team, one.case.people)
    for case in corpus.audits:
        audit = case.audit
        if audit.case.ref and audit.case.team:
            yield audit.case.ref, Held(audit.month, audit.case.team, audit.case.people)
