"""The table of figures: what readers outside the service get of closed months, and all that they get."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.register.closed import ClosedMonth
from casekit.register.tables.table import Column, Kind, Register, Row, Table

COLUMNS = (
    Column("authority", Kind.TEXT, "The council's name, as in casekit.toml."),
    Column("month", Kind.TEXT, "The programme's month, YYYY-MM."),
    Column("closed", Kind.DAY, "The day on which the month closed: its figures are as they stood then."),
    Column("rubric", Kind.TEXT, "The id of the form whose figure it is; nothing where it is of all forms together."),
    Column("version", Kind.NUMBER, "The form's version."),
    Column("part", Kind.TEXT, "The heading under which the table stands."),
    Column("table", Kind.TEXT, "What the table is of."),
    Column("row", Kind.TEXT, "What the row is called."),
    Column("column", Kind.TEXT, "What the column is called."),
    Column("figure", Kind.NUMBER, "The number; nothing where it is not shown."),
    Column("printed", Kind.TEXT, "The number as people read it, or the mark that stands in its place."),
)


def rows(register: Register) -> Iterator[Row]:
    """Every figure of every closed month."""
    for month in register.closed:
        yield from _month(register.corpus.policy.authority, month)


def _month(authority: str, month: ClosedMonth) -> Iterator[Row]:
    for table in month.told.tables:
        id, _, version = table.form.partition("@")
        form = (id or None, int(version) if version else None)
        for label, ids in table.rows:
            for column, figure in zip(table.columns[1:], ids, strict=True):
                number, text = month.told.shown[figure], month.told.text(figure)
                at: Row = (authority, month.month, month.close, *form, table.part, table.caption, label, column)
                yield (*at, number, text)


FIGURES = Table(
    "figures",
    "One figure of one closed month, as it is published: for the board and the public this is the only table.",
    ("month", "rubric", "version", "table", "row", "column"),
    COLUMNS,
    rows,
)
