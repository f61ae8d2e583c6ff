"""Audits that the history knows and that no file holds any more, as lint looks for them on every run."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath

from casekit.history import codes, kinds
from casekit.history.events import history
from casekit.history.log import Commit
from casekit.history.outcome import Opened
from casekit.history.rewrites import recorded
from casekit.model.history import Event
from casekit.model.people import People
from casekit.problem import START, Problem
from casekit.words import shown

NAMED = re.compile(r"\d{4}-\d\d-[a-z0-9]+")
"""What an audit's file is called, without its ending: its number in the programme, or letters."""
NUMBERED = re.compile(r"\d{4}-\d\d-\d{4}")
"""One that the programme allotted."""


def vanished(
    opened: Opened, walked: Sequence[Commit], people: People, here: Collection[str], called_off: Collection[str]
) -> Iterator[Problem]:
    """A problem for each audit whose deletion is the last that commits tell of it.

    walked: every commit. here: what stands now, by id and by the file's name without its ending. called_off: the audits
    that the programme cancels or stops. These may go as long as they were not completed, and so may one that somebody
    began outside the programme: nothing counts it. What a recorded rewrite
    took out is no longer looked for; whether the record holds, casekit verify tells.
    """
    names = {PurePosixPath(change.path).stem for commit in walked for change in commit.changes if change.new is None}
    gone = {name for name in names - frozenset(here) if NAMED.fullmatch(name)}
    if not gone:
        return
    rewrites, _ = recorded(opened)
    removed = {audit for one in rewrites for audit in one.removed}
    for audit, events in history(opened, people, gone - removed).events.items():
        finished = any(event.event == kinds.COMPLETED for event in events)
        owed = NUMBERED.fullmatch(audit) and audit not in called_off
        if events[-1].event == kinds.DELETED and (finished or owed):
            yield is_gone(audit, events[-1])


def is_gone(audit: str, last: Event) -> Problem:
    """An audit stood here once. last: the last that commits tell of it."""
    gone = f"deleted by commit {last.commit[:10]}" if last.event == kinds.DELETED else "lost in a merge"
    message = f"Audit {shown(audit)} stood here and is gone: {gone}."
    hint = "Bring it back with git restore; or record the rewrite that removed it, where the law asked for that."
    return Problem(".", START, codes.VANISHED, message, hint, audit=audit)
