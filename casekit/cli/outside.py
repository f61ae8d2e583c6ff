"""One run of report for readers outside the service: a closed month, as it stood when it closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from casekit import __version__
from casekit.cli import session
from casekit.cli.closing import Reading, closed_month, closes, decided, refuse_back, refuse_open
from casekit.cli.committed import checked_out
from casekit.days import written
from casekit.publish.reader import OUTSIDE
from casekit.report.files import report_file
from casekit.report.outside import outside, outside_data
from casekit.words import count


def closed_report(
    start: Path, month: str, formats: Iterable[str], audience: str, given: date | None, then: str = ""
) -> Mapping[str, bytes]:
    """The report for the board or the public in each format; Stop where the month is open or there can be none.

    When a month closes and how small numbers are treated is what the council has decided by now.
    """
    refuse_back(audience, then)
    now = checked_out(start)
    own = decided(now)
    close, after = closes(now, month)
    refuse_open(month, close, count(after, "day"), session.civil_day(own, given), audience)
    found = closed_month(now, month, close, getattr(own.small_numbers, audience), Reading())
    made = f"Made by casekit {__version__} from commit {found.commit[:10]}, the last one by {written(close)}."
    document = outside(found.told, own, close, whom=OUTSIDE[audience], made=made)
    data = outside_data(found.told, close, audience)
    return {name: report_file(name, document, close, data) for name in formats}
