"""Deadlines of open actions as a calendar for each owner: ids and days, and nothing about any child."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from casekit.model.corpus import Corpus
from casekit.output.calendar import calendar
from casekit.programme.notices import Day, key_of
from casekit.register.actions import action_rows, by_owner
from casekit.register.tables.table import Register
from casekit.words import addressable

FOLDER = "calendars"


def calendars(register: Register, today: date) -> Iterator[tuple[str, bytes]]:
    """A file for each person of people.yaml with an open action that has a deadline: path -> bytes.

    An entry is known by its audit and action, as in reminders: sent again it takes its own place, also after the
    deadline was moved or the action went to somebody else.
    """
    corpus: Corpus = register.corpus
    for owner, rows in by_owner(action_rows(corpus.audits, today)).items():
        days = []
        for row in rows:
            audit, action = row.case.audit, row.action
            if row.open and action.due is not None:
                named = (
                    f"Action {register.entry(action.id, audit.actions)} of {register.id(audit) or 'an audit'} is due"
                )
                days.append(Day(key_of("action due", audit.id, action.id), action.due, named))
        if days and owner in corpus.people:
            yield f"{FOLDER}/{_name(owner)}.ics", calendar(days, today)


def _name(owner: str) -> str:
    """An owner's id as the name of a file, on every system another one for another owner."""
    if addressable(owner) and owner == owner.casefold():
        return owner
    return "x-" + hashlib.sha256(owner.encode("utf-8", "surrogatepass")).hexdigest()[:16]
