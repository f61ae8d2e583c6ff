"""What needs somebody today: open concerns, unsettled disputes, audits that are not finished."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casekit.model.audit import Concern, Dispute
from casekit.model.corpus import AuditCase


@dataclass(frozen=True, slots=True)
class Attention:
    """Each list in order of the audits' paths.

    concerns: immediate concerns not yet closed, of all concerns. disputes: not yet resolved, of all disputes.
    unfinished: audits without the day on which they were completed, of all audits.
    """

    concerns: tuple[tuple[AuditCase, Concern], ...]
    all_concerns: int
    disputes: tuple[tuple[AuditCase, Dispute], ...]
    all_disputes: int
    unfinished: tuple[AuditCase, ...]
    audits: int


def attention(cases: Iterable[AuditCase]) -> Attention:
    """What waits for somebody among these audits."""
    cases = tuple(cases)
    concerns = [(case, concern) for case in cases for concern in case.audit.concerns]
    disputes = [(case, dispute) for case in cases for dispute in case.audit.disputes]
    return Attention(
        concerns=tuple(pair for pair in concerns if pair[1].closed is None),
        all_concerns=len(concerns),
        disputes=tuple(pair for pair in disputes if pair[1].resolved_on is None),
        all_disputes=len(disputes),
        unfinished=tuple(case for case in cases if case.audit.completed is None),
        audits=len(cases),
    )
