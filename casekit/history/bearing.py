"""Signatures come last: only those of records that one person alone may make are looked at, and all together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from casekit.history import kinds
from casekit.history.changes import Draft
from casekit.history.log import Commit
from casekit.history.outcome import Opened
from casekit.history.signatures import Checker
from casekit.history.trust import Made, trust
from casekit.history.witness import Then, Witness
from casekit.link.corpus import Surroundings
from casekit.model.history import Event


@dataclass(frozen=True, slots=True)
class Signed:
    """An event whose commit is signed: where it stands among its audit's, and what trust in it depends on."""

    audit: str
    place: int
    draft: Draft
    made: Made
    commit: Commit


def bear(
    found: dict[str, list[Event]],
    signed: Sequence[Signed],
    opened: Opened,
    walked: Sequence[Commit],
    around: Surroundings,
) -> None:
    """Each of these events with the trust that its commit's signature gives it. walked: parents before children."""
    if not signed or opened.repository is None:
        return
    with Checker(opened.repository) as checker:
        witness = Witness(opened, walked, around, checker)
        witness.look({one.commit.id: one.commit for one in signed}.values())
        for one in signed:
            event = found[one.audit][one.place]
            roles = _holding(one, witness)
            borne = trust(one.draft, one.audit, one.made, witness.vouched(one.commit), roles)
            found[one.audit][one.place] = replace(event, trust=borne.trust, via=borne.via, why=borne.why)


def _holding(one: Signed, witness: Witness) -> Collection[str] | None:
    """Who held a role on that day in which such a record is made, as the main branch had it; None: anybody may."""
    then = witness.then(one.commit)
    roles = _roles(one.draft, then)
    if roles is None:
        return None
    day = one.draft.on or witness.day(one.commit)
    known = then.people.by_id.values()
    return {person.id for person in known if any(person.has(role, day) for role in roles)}


def _roles(draft: Draft, then: Then) -> Iterable[str] | None:
    about = draft.detail.get("event") if draft.kind in (kinds.EDITED, kinds.WITHDRAWN) else draft.kind
    rules = then.policy.moderation
    if about == kinds.MODERATED:
        return rules.moderators
    return (*rules.grades, *rules.actions, *rules.deputies) if about == kinds.RESOLVED else None
