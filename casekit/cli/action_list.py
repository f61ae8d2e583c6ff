"""Actions as a list: who owes what by when, how often it was moved, and what is stranded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casekit.cli import session
from casekit.link.corpus import load_corpus, surroundings
from casekit.model.people import People
from casekit.model.stranded import Whereabouts
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.register.actions import ActionRow, action_rows
from casekit.words import count, times


@dataclass(frozen=True, slots=True)
class Which:
    """Which actions are wanted; "" and False for all."""

    audit: str = ""
    owner: str = ""
    team: str = ""
    open: bool = False
    overdue: bool = False
    unverified: bool = False
    stranded: bool = False

    def has(self, row: ActionRow, places: Whereabouts, today: date) -> bool:
        """Whether the action is among them."""
        audit, action = row.case.audit, row.action
        return (
            self.audit in ("", audit.id)
            and self.owner in ("", action.owner)
            and self.team in ("", audit.case.team)
            and (row.open or not (self.open or self.stranded))
            and (row.late > 0 or not self.overdue)
            and (not self.unverified or (action.done_on is not None and action.verified_on is None))
            and (not self.stranded or places.stranded(audit, action, today) is not None)
        )


def action_list(start: Path, which: Which, as_json: bool, given: date | None) -> str:
    """The list, the most urgent first."""
    source = Folder(find_root(start))
    around = surroundings(source)
    today = session.civil_day(around.policy, given)
    corpus = load_corpus(source)
    places = Whereabouts(corpus)
    rows = [row for row in action_rows(corpus.audits, today) if which.has(row, places, today)]
    if as_json:
        return session.as_json(
            {"version": 1, "as_at": today.isoformat(), "actions": [_data(row, places, today) for row in rows]}
        )
    if not rows:
        return "There are no such actions.\n"
    return "\n".join(
        [*(_line(row, corpus.people, places, today) for row in rows), "", f"{count(len(rows), 'action')}.", ""]
    )


def _line(row: ActionRow, people: People, places: Whereabouts, today: date) -> str:
    action = row.action
    parts = [
        f"{row.case.audit.id} {action.id}",
        row.standing.value,
        people.show(action.owner) if action.owner else "no owner",
    ]
    if action.due:
        parts.append(f"due {action.due.isoformat()}")
    if row.late:
        parts.append(f"{count(row.late, 'day')} late")
    if action.moves:
        parts.append(f"moved {times(len(action.moves))}")
    why = places.stranded(row.case.audit, action, today)
    if why is not None:
        parts.append(f"stranded: {why.value}")
    return ", ".join(parts)


def _data(row: ActionRow, places: Whereabouts, today: date) -> dict[str, object]:
    action = row.action
    days = {"agreed": action.agreed, "due": action.due, "done": action.done_on, "verified": action.verified_on}
    days |= {"cancelled": action.cancelled_on}
    why = places.stranded(row.case.audit, action, today)
    return {
        "audit": row.case.audit.id,
        "action": action.id,
        "for": action.target,
        "owner": action.owner or None,
        "team": row.case.audit.case.team or None,
        "standing": row.standing.name.lower(),
        "days_late": row.late,
        "moves": len(action.moves),
        "stranded": why is not None,
        "stranded_why": why.name.lower() if why is not None else None,
        **{key: day.isoformat() if day else None for key, day in days.items()},
    }
