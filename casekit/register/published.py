"""A month in figures alone, for readers outside the service: which tables they get, and what of them is shown."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.register.compliance import Compliance
from casekit.register.ledger import Ledger, Published, Table, lines
from casekit.register.monthly import MonthFigures
from casekit.register.published_form import form_tables
from casekit.register.suppress import Profile, suppress

OUTCOMES = {
    "gained": "Gained",
    "attempted": "Attempted, not gained",
    "declined": "Declined",
    "not_appropriate": "Not appropriate",
}


def published(month: MonthFigures, profile: Profile) -> Published:
    """A month's tables for readers outside the service.

    Left out, since figures of two reports or tables give small ones away: grades before moderation beside those in
    effect, what moved since the month before, all actions that were ever done, those agreed and done in the month (what
    is open at two closes and what came and went between them are one sum), agreement beyond chance, and teams.
    """
    ledger, tables = Ledger(), []
    tables += [_auditing(ledger, month)]
    if month.programme is not None:
        tables += [_programme(ledger, month.programme)]
    for form in month.forms:
        tables += form_tables(ledger, form)
    together = {f"{form.rubric.ref} counted": ledger.figures[f"{form.rubric.ref} counted"] for form in month.forms}
    ledger.put(together, "completed")
    tables += [_safety(ledger, month), *_actions(ledger, month), _feedback(ledger, month)]
    return Published(month.month, profile, tuple(tables), suppress(ledger.figures, ledger.sums, profile))


def _auditing(ledger: Ledger, month: MonthFigures) -> Table:
    ledger.put({"due": month.due, "unreadable": month.broken})
    ledger.put({"completed": month.completed}, "due")
    ledger.put({"on time": month.on_time}, "completed")
    rows = [
        ("Of the month", "due"),
        ("of these completed", "completed"),
        ("of these by the month's last day", "on time"),
        ("Files that could not be read, and are in no other figure", "unreadable"),
    ]
    return lines("Auditing", "Audits of the month", rows)


def _programme(ledger: Ledger, found: Compliance) -> Table:
    """What became of what was allocated; nearly the audits of the month, and so never apart from them."""
    reasoned = found.completed - found.on_time - found.late
    late = {"on time": found.on_time, "late": found.late, "late with a reason": reasoned}
    undone = {"overdue": found.missing, "not done with a reason": found.reason - reasoned, "not due yet": found.open}
    ledger.put({"allocated": found.allocated})
    ledger.put({"expected": found.expected, "stopped": found.stopped, "exempt": found.exempt}, "allocated")
    ledger.put({"expected/completed": found.completed} | {f"expected/{n}": v for n, v in undone.items()}, "expected")
    ledger.put({f"expected/{name}": number for name, number in late.items()}, "expected/completed")
    for one, other in (("expected", "due"), ("expected/completed", "completed"), ("expected/on time", "on time")):
        ledger.near(one, other)
    rows = [
        ("Allocated", "allocated"),
        ("of these stopped", "stopped"),
        ("of these exempt", "exempt"),
        ("Expected: all others", "expected"),
        ("of these completed", "expected/completed"),
        ("completed by their day", "expected/on time"),
        ("completed late", "expected/late"),
        ("completed late, with a reason", "expected/late with a reason"),
        ("overdue", "expected/overdue"),
        ("overdue, with a reason", "expected/not done with a reason"),
        ("not due yet", "expected/not due yet"),
    ]
    return lines("Programme", "Programme of the month", rows)


def _safety(ledger: Ledger, month: MonthFigures) -> Table:
    ledger.put({"concerns": len(month.concerns), "disputes": len(month.disputes)})
    still = sum(concern.closed is None for _, concern in month.concerns)
    unsettled = sum(dispute.resolved_on is None for _, dispute in month.disputes)
    ledger.put({"concerns/open": still}, "concerns")
    ledger.put({"disputes/open": unsettled}, "disputes")
    rows = [
        ("Immediate concerns", "concerns"),
        ("of these still open", "concerns/open"),
        ("Disputes", "disputes"),
        ("of these not settled", "disputes/open"),
    ]
    return lines("Immediate concerns and disputes", "Concerns and disputes in the month's audits", rows)


def _actions(ledger: Ledger, month: MonthFigures) -> Iterator[Table]:
    acts = month.actions
    ledger.put({"actions/open": acts.open})
    late = {"actions/overdue": acts.overdue, "actions/undated": acts.undated}
    ledger.put(late, "actions/open")
    rows = [
        ("Open", "actions/open"),
        ("of these overdue", "actions/overdue"),
        ("of these without a deadline", "actions/undated"),
    ]
    yield lines("Actions", "Actions open at the close", rows)
    ledger.put({"actions/verified": month.verified, "actions/fell due": month.fell_due})
    ledger.put({"actions/kept": month.kept}, "actions/fell due")
    rows = [
        ("Verified in the month", "actions/verified"),
        ("With a deadline in the month", "actions/fell due"),
        ("of these done by it", "actions/kept"),
    ]
    yield lines("Actions", "Actions in the month", rows)


def _feedback(ledger: Ledger, month: MonthFigures) -> Table:
    found = month.feedback
    ledger.put({"feedback/asked": found.asked})
    outcomes = {f"feedback/{id}": found.outcomes.get(id, 0) for id in OUTCOMES}
    ledger.put(outcomes, "feedback/asked")
    rows = [("Requests", "feedback/asked"), *((label, f"feedback/{id}") for id, label in OUTCOMES.items())]
    return lines("Feedback from families", "Requests for feedback", rows)
