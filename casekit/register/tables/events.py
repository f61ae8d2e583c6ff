"""The table of events: what each commit did to each audit, as git tells it."""

from __future__ import annotations

from collections.abc import Container, Iterator

from casekit.model.corpus import AuditCase
from casekit.model.history import Event
from casekit.privacy.mask import privacy
from casekit.register.tables.table import HEAD, Column, HasId, Kind, Register, Row, Table, head

ENTRIES = ("action", "concern", "reply", "moderation", "dispute")

COLUMNS = (
    *HEAD,
    Column("place", Kind.NUMBER, "Its place in the audit's life, from 1."),
    Column("commit_id", Kind.TEXT, "The commit's id."),
    Column("committed_at", Kind.TIME, "When it was committed, in the council's time zone."),
    Column("happened_on", Kind.DAY, "The day that the file gives for it, where it gives one."),
    Column(
        "person",
        Kind.TEXT,
        "Whose address the commit carries. Empty for a calibration's judges, unless policy shows them.",
    ),
    Column("event", Kind.TEXT, "What kind of event, such as graded, moderated or action_done."),
    Column("trust", Kind.TEXT, "How far the record is borne out, such as claimed or failed."),
    Column("section", Kind.TEXT, "The section concerned."),
    Column("question", Kind.TEXT, "The question concerned."),
    Column("entry", Kind.TEXT, "The id of the action, concern, reply, moderation or dispute concerned."),
    Column("value_before", Kind.TEXT, "What stood there before.", wrote=True),
    Column("value_after", Kind.TEXT, "What stands there then.", wrote=True),
)


def rows(register: Register) -> Iterator[Row]:
    """An event in each row, oldest first in each audit; none where the history is not whole."""
    if not register.history.complete:
        return
    for case in register.corpus.audits:
        for number, event in enumerate(register.history.of(case.audit.id), start=1):
            yield (*head(register, case), number, *_event(register, case, event))


def _event(register: Register, case: AuditCase, event: Event) -> Row:
    detail = {key: value for key, value in event.detail.items() if isinstance(value, str | int)}
    rubric, audit = case.rubric, case.audit
    entries: tuple[HasId, ...] = (
        *audit.actions,
        *audit.concerns,
        *audit.replies,
        *audit.moderations,
        *audit.disputes,
    )
    entry = next((str(detail[kind]) for kind in ENTRIES if kind in detail), "")
    questions = rubric.questions().keys() | rubric.feedback.questions.keys()
    sections = {section.id for section in rubric.all_sections()}
    return (
        event.commit,
        register.moment(event.at),
        event.on,
        register.judge(audit.id, event.by),
        event.event,
        event.trust.value,
        _place(register, case, str(detail.get("section", "")), sections),
        _place(register, case, str(detail.get("question", "")), questions),
        register.entry(entry, entries) or None,
        _text(register, detail.get("from")),
        _text(register, detail.get("to")),
    )


def _place(register: Register, case: AuditCase, id: str, known: Container[str]) -> str | None:
    listed = register.listed(id, known)
    return register.place(case, listed) if listed else None


def _text(register: Register, value: str | int | None) -> str | None:
    return None if value is None else privacy(register.corpus.policy.privacy).mask(str(value))


EVENTS = Table("events", "One thing that one commit did to one audit.", ("audit", "place"), COLUMNS, rows)
