"""Each step of an action put together: who may, one edit, one commit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casekit.cli import session
from casekit.cli.desk import Desk, desk, listed, may
from casekit.cli.recording import record
from casekit.edit import acts
from casekit.edit.entries import NewAction, Plan
from casekit.model.acting import ActionRoles
from casekit.model.audit import Action
from casekit.privacy.mask import privacy
from casekit.stop import USAGE, Stop


def add(start: Path, audit: str, on: str, today: date | None, new: NewAction, agreed: bool, dry: bool) -> str:
    """One more action."""
    at = desk(start, audit, on, today)
    may(_roles(at).add(at.person.id))
    _here(at, new.owner, "--owner")
    if new.due < at.on:
        raise Stop(USAGE, "--due lies before the day on which the action is added.")
    _plain(at, new.do, new.outcome)
    return record(at, acts.add(at.case, new, at.on, agreed), dry)


def agree(start: Path, audit: str, action: str, on: str, today: date | None, dry: bool) -> str:
    """Agreed with the practitioner."""
    at = desk(start, audit, on, today)
    return record(at, agreed(at, action), dry)


def agreed(at: Desk, action: str) -> Plan:
    """What is recorded where an action was agreed."""
    it = acts.found(at.case.audit, action)
    may(_roles(at).agree(at.person.id, it))
    return acts.agree(at.case.audit, it, at.on)


def done(start: Path, audit: str, action: str, on: str, today: date | None, by: str, evidence: str, dry: bool) -> str:
    """Done, with what shows it."""
    at = desk(start, audit, on, today)
    return record(at, finished(at, action, by, evidence), dry)


def finished(at: Desk, action: str, by: str, evidence: str) -> Plan:
    """What is recorded where an action is done. by: who did it, "" for whoever says so."""
    it = acts.found(at.case.audit, action)
    may(_roles(at).finish(at.person.id, it))
    if by:
        listed(at, by, "--by")
    _plain(at, evidence)
    return acts.done(at.case.audit, it, by or at.person.id, at.on, evidence)


def verify(start: Path, audit: str, action: str, on: str, today: date | None, dry: bool) -> str:
    """Verified by somebody else."""
    at, it = _at(start, audit, action, on, today)
    may(_roles(at).verify(at.person.id, it))
    return record(at, acts.verify(at.case.audit, it, at.person.id, at.on), dry)


def move(
    start: Path, audit: str, action: str, on: str, today: date | None, to: str, owner: str, reason: str, dry: bool
) -> str:
    """Another day or another owner."""
    at = desk(start, audit, on, today)
    return record(at, moved(at, action, to, owner, reason), dry)


def moved(at: Desk, action: str, to: str, owner: str, reason: str) -> Plan:
    """What is recorded where an action gets another day, or another owner."""
    it = acts.found(at.case.audit, action)
    may(_roles(at).move(at.person.id, it))
    _plain(at, reason)
    if bool(to) == bool(owner):
        raise Stop(USAGE, "Say either the new day with --to, or the new owner with --owner.")
    if owner:
        _here(at, owner, "--owner")
        return acts.hand_on(at.case.audit, it, owner, at.on, reason)
    return acts.move(at.case.audit, it, session.parsed_day(to, "--to"), at.on, reason)


def cancel(start: Path, audit: str, action: str, on: str, today: date | None, reason: str, dry: bool) -> str:
    """Not to be done any more."""
    at, it = _at(start, audit, action, on, today)
    may(_roles(at).settle(at.person.id, it))
    _plain(at, reason)
    return record(at, acts.cancel(at.case.audit, it, at.on, reason), dry)


def _at(start: Path, audit: str, action: str, on: str, today: date | None) -> tuple[Desk, Action]:
    at = desk(start, audit, on, today)
    return at, acts.found(at.case.audit, action)


def _roles(at: Desk) -> ActionRoles:
    return ActionRoles(at.case.audit, at.around.people, at.around.policy.actions, at.on)


def _here(at: Desk, person: str, option: str) -> None:
    """Stop where an action would go to somebody who is not there any more, and so would be stranded at once."""
    listed(at, person, option)
    if not at.around.people.by_id[person].here(at.on):
        raise Stop(USAGE, f"{option}: {at.around.people.show(person)} has left; name somebody who is there.")


def _plain(at: Desk, *texts: str) -> None:
    """Stop where a text says who somebody is; it is not repeated."""
    words = privacy(at.around.policy.privacy)
    kinds = [one.kind for text in texts for one in words.find(text)]
    if kinds:
        raise Stop(USAGE, f"What you wrote holds {kinds[0]}: say who it is by id or by their part, such as the mother.")
