"""The table of actions: what was agreed, who owes it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.audit import Action
from casekit.register.actions import action_rows
from casekit.register.tables.table import HEAD, Column, Kind, Register, Row, Table, head

COLUMNS = (
    *HEAD,
    Column("action", Kind.TEXT, "The action's id in its audit."),
    Column("target", Kind.TEXT, "The section or question of the form that it answers to."),
    Column("owner", Kind.TEXT, "The id of whoever owes it."),
    Column("team", Kind.TEXT, "The id of the case's team."),
    Column("agreed", Kind.DAY, "The day on which it was agreed."),
    Column("due_first", Kind.DAY, "The first deadline."),
    Column("due", Kind.DAY, "The deadline as it now stands."),
    Column("moves", Kind.NUMBER, "How often the deadline was moved."),
    Column("standing", Kind.TEXT, "Overdue, No deadline, Open, Done, to be verified, Verified or Cancelled."),
    Column("late", Kind.NUMBER, "Days past the deadline on the day of the export; 0 where it is not overdue."),
    Column("done", Kind.DAY, "The day on which it was done."),
    Column("done_by", Kind.TEXT, "Who did it."),
    Column("in_time", Kind.YES, "Whether it was done by its deadline; nothing where it is not done or has none."),
    Column("verified", Kind.DAY, "The day on which somebody verified it."),
    Column("verified_by", Kind.TEXT, "Who verified it."),
    Column("cancelled", Kind.DAY, "The day on which it was cancelled."),
    Column("what", Kind.TEXT, "What is to be done.", wrote=True),
    Column("outcome", Kind.TEXT, "What it brings the child.", wrote=True),
    Column("evidence", Kind.TEXT, "What shows that it was done.", wrote=True),
    Column("cancelled_why", Kind.TEXT, "Why it was cancelled.", wrote=True),
)


def rows(register: Register) -> Iterator[Row]:
    """An action in each row, in the order of the files."""
    teams = register.corpus.people.teams
    for case in register.corpus.audits:
        standings = {row.action.id: row for row in action_rows([case], register.today)}
        declared = {section.id for section in case.rubric.all_sections()} | case.rubric.questions().keys()
        for action in case.audit.actions:
            row = standings[action.id]
            yield (
                *head(register, case),
                register.entry(action.id, case.audit.actions),
                register.place(case, action.target) if action.target in declared or register.wrote else None,
                register.person(action.owner),
                register.listed(case.audit.case.team, teams),
                action.agreed,
                action.moves[0].start if action.moves else action.due,
                action.due,
                len(action.moves),
                row.standing.value,
                row.late,
                action.done_on,
                register.person(action.done_by),
                _in_time(action),
                action.verified_on,
                register.person(action.verified_by),
                action.cancelled_on,
                action.do or None,
                action.outcome or None,
                action.evidence or None,
                action.cancelled_why or None,
            )


def _in_time(action: Action) -> bool | None:
    return action.done_on <= action.due if action.done_on and action.due else None


ACTIONS = Table("actions", "One action of one audit.", ("audit", "action"), COLUMNS, rows)
