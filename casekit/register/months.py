"""The months of the programme: how many audits each has, and how far they have come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from casekit.model.corpus import AuditCase


@dataclass(frozen=True, slots=True)
class Month:
    """One month (YYYY-MM). completed, moderated: of its audits."""

    month: str
    audits: int
    completed: int
    moderated: int


def months(cases: Iterable[AuditCase]) -> tuple[Month, ...]:
    """Every month that has an audit, the newest first."""
    found: dict[str, list[AuditCase]] = defaultdict(list)
    for case in cases:
        found[case.audit.month].append(case)
    return tuple(
        Month(
            month,
            audits=len(found[month]),
            completed=sum(case.audit.completed is not None for case in found[month]),
            moderated=sum(bool(case.audit.moderations) for case in found[month]),
        )
        for month in sorted(found, reverse=True)
    )
