"""The table of allocations: who was to audit what by when, and what became of it (D3, F9)."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.programme import KINDS, Allotted
from casekit.register.compliance import Allocation, allocations
from casekit.register.tables.table import HEAD, Column, Kind, Register, Row, Table, joined
from casekit.words import addressable

COLUMNS = (
    *HEAD,
    Column("kind", Kind.TEXT, "monthly, thematic, dip_sample or multi_agency."),
    Column(
        "auditor",
        Kind.TEXT,
        "The id of whoever audits it now. Empty for a calibration's judges, unless policy shows them.",
    ),
    Column("jointly", Kind.TEXT, "Who audits with them, parted by semicolons."),
    Column("team", Kind.TEXT, "The id of the case's team."),
    Column("due", Kind.DAY, "The day by which it is to be done."),
    Column("completed", Kind.DAY, "The day on which it was completed, as its file says."),
    Column("became", Kind.TEXT, "Such as Completed on time, Late with a reason, Overdue or Stopped."),
    Column("days_late", Kind.NUMBER, "Days from its day to its completion; 0 where it was not completed late."),
    Column("swaps", Kind.NUMBER, "How often it went to another auditor."),
    Column("replaces", Kind.TEXT, "The stopped audit in whose place it came."),
    Column("case_ref", Kind.TEXT, "The child's random reference.", wrote=True),
    Column("reason", Kind.TEXT, "Why it was late, stopped, exempt or cancelled.", wrote=True),
    Column("listed_reason", Kind.TEXT, "Which of the reasons that policy lists, of one late or stopped."),
)


def rows(register: Register) -> Iterator[Row]:
    """An allocation in each row, months in order."""
    for kind in KINDS:
        for one in allocations(register.corpus, register.today, kind):
            yield (*_head(register, one), *_row(register, one))


def _head(register: Register, one: Allocation) -> Row:
    audit, planned = one.audit, one.planned
    ref = (
        audit.rubric
        if audit is not None
        else register.corpus.programmes[one.month].draw_of(planned.kind, planned.theme).rubric
    )
    id, _, version = ref.partition("@")
    known = ref in register.corpus.rubrics
    name = planned.id if register.wrote or addressable(planned.id) else None
    authority = register.corpus.policy.authority
    return authority, one.month, name, id if known else None, int(version) if known else None


def _row(register: Register, one: Allocation) -> Row:
    planned = one.planned
    people = tuple(id for id in planned.jointly if register.judge(planned.id, id))
    notes = (planned.late, planned.stopped, planned.exempt, planned.cancelled)
    return (
        planned.kind,
        register.judge(planned.id, planned.auditor),
        joined(people),
        register.listed(planned.case.team, register.corpus.people.teams),
        planned.due,
        one.completed,
        one.became.value,
        one.days_late,
        len(planned.swaps),
        register.other(planned.replaces),
        planned.case.ref or None,
        next((note.why for note in notes if note is not None and note.why), None),
        _listed(register, planned),
    )


def _listed(register: Register, planned: Allotted) -> str | None:
    """The id of the reason that policy lists; what is none of them is somebody's own word."""
    policy = register.corpus.policy.programme
    for note, listed in ((planned.late, policy.late_reasons), (planned.stopped, policy.stop_reasons)):
        if note is not None and note.reason:
            return register.listed(note.reason, listed)
    return None


ALLOCATIONS = Table("allocations", "One audit of a month's programme.", ("month", "audit"), COLUMNS, rows)
