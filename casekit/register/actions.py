"""Actions over all audits: who owes what by when, and what is late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from casekit.model.audit import Action
from casekit.model.corpus import AuditCase


class Standing(Enum):
    """Where an action stands; the value is what people read. Due today is not overdue."""

    OVERDUE = "Overdue"
    UNDATED = "No deadline"
    OPEN = "Open"
    DONE = "Done, to be verified"
    VERIFIED = "Verified"
    CANCELLED = "Cancelled"


NOT_DUE, NO_DEADLINE, KEPT, MISSED = "Not due yet", Standing.UNDATED.value, "Kept", "Missed"
LATE = ((30, "1 to 30 days overdue"), (90, "31 to 90 days overdue"))
OLDEST = "More than 90 days overdue"
AGES = (NOT_DUE, *(name for _, name in LATE), OLDEST, NO_DEADLINE)
"""What an open action's deadline may have come to, as people read it."""

_RANKS = {state: rank for rank, state in enumerate(Standing)}


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action of one audit. late: days past its deadline, 0 where it is not overdue."""

    case: AuditCase
    action: Action
    standing: Standing
    late: int

    @property
    def open(self) -> bool:
        """Neither done nor cancelled."""
        return self.action.open


@dataclass(frozen=True, slots=True)
class ActionFigures:
    """How many actions stand where.

    total = open + done + cancelled. overdue, undated: of those open. verified: of those done. in_time: of
    done_dated, the ones that were done and had a deadline.
    """

    total: int
    open: int
    overdue: int
    undated: int
    done: int
    verified: int
    cancelled: int
    done_dated: int
    in_time: int


def action_rows(cases: Iterable[AuditCase], today: date) -> tuple[ActionRow, ...]:
    """Every action, the most urgent first: longest overdue, then without deadline, then by deadline, then ended."""
    rows = [_row(case, action, today) for case in cases for action in case.audit.actions]
    return tuple(sorted(rows, key=_urgency))


def by_owner(rows: Iterable[ActionRow]) -> dict[str, tuple[ActionRow, ...]]:
    """The same rows by their owner ("" for none), owners in order of id."""
    found: dict[str, list[ActionRow]] = defaultdict(list)
    for row in rows:
        found[row.action.owner].append(row)
    return {owner: tuple(found[owner]) for owner in sorted(found)}


def action_figures(rows: Iterable[ActionRow]) -> ActionFigures:
    """The counts of some actions."""
    rows = tuple(rows)
    done = [row.action for row in rows if row.standing in (Standing.DONE, Standing.VERIFIED)]
    dated = [action for action in done if action.due is not None]
    return ActionFigures(
        total=len(rows),
        open=sum(row.open for row in rows),
        overdue=sum(row.standing is Standing.OVERDUE for row in rows),
        undated=sum(row.standing is Standing.UNDATED for row in rows),
        done=len(done),
        verified=sum(row.standing is Standing.VERIFIED for row in rows),
        cancelled=sum(row.standing is Standing.CANCELLED for row in rows),
        done_dated=len(dated),
        in_time=sum(a.done_on is not None and a.due is not None and a.done_on <= a.due for a in dated),
    )


def deadline(row: ActionRow) -> str:
    """What became of an action's deadline: one of AGES while it is open, then kept or missed; "" once cancelled."""
    due, done = row.action.due, row.action.done_on
    if row.standing is Standing.CANCELLED:
        return ""
    if due is None:
        return NO_DEADLINE
    if done is not None:
        return KEPT if done <= due else MISSED
    return next((name for most, name in LATE if row.late <= most), OLDEST) if row.late else NOT_DUE


def standing(action: Action, today: date) -> Standing:
    """Where an action stands on that day."""
    if action.cancelled_on is not None:
        return Standing.CANCELLED
    if action.done_on is not None:
        return Standing.VERIFIED if action.verified_on is not None else Standing.DONE
    if action.due is None:
        return Standing.UNDATED
    return Standing.OVERDUE if action.overdue(today) else Standing.OPEN


def _row(case: AuditCase, action: Action, today: date) -> ActionRow:
    late = (today - action.due).days if action.due is not None and action.overdue(today) else 0
    return ActionRow(case, action, standing(action, today), late)


def _urgency(row: ActionRow) -> tuple[int, date, str, str]:
    return (_RANKS[row.standing], row.action.due or date.min, row.case.audit.path, row.action.id)
