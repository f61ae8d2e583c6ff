"""The practitioner's reply on the facts of an audit, before it is moderated."""

from __future__ import annotations

from datetime import date

from casekit.days import written
from casekit.edit.entries import Plan, following
from casekit.edit.intents import Append
from casekit.history import kinds
from casekit.model.corpus import AuditCase
from casekit.model.document import Value
from casekit.rubric.expand import targets
from casekit.stop import USAGE, Stop
from casekit.words import ending, shown


def reply(case: AuditCase, by: str, on: date, target: str, says: str) -> Plan:
    """What somebody says to the facts. target: a section or question of the form, "" for the whole."""
    audit = case.audit
    open_to_reply(case)
    if audit.completed is not None and on < audit.completed:
        raise Stop(USAGE, f"It was completed on {written(audit.completed)}, so nobody can have replied to it before.")
    if not says.strip():
        raise Stop(USAGE, "Say with --text what is not so and where the file shows it, or --file for a longer text.")
    known = targets(case.rubric)
    if target and target not in known:
        raise Stop(USAGE, f"--for: {case.rubric.ref} has no section or question {shown(target)}{ending(target, known)}")
    same = [one.id for one in audit.replies if (one.by, one.target, one.says.strip()) == (by, target, says.strip())]
    if same:
        raise Stop(USAGE, f"There is nothing to do: {same[0]} says that already.")
    entry: dict[str, Value] = {"id": following("r", [one.id for one in audit.replies])}
    entry |= {"by": by, "on": on.isoformat(), **({"for": target} if target else {}), "says": says.strip()}
    return Plan(f"Reply on the facts of {audit.id}", kinds.REPLIED, (Append(("replies",), entry),))


def open_to_reply(case: AuditCase) -> None:
    """Stop where it is too early or too late to reply."""
    audit = case.audit
    if audit.completed is None:
        raise Stop(USAGE, "This audit is not completed; tell its auditor now what is not so, and reply once it is.")
    if audit.moderations:
        last = audit.moderations[-1]
        made = f" on {written(last.on)}" if last.on else ""
        raise Stop(
            USAGE,
            f"This audit was moderated{made} ({last.id}), and a reply comes before that. "
            "Disagree with the moderation instead, with casekit dispute.",
        )
