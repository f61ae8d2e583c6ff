"""The table of audits: one row for each file that could be read as an audit."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.register.actions import action_figures, action_rows
from casekit.register.grades import counts, effective
from casekit.register.stages import stage
from casekit.register.tables.table import HEAD, Column, Kind, Register, Row, Table, head, joined

COLUMNS = (
    *HEAD,
    Column("second_of", Kind.TEXT, "Of a second judgement: the audit that it judges once more."),
    Column("counted", Kind.YES, "Whether its grades count in figures: it is completed and no second judgement."),
    Column("stage", Kind.TEXT, "How far it has come: Not begun, Begun, Completed, Discussed, Moderated, … Closed."),
    Column("case_types", Kind.TEXT, "The kinds of case that the form knows, parted by semicolons."),
    Column("flags", Kind.TEXT, "The flags of the case that the form knows, parted by semicolons."),
    Column("case_ref", Kind.TEXT, "The child's random reference.", wrote=True),
    Column("age", Kind.NUMBER, "The child's age in whole years.", wrote=True),
    Column("team", Kind.TEXT, "The team's id."),
    Column("practitioner", Kind.TEXT, "The allocated worker's id."),
    Column("team_manager", Kind.TEXT, "The team manager's id."),
    Column("auditor", Kind.TEXT, "The auditor's id. Empty for a calibration's judges, unless policy shows them."),
    Column("independent", Kind.YES, "Whether the auditor declares to have had no part in the case (F10)."),
    Column("period_from", Kind.DAY, "The first day that the audit looks at."),
    Column("period_to", Kind.DAY, "The last one: the audit's date, from which timescales run."),
    Column("met", Kind.DAY, "The day on which auditor and practitioner went through it together."),
    Column("completed", Kind.DAY, "The day on which it was completed, as the file says (F3)."),
    Column("discussed", Kind.DAY, "The day on which the team manager discussed it with the worker (D6)."),
    Column("reflected", Kind.DAY, "The day of the practitioner's reflection (E11)."),
    Column("grade_auditor", Kind.TEXT, "The overall grade before moderation, as the scale's id."),
    Column("grade_effective", Kind.TEXT, "The overall grade in effect, as the scale's id."),
    Column("replies", Kind.NUMBER, "How many replies on its facts stand, from before a moderation."),
    Column("moderations", Kind.NUMBER, "How many moderations stand."),
    Column("disputes", Kind.NUMBER, "How many disputes stand."),
    Column("disputes_open", Kind.NUMBER, "How many of them are not settled."),
    Column("concerns", Kind.NUMBER, "How many immediate concerns are on record."),
    Column("concerns_open", Kind.NUMBER, "How many of them are not closed."),
    Column("actions", Kind.NUMBER, "How many actions were agreed."),
    Column("actions_open", Kind.NUMBER, "How many of them are neither done nor cancelled."),
    Column("actions_overdue", Kind.NUMBER, "How many of those are past their deadline on the day of the export."),
    Column("themes", Kind.TEXT, "Themes that the form lists, parted by semicolons."),
)


def rows(register: Register) -> Iterator[Row]:
    """An audit in each row, by path."""
    people = register.corpus.people
    for case in register.corpus.audits:
        audit, rubric = case.audit, case.rubric
        acts = action_figures(action_rows([case], register.today))
        whole = rubric.overall.id
        yield (
            *head(register, case),
            register.other(audit.second_of),
            counts(case),
            stage(audit).value,
            joined(t for t in audit.case.type_ids if register.listed(t, rubric.case_types)),
            joined(f for f in audit.case.flags if register.listed(f, rubric.flags)),
            audit.case.ref or None,
            audit.case.age,
            register.listed(audit.case.team, people.teams),
            register.person(audit.case.people.get("practitioner", "")),
            register.person(audit.case.people.get("team_manager", "")),
            register.judge(audit.id, audit.auditor),
            audit.independent,
            audit.start,
            audit.end,
            audit.met,
            audit.completed,
            audit.discussed,
            audit.reflected,
            case.first_grade(whole),
            effective(case, whole),
            len(audit.replies),
            len(audit.moderations),
            len(audit.disputes),
            sum(dispute.resolved_on is None for dispute in audit.disputes),
            len(audit.concerns),
            sum(concern.closed is None for concern in audit.concerns),
            acts.total,
            acts.open,
            acts.overdue,
            joined(t for t in audit.overall.themes if register.listed(t, rubric.themes)),
        )


AUDITS = Table("audits", "One audit: a file that could be read as one.", ("audit",), COLUMNS, rows)
