"""CK513: the history shows that a deadline was moved, and the action says nothing about it."""

from collections.abc import Iterator

from casekit.check.rule import Past, Shift
from casekit.days import written
from casekit.model.audit import Action
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import count, listing


def check(case: AuditCase, past: Past) -> Iterator[Remark]:
    """From the commit on in which the audit was completed: before it a deadline is only being written."""
    for action in case.audit.actions:
        shifts = past.shifts.get((case.audit.id, action.id), ())
        silent = [shift for shift in shifts if not _recorded(action, shift)]
        if silent and action.cancelled_on is None and _fit(action):
            moves = listing([f"from {written(s.start)} to {written(s.to)} in {s.commit[:10]}" for s in silent])
            number = len(action.moves) + len(silent)
            more = f" for it; with those that do it was moved {count(number, 'time')}" if action.moves else ""
            often = f", more often than {count(past.moves, 'time')}" if number > past.moves else ""
            yield Remark(
                (*action.route, "due"),
                f"The deadline of action {action.id} was moved {moves}, and nothing stands under moved{more}{often}.",
                "Write under moved: from which day to which, when, and why.",
                source=("D7", "E13"),
            )


def _recorded(action: Action, shift: Shift) -> bool:
    """Whether the moves on record lead from the one day to the other, in one step or in several."""
    starts = [place for place, move in enumerate(action.moves) if move.start == shift.start]
    ends = [place for place, move in enumerate(action.moves) if move.to == shift.to]
    return any(start <= end for start in starts for end in ends)


def _fit(action: Action) -> bool:
    """Whether the moves on record end at the deadline; where they do not, that is told first."""
    return not action.moves or action.moves[-1].to == action.due
