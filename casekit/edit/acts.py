"""An action's steps: what is asked for, turned into edits of its audit, or a Stop that says what is wrong with it.

Who may do it has been looked at before.
"""

from __future__ import annotations

from datetime import date

from casekit.days import written
from casekit.edit.entries import NewAction, Plan, added, following
from casekit.edit.intents import Append, Set
from casekit.history import kinds
from casekit.model.audit import Action, Audit
from casekit.model.corpus import AuditCase
from casekit.model.document import Value
from casekit.stop import USAGE, Stop
from casekit.words import count, ending, listing, shown


def found(audit: Audit, id: str) -> Action:
    """The action of that id; Stop where there is none such."""
    known = {action.id: action for action in audit.actions}
    if id not in known:
        there = f" It has {listing(known)}." if known else " It has none."
        raise Stop(USAGE, f"{audit.id} has no action {shown(id)}{ending(id, known)}{there}")
    return known[id]


def add(case: AuditCase, new: NewAction, on: date, agreed: bool) -> Plan:
    """One more action; agreed: with whoever owns it, on that day."""
    id = following("a", [action.id for action in case.audit.actions])
    if not all(text.strip() for text in (new.do, new.outcome, new.owner)):
        raise Stop(USAGE, "An action says what to do, what it brings the child, and whose it is.")
    entry = added(case, id, new, on)
    if agreed and isinstance(entry, dict):
        entry = {key: value for key, value in entry.items() if key != "due"}
        entry |= {"agreed": on.isoformat(), "due": new.due.isoformat()}
    return Plan(f"Add action {id} to {case.audit.id}", kinds.ADDED, (Append(("actions",), entry),))


def agree(audit: Audit, action: Action, on: date) -> Plan:
    """The day on which it was agreed with the practitioner."""
    _open(action)
    if action.agreed is not None:
        raise Stop(USAGE, f"There is nothing to do: {action.id} was agreed on {written(action.agreed)}.")
    if action.due and action.due < on:
        raise Stop(USAGE, f"{action.id} was due on {written(action.due)}; move it first, so that it can be agreed.")
    edits = (Set((*action.route, "agreed"), on.isoformat()),)
    return Plan(f"Agree action {action.id} of {audit.id}", kinds.AGREED, edits)


def done(audit: Audit, action: Action, by: str, on: date, evidence: str) -> Plan:
    """That it was done, by whom, on which day, and what shows it."""
    if action.done_on is not None:
        raise Stop(USAGE, f"There is nothing to do: {action.id} was done on {written(action.done_on)}.")
    _open(action)
    _after(action, on)
    if not evidence.strip():
        raise Stop(USAGE, "Say with --evidence what shows that it was done, and where that can be found.")
    entry: Value = {"by": by, "on": on.isoformat(), "evidence": evidence.strip()}
    return Plan(f"Action {action.id} of {audit.id} is done", kinds.DONE, (Set((*action.route, "done"), entry),))


def verify(audit: Audit, action: Action, by: str, on: date) -> Plan:
    """That somebody else has looked and found it done (E13)."""
    if action.verified_on is not None:
        raise Stop(USAGE, f"There is nothing to do: {action.id} was verified on {written(action.verified_on)}.")
    if action.cancelled_on is not None:
        raise Stop(USAGE, f"{action.id} was cancelled on {written(action.cancelled_on)}.")
    if action.done_on is None:
        raise Stop(USAGE, f"{action.id} is not done yet; its owner records that first, with casekit action done.")
    if on < action.done_on:
        raise Stop(USAGE, f"{action.id} was done on {written(action.done_on)}, so it cannot have been verified before.")
    if not action.evidence.strip():
        raise Stop(USAGE, f"Nothing shows that {action.id} was done: have its evidence written down first.")
    entry: Value = {"by": by, "on": on.isoformat()}
    return Plan(f"Verify action {action.id} of {audit.id}", kinds.VERIFIED, (Set((*action.route, "verified"), entry),))


def move(audit: Audit, action: Action, to: date, on: date, why: str) -> Plan:
    """Another deadline, with the reason; the old one stays on record, and how often it was moved is counted."""
    _open(action)
    _reasoned(why)
    if action.due == to:
        raise Stop(USAGE, f"There is nothing to do: {action.id} is due on {written(to)}.")
    if to < on:
        raise Stop(USAGE, f"--to: {written(to)} is over already on the day on which it is moved.")
    edits: list[Append | Set] = []
    if action.due is not None:
        entry: Value = {"from": action.due.isoformat(), "to": to.isoformat(), "why": why.strip(), "on": on.isoformat()}
        edits.append(Append((*action.route, "moved"), entry))
    edits.append(Set((*action.route, "due"), to.isoformat()))
    times = count(len(action.moves) + 1, "move")
    return Plan(f"Move action {action.id} of {audit.id} ({times})", kinds.MOVED, tuple(edits))


def cancel(audit: Audit, action: Action, on: date, why: str) -> Plan:
    """That it is not to be done any more, with the reason."""
    _reasoned(why)
    _open(action)
    entry: Value = {"on": on.isoformat(), "why": why.strip()}
    plan = (Set((*action.route, "cancelled"), entry),)
    return Plan(f"Cancel action {action.id} of {audit.id}", kinds.CANCELLED, plan)


def hand_on(audit: Audit, action: Action, owner: str, on: date, why: str) -> Plan:
    """Another owner, such as after the old one left, with the reason; whose it was stays on record."""
    _open(action)
    _reasoned(why)
    if action.owner == owner:
        raise Stop(USAGE, f"There is nothing to do: {action.id} is theirs already.")
    before: dict[str, Value] = {"from": action.owner} if action.owner else {}
    entry: Value = {**before, "to": owner, "why": why.strip(), "on": on.isoformat()}
    edits = (Append((*action.route, "handed"), entry), Set((*action.route, "owner"), owner))
    return Plan(f"Hand on action {action.id} of {audit.id}", kinds.HANDED, edits)


def _open(action: Action) -> None:
    if action.done_on is not None:
        raise Stop(USAGE, f"{action.id} was done on {written(action.done_on)}.")
    if action.cancelled_on is not None:
        raise Stop(USAGE, f"{action.id} was cancelled on {written(action.cancelled_on)}.")


def _after(action: Action, on: date) -> None:
    if action.agreed and on < action.agreed:
        raise Stop(USAGE, f"{action.id} was agreed on {written(action.agreed)}, so it cannot have been done before.")


def _reasoned(why: str) -> None:
    if not why.strip():
        raise Stop(USAGE, "This needs its reason: add --reason.")
