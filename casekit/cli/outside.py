"""One run of report for readers outside the service: a closed month, as it stood when it closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from casekit import __version__
from casekit.cli import session
from casekit.cli.committed import checked_out, committed
from casekit.days import month_end, written
from casekit.link.policy import POLICY, policy
from casekit.publish.reader import OUTSIDE
from casekit.register.monthly import month_figures
from casekit.register.published import published
from casekit.register.suppress import PROFILES
from casekit.report.english import month_name
from casekit.report.files import report_file
from casekit.report.outside import outside, outside_data
from casekit.stop import USAGE, Stop
from casekit.words import count


def closed_report(
    start: Path, month: str, formats: Iterable[str], audience: str, given: date | None, then: str = ""
) -> Mapping[str, bytes]:
    """The report for the board or the public in each format; Stop where the month is open or there can be none.

    When a month closes and how small numbers are treated is what the council has decided by now.
    """
    if then:
        raise Stop(USAGE, f"the {audience} sees a month as it stood when it closed, so that --as-at cannot be given.")
    now = checked_out(start)
    decided, mistakes = policy(now.tree.read(POLICY)[0] or b"")
    if mistakes:
        raise Stop(USAGE, f"{POLICY} says what may be published, and has a mistake; casekit lint shows it.")
    close = closes(month, decided.closes_after)
    if session.civil_day(decided, given) <= close:
        after = count(decided.closes_after, "day")
        raise Stop(
            USAGE,
            f"{month_name(month)} is open until the end of {written(close)} ({after} after its last one); "
            f"until then there is no report on it for the {audience}.",
        )
    commit = checked_out(start, close.isoformat(), f"the close of {month_name(month)}")
    whole = committed(commit, None)
    profile = PROFILES[getattr(decided.small_numbers, audience)]
    told = published(month_figures(whole.corpus, month, close), profile)
    made = f"Made by casekit {__version__} from commit {commit.id[:10]}, the last one by {written(close)}."
    document = outside(told, whole.corpus.policy, close, whom=OUTSIDE[audience], made=made)
    data = outside_data(told, close, audience)
    return {name: report_file(name, document, close, data) for name in formats}


def closes(month: str, after: int) -> date:
    """The last day on which what is recorded still counts for a month."""
    try:
        return month_end(month) + timedelta(days=after)
    except (ValueError, OverflowError):
        raise Stop(USAGE, f"no report can be made on {month}.") from None
