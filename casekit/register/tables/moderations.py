"""The table of moderations and of disputes that were settled: each grade that they gave or confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casekit.model.audit import Dispute, Moderation
from casekit.model.corpus import AuditCase
from casekit.register.tables.table import HEAD, Column, Kind, Register, Row, Table, day, head

OUTCOMES = ("upheld", "changed", "withdrawn")
COLUMNS = (
    *HEAD,
    Column("kind", Kind.TEXT, "moderation, or dispute."),
    Column("entry", Kind.TEXT, "Its id in the audit."),
    Column("moderation", Kind.TEXT, "Of a dispute: the id of the moderation."),
    Column("about", Kind.TEXT, "Of a dispute: grade or action."),
    Column("judged_by", Kind.TEXT, "The id of whoever moderated or disputed."),
    Column("judged_on", Kind.DAY, "The day of the moderation or dispute."),
    Column("met", Kind.DAY, "The day of the feedback meeting between moderator and auditor (E12)."),
    Column("resolved_by", Kind.TEXT, "Of a dispute: who settled it."),
    Column("resolved", Kind.DAY, "Of a dispute: the day on which it was settled; nothing while it is open."),
    Column("outcome", Kind.TEXT, "Of a dispute: how it was settled."),
    Column("file_reviewed", Kind.YES, "Of a dispute: whether the case file itself was looked at (D9)."),
    Column("section", Kind.TEXT, "The section graded, overall for the whole; nothing where no grade was given."),
    Column("grade_auditor", Kind.TEXT, "The grade before moderation, as the scale's id."),
    Column("grade", Kind.TEXT, "The grade given, as the scale's id."),
    Column("steps", Kind.NUMBER, "How many grades lower (more than 0) or higher (less) than before moderation."),
    Column("reason", Kind.TEXT, "The reason given.", wrote=True),
)


def rows(register: Register) -> Iterator[Row]:
    """A grade that was given in each row; one row where none was."""
    for case in register.corpus.audits:
        for moderation in case.audit.moderations:
            yield from _graded(
                register, case, _moderation(register, case, moderation), moderation.grades, moderation.reason
            )
        for dispute in case.audit.disputes:
            yield from _graded(
                register, case, _dispute(register, case, dispute), dispute.grades, dispute.reason or dispute.why
            )


def _moderation(register: Register, case: AuditCase, one: Moderation) -> Row:
    by, met = register.person(one.by), day(one.met)
    id = register.entry(one.id, case.audit.moderations)
    return "moderation", id, None, None, by, one.on, met, None, None, None, None


def _dispute(register: Register, case: AuditCase, one: Dispute) -> Row:
    id, of = register.entry(one.id, case.audit.disputes), register.entry(one.of, case.audit.moderations)
    by, settled = register.person(one.by), register.person(one.resolved_by)
    about = register.listed(one.about, ("grade", "action"))
    first: Row = ("dispute", id, of or None, about, by, one.on, None)
    return (*first, settled, one.resolved_on, register.listed(one.outcome, OUTCOMES), one.file_reviewed)


def _graded(register: Register, case: AuditCase, entry: Row, grades: Mapping[str, str], reason: str) -> Iterator[Row]:
    start = (*head(register, case), *entry)
    if not grades:
        yield (*start, None, None, None, None, reason or None)
    for id, grade in grades.items():
        section = case.rubric.section(id)
        ranks: Mapping[str, int] = section.scale.ranks if section is not None and section.scale is not None else {}
        first = case.first_grade(id)
        known = first is not None and first in ranks
        steps = ranks[grade] - ranks[first] if first is not None and known and grade in ranks else None
        place = register.place(case, id) if section is not None or register.wrote else None
        yield (*start, place, first if known else None, register.listed(grade, ranks), steps, reason or None)


MODERATIONS = Table(
    "moderations",
    "One grade that a moderation, or the settling of a dispute, gave or confirmed.",
    ("audit", "kind", "entry", "section"),
    COLUMNS,
    rows,
)
