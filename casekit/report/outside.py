"""The monthly report for readers outside the service: figures alone, as they stood when the month closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casekit.days import written
from casekit.model.policy import Policy
from casekit.register.ledger import Published, Table
from casekit.report.blocks import Bar, Bars, Block, Document, Grid, Heading, Points, Words
from casekit.report.english import month_name
from casekit.report.figures import tone
from casekit.words import listing

COUNTED = (
    "Grades are counted from completed audits; a second judgement of the same case is left out.",
    "Grades of different forms, or of two versions of one form, are never added together.",
    "The grade in effect is the auditor's, or the one that a moderator set in its place.",
    "An audit is on time where the day of completion in its file is no later than the month's last day.",
    "An action is overdue from the day after its deadline.",
)


def outside(told: Published, policy: Policy, close: date, *, whom: str, made: str) -> Document:
    """The report. Every number in it, also in a sentence or a bar, is one that a table shows."""
    return Document(
        title=f"Case file audits: {month_name(told.month)}",
        authority=policy.authority,
        marking=policy.marking,
        whom=whom,
        made=made,
        day=written(close),
        blocks=tuple(_blocks(told, close)),
    )


def _blocks(told: Published, close: date) -> Iterator[Block]:
    yield Words(f"{month_name(told.month)} closed on {written(close)}. {told.profile.says}")
    part = ""
    for table in told.tables:
        if table.part != part:
            part = table.part
            yield Heading(2, part)
        rows = tuple((label, *(told.text(id) for id in ids)) for label, ids in table.rows)
        yield Grid(table.caption, table.columns, rows)
        yield from _bars(told, table)
    yield Heading(2, "How the figures are counted")
    yield Points((*COUNTED, *_kept_back(told)))


def _kept_back(told: Published) -> Iterator[str]:
    if told.profile.most:
        yield (
            "Movements since other months, figures by team and agreement beyond chance are left out: small numbers "
            "could be worked out from them."
        )
    yield "What was changed or recorded after the month had closed is not in this report."


def _bars(told: Published, table: Table) -> Iterator[Block]:
    """The rows of grades that are shown whole, as shares."""
    if table.scale is None:
        return
    bars = []
    for label, ids in table.rows:
        numbers = [told.shown[id] for id in ids[: len(table.scale.values)]]
        known = [number for number in numbers if number is not None]
        if len(known) == len(numbers) and sum(known) > 0:
            values = zip(table.scale.best_first, known, strict=True)
            bars.append(Bar(label, tuple(tone(table.scale, value, number) for value, number in values)))
    if bars:
        names = listing(bar.name for bar in bars)
        yield Bars(f"{table.caption}, as shares", f"The table has the numbers. Shown: {names}.", tuple(bars))


def outside_data(told: Published, close: date, audience: str) -> dict[str, object]:
    """The same as data; the shape is schema/figures.schema.json. A figure that is left out is null."""
    return {
        "version": 1,
        "audience": audience,
        "month": told.month,
        "as_at": close.isoformat(),
        "small_numbers": {"profile": told.profile.id, "mark": told.profile.mark, "says": told.profile.says},
        "tables": [
            {
                "part": table.part,
                "rubric": table.form or None,
                "caption": table.caption,
                "columns": list(table.columns[1:]),
                "rows": [{"row": label, "figures": [told.shown[id] for id in ids]} for label, ids in table.rows],
            }
            for table in told.tables
        ],
    }
