"""The tables of immediate concerns, and of who was told of what."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.audit import Told
from casekit.register.tables.table import HEAD, Column, Kind, Register, Row, Table, day, head

CONCERNS_COLUMNS = (
    *HEAD,
    Column("concern", Kind.TEXT, "The concern's id in its audit."),
    Column("noticed", Kind.DAY, "The day on which it was noticed."),
    Column("noticed_at", Kind.TIME, "The time, where one is on record."),
    Column("told_first", Kind.TIME, "When the first of those to be told was told, where a time is on record."),
    Column("told", Kind.NUMBER, "How many people are on record as told."),
    Column("responded", Kind.DAY, "The day of the response."),
    Column("responded_at", Kind.TIME, "Its time, where one is on record."),
    Column("siblings", Kind.TEXT, "considered, none or not_considered."),
    Column("closed", Kind.DAY, "The day on which it was closed; nothing while it is open."),
    Column("response", Kind.TEXT, "What was done.", wrote=True),
    Column("response_why", Kind.TEXT, "The reason where it came late.", wrote=True),
)

RECIPIENTS_COLUMNS = (
    *HEAD,
    Column(
        "told_of",
        Kind.TEXT,
        "What they were told of: audit (it was shared), concern, or section (its answers called for it).",
    ),
    Column("entry", Kind.TEXT, "The id of the concern or section; nothing for the audit."),
    Column("who", Kind.TEXT, "The person's id."),
    Column("told_on", Kind.DAY, "The day on which they were told."),
    Column("told_at", Kind.TIME, "The time, where one is on record."),
)


def concern_rows(register: Register) -> Iterator[Row]:
    """A concern in each row."""
    for case in register.corpus.audits:
        for concern in case.audit.concerns:
            times = [at for at in (register.moment(told.at) for told in concern.told) if at is not None]
            yield (
                *head(register, case),
                register.entry(concern.id, case.audit.concerns),
                day(concern.noticed),
                register.moment(concern.noticed),
                min(times, default=None),
                len(concern.told),
                day(concern.response_at),
                register.moment(concern.response_at),
                concern.siblings or None,
                concern.closed,
                concern.response or None,
                concern.response_why or None,
            )


def recipient_rows(register: Register) -> Iterator[Row]:
    """Somebody who was told, in each row."""
    for case in register.corpus.audits:
        audit = case.audit
        told: list[tuple[str, str | None, Told]] = [("audit", None, one) for one in audit.shared]
        told += [
            ("concern", register.entry(concern.id, audit.concerns), one)
            for concern in audit.concerns
            for one in concern.told
        ]
        told += [("section", register.place(case, entry.id), one) for entry in audit.entries() for one in entry.told]
        for of, entry, one in told:
            who = register.person(one.who) or register.listed(one.who, _roles(register))
            yield (*head(register, case), of, entry, who, day(one.at), register.moment(one.at))


def _roles(register: Register) -> frozenset[str]:
    return frozenset(role.role for person in register.corpus.people.by_id.values() for role in person.roles)


CONCERNS = Table("concerns", "One immediate concern.", ("audit", "concern"), CONCERNS_COLUMNS, concern_rows)
RECIPIENTS = Table(
    "recipients",
    "Somebody who was told: of an audit, a concern, or what a section's answers called for.",
    ("audit", "told_of", "entry", "who"),
    RECIPIENTS_COLUMNS,
    recipient_rows,
)
