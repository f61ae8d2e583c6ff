"""A month that is closed, for readers outside the service: its figures as they stood then, and from which commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casekit.register.ledger import Published


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """A month. close: the last day on which what was recorded still counted; commit: the last one by then."""

    told: Published
    close: date
    commit: str

    @property
    def month(self) -> str:
        """Written YYYY-MM."""
        return self.told.month
