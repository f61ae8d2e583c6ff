"""CK104: what an audit in progress still lacks, in one line."""

from collections.abc import Iterator
from itertools import groupby

from casekit.check.gaps import gaps
from casekit.check.rule import Context
from casekit.check.said import said
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import count, listing


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """One remark for the whole audit, as long as it does not say completed and is still to be done (F9)."""
    planned = ctx.allotted(case.audit)
    if said(case.audit, ("completed",)) or (planned is not None and not planned.expected):
        return
    found = list(gaps(case))
    because = [
        f"{where[0].upper()}{where[1:]}: {listing(gap.what for gap in group)}."
        for where, group in groupby(found, key=lambda gap: gap.where)
    ]
    if found:
        yield Remark(
            ("id",),
            f"Still to fill in: {count(len(found), 'entry', 'entries')}.",
            "When all is there, put the day into 'completed:'.",
            because=tuple(because),
        )
    else:
        yield Remark(("id",), "Still to fill in: the day on which it was completed.", "Write it behind 'completed:'.")
