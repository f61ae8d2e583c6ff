"""What everybody is to be told where one audit of a programme was swapped, stopped, taken off, cancelled or is late."""

from __future__ import annotations

from datetime import date

from casekit.days import written
from casekit.model.people import People
from casekit.model.policy import Policy
from casekit.model.programme import Allotted, Programme
from casekit.programme.notices import (
    GONE,
    LATE,
    OFF,
    TEAM,
    TO_DO,
    YOURS,
    Notice,
    Telling,
    due_day,
    managers,
    to_do,
    when,
)

BECAME = {
    "stopped": "it was stopped and is not to be finished",
    "cancelled": "it was cancelled",
    "exempt": "it was taken off its auditor, and nobody does it",
}
"""What became of an audit that is not expected any more."""


def told_of(
    programme: Programme,
    before: Allotted,
    after: Allotted,
    new: Allotted | None,
    people: People,
    policy: Policy,
    on: date,
) -> list[Notice]:
    """What the same people are to be told where one audit of the programme was changed; new: what came in its place."""
    telling = Telling(people, on)
    if len(after.swaps) > len(before.swaps):
        _swapped(telling, after, policy)
    else:
        _noted(telling, after, on)
    if new is not None:
        telling.give(new, policy)
    subject = f"Case file audits of {programme.month}: what changed"
    return telling.notices(subject, policy, "changed", after.id, on.isoformat(), str(len(after.swaps)), after.standing)


def _swapped(telling: Telling, after: Allotted, policy: Policy) -> None:
    people, swap = telling.people, after.swaps[-1]
    old, new = people.show(swap.start), people.show(swap.to)
    now = f"{after.id}: {new} audits it now, in place of {old}, {when(after)}"
    telling.say(swap.start, OFF, f"{after.id}: {new} audits it now.")
    telling.mark(swap.start, due_day(after, swap.start, off=True))
    telling.say(swap.to, TO_DO, to_do(after, swap.to, people, policy))
    telling.mark(swap.to, due_day(after, swap.to))
    for other in after.auditors:
        if other != swap.to:
            telling.say(other, TO_DO, f"{now}, jointly with you.")
    telling.say(after.case.people.get("practitioner", ""), YOURS, f"{now}, and will contact you to do it with you.")
    for manager in managers(after, people, telling.on):
        telling.say(manager, TEAM, f"{now}.")


def _noted(telling: Telling, after: Allotted, on: date) -> None:
    """Late with a reason, or not to be done any more; why stands in the programme, and in no message."""
    head = LATE if after.expected else GONE
    what = "the reason for its being late is on record" if after.expected else BECAME[after.standing]
    line = f"{after.id}: {what} ({written(on)})."
    everybody = [*after.auditors, after.case.people.get("practitioner", ""), *managers(after, telling.people, on)]
    for person in dict.fromkeys(everybody):
        telling.say(person, head, line)
    for auditor in after.auditors if not after.expected else ():
        telling.mark(auditor, due_day(after, auditor, off=True))
