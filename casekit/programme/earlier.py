"""What earlier audits of the same case agreed, for the next one to ask about (B3)."""

from __future__ import annotations

from collections.abc import Iterable

from casekit.days import written
from casekit.model.audit import Action
from casekit.model.corpus import AuditCase
from casekit.words import count


def earlier(ref: str, cases: Iterable[AuditCase]) -> list[str]:
    """A sentence for the last audit of the case and one for each of its actions; none where there was none."""
    same = [case.audit for case in cases if ref in case.audit.children and case.audit.completed]
    if not same:
        return []
    last = max(same, key=lambda audit: (audit.completed or audit.end, audit.id))
    said = [
        f"This case was audited before, in {last.id}, with {count(len(last.actions), 'action')}. Say in this audit "
        "what became of them, and whether the child's life is different for it."
    ]
    return [*said, *(f"  {action.id} of {last.id}, for {action.target}: {standing(action)}" for action in last.actions)]


def standing(action: Action) -> str:
    """How an action stands, in a few words."""
    if action.cancelled_on:
        return f"cancelled on {written(action.cancelled_on)}"
    if action.verified_on:
        return f"done and verified on {written(action.verified_on)}"
    if action.done_on:
        return f"done on {written(action.done_on)}, not verified"
    return f"open, due {written(action.due)}" if action.due else "open"
