"""Actions as rows of tables: what is to be done, by whom, by when, and where it stands."""

from __future__ import annotations

from casekit.model.acting import SERVICE_MANAGER, placed
from casekit.model.audit import Action, Audit
from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.blocks import person_cell
from casekit.publish.context import Site
from casekit.publish.forms import FormView
from casekit.publish.page import Cell, Column, Table
from casekit.publish.tones import BAD, GOOD, QUIET, WARN
from casekit.register.actions import ActionRow, Standing, standing
from casekit.words import count, listing, times

TONES = {
    Standing.OVERDUE: BAD,
    Standing.UNDATED: WARN,
    Standing.OPEN: "",
    Standing.DONE: QUIET,
    Standing.VERIFIED: GOOD,
    Standing.CANCELLED: QUIET,
}
RANKS = {state: rank for rank, state in enumerate(Standing)}

COLUMNS = (
    Column("Due"),
    Column("Standing", choose=True),
    Column("Action", "wide"),
    Column("Owner", choose=True),
    Column("Team", choose=True),
    Column("Audit"),
)
"""The columns of a list of actions."""
OWNER = 3
"""Which of them says whose action it is."""


def action_row(site: Site, row: ActionRow, page: str) -> tuple[Cell, ...]:
    """One action as a line of a list."""
    action, audit = row.action, row.case.audit
    link = site.audit_link(audit, page)
    return (
        _due(action),
        _standing(row.standing, row.late, action),
        _what(site, row.case.audit, site.form(row.case), action, page),
        _owner(site, row, page),
        Cell(site.team(audit.case.team) or "No team", kind="whole"),
        Cell(link.text, link.href + "#actions", kind="whole"),
    )


def _owner(site: Site, row: ActionRow, page: str) -> Cell:
    """Whose it is; while it is open, with who answers for its being done in time (D7)."""
    answers = placed(SERVICE_MANAGER, row.case.audit, site.corpus.people, site.today) if row.open else []
    who = dict.fromkeys(site.person(one, "").text for one in answers)
    note = f"{listing(who)} {'answers' if len(who) == 1 else 'answer'} for it" if who else ""
    if not row.action.owner:
        return Cell("Nobody", tone=BAD, note=note)
    return person_cell(site, row.action.owner, page, note=note)


def audit_actions(site: Site, case: AuditCase, page: str) -> Table:
    """The actions of one audit in the order of its file, with everything on record."""
    rows = []
    form = site.form(case)
    for action in case.audit.actions:
        state = standing(action, site.today)
        late = (site.today - action.due).days if state is Standing.OVERDUE and action.due else 0
        rows.append(
            (
                _what(site, case.audit, form, action, page, full=True),
                person_cell(site, action.owner, page) if action.owner else Cell("Nobody", tone=BAD),
                Cell(format.day(action.due) or "None", tone="" if action.due else WARN, note=_moves(site, action)),
                _standing(state, late, action),
                Cell(format.day(action.done_on), note=_ended(site, action)),
                Cell(format.day(action.verified_on), note=_by(site, action.verified_by)),
            )
        )
    heads = ("Owner", "Due", "Standing", "Done", "Verified")
    shown = (Column("Action", "wide"), *(Column(head) for head in heads))
    return Table("action-list", "Actions of this audit", shown, tuple(rows), "No action was agreed.")


def called(site: Site, audit: Audit, action: Action) -> str:
    """What an action is called: its id, or how its audit counts it where that is somebody's own word."""
    if site.reader.wrote or names.SHORT.match(action.id):
        return action.id
    return str(names.action_number(audit, action))


def _what(site: Site, audit: Audit, form: FormView, action: Action, page: str, *, full: bool = False) -> Cell:
    """What is to be done and what it answers to, leading to its page; of free text nothing for whoever reads none."""
    target = target_of(site, form, action.target)
    href = names.up(page, site.action_page(audit, action))
    if not site.reader.wrote:
        return Cell(f"For: {target}" if target else "An action", href)
    notes = [f"For: {target}"] if target else []
    if full and action.outcome:
        notes.append(f"Outcome for the child: {action.outcome}")
    return Cell(action.do or "Nothing is said", href, note=". ".join(notes))


def target_of(site: Site, form: FormView, target: str) -> str:
    """What people call what an action answers to."""
    return form.target(target) or site.written(target)


def _standing(state: Standing, late: int, action: Action) -> Cell:
    note = count(late, "day") + " late" if late else ""
    if state in (Standing.DONE, Standing.VERIFIED) and action.done_on and action.due and action.done_on > action.due:
        note = f"{count((action.done_on - action.due).days, 'day')} late"
    return Cell(state.value, tone=TONES[state], key=str(RANKS[state]), note=note, kind="whole")


def _due(action: Action) -> Cell:
    shown = format.day(action.due) or "None"
    return Cell(shown, key=format.sortable(action.due) or "0", note=_moved(action), kind="whole")


def _moved(action: Action) -> str:
    return f"moved {times(len(action.moves))}" if action.moves else ""


def _moves(site: Site, action: Action) -> str:
    parts = []
    for move in action.moves:
        why = site.reader.said(move.why)
        parts.append(f"moved from {format.day(move.start)}" + (f": {why}" if why else ""))
    return "; ".join(parts)


def _ended(site: Site, action: Action) -> str:
    parts = [_by(site, action.done_by), site.reader.said(action.evidence)]
    if action.cancelled_on:
        why = site.reader.said(action.cancelled_why)
        parts.append(f"cancelled on {format.day(action.cancelled_on)}" + (f": {why}" if why else ""))
    return "; ".join(filter(None, parts))


def _by(site: Site, person: str) -> str:
    return f"by {site.person(person, '').text}" if person else ""
