"""What earlier audits of the same case agreed, for the next one to ask about (B3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from casekit.days import written
from casekit.model.audit import Action
from casekit.model.corpus import AuditCase
from casekit.words import count, listing


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


def of_team(team: str, cases: Iterable[AuditCase]) -> list[str]:
    """One sentence on what the team's last audits agreed actions for; none where there is nothing."""
    theirs = [case for case in cases if case.audit.completed and team and case.audit.case.team == team]
    theirs.sort(key=lambda case: (case.audit.completed, case.audit.id), reverse=True)
    last = theirs[:AUDITS]
    titles: dict[str, str] = {}
    number: Counter[str] = Counter()
    for case in last:
        homes = {question: section for section in case.rubric.all_sections() for question in section.questions}
        sections = {section.id: section for section in case.rubric.all_sections()}
        for action in case.audit.actions:
            section = sections.get(action.target) or homes.get(action.target)
            if section is not None and action.cancelled_on is None:
                titles[section.id] = section.title
                number[section.id] += 1
    often = sorted(number, key=lambda id: (-number[id], id))[:SECTIONS]
    if not often:
        return []
    said = listing(f"“{titles[id]}” ({number[id]})" for id in often)
    of = count(len(last), "audit")
    return [f"Actions of this team's last {of} were for {said}: say where this file shows more of it."]


AUDITS, SECTIONS = 5, 3
"""So many of the team's last audits are looked at, and so many sections named."""


def standing(action: Action) -> str:
    """How an action stands, in a few words."""
    if action.cancelled_on:
        return f"cancelled on {written(action.cancelled_on)}"
    if action.verified_on:
        return f"done and verified on {written(action.verified_on)}"
    if action.done_on:
        return f"done on {written(action.done_on)}, not verified"
    return f"open, due {written(action.due)}" if action.due else "open"
