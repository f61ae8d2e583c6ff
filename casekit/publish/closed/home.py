"""The first page of this site: the month that closed last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.publish import format, names
from casekit.publish.closed.context import (
    ACTIONS,
    FEEDBACK,
    MODERATION,
    MONTHS,
    PROGRAMME,
    THEMES,
    ClosedSite,
    month_page,
)
from casekit.publish.closed.pages import legend
from casekit.publish.closed.tables import month_table
from casekit.publish.page import Figure, Link, Page
from casekit.publish.parts import Part
from casekit.register.closed import ClosedMonth
from casekit.words import count

FIGURES = (
    ("completed", "completed", "due", "audits of the month", PROGRAMME),
    ("on time", "on time", "completed", "completed", PROGRAMME),
    ("actions/overdue", "actions overdue", "actions/open", "open", ACTIONS),
    ("concerns", "immediate concerns", "", "in the month's audits", names.CONCERNS),
    ("disputes", "disputes", "", "in the month's audits", names.CONCERNS),
    ("feedback/gained", "families heard", "feedback/asked", "requests for feedback", FEEDBACK),
)
"""Numbers that stand out: the figure's id, what it counts, that of its denominator, what that is, where to read on."""


@dataclass(frozen=True, slots=True)
class ClosedHome:
    """The first page in its order."""

    intro: str
    figures: tuple[Figure, ...]
    parts: tuple[Part, ...]


def plan_closed_home(site: ClosedSite) -> Iterator[Page]:
    """The home page."""
    newest = site.newest
    if newest is None:
        after = count(site.after, "day")
        intro = (
            f"No month has closed yet. A month closes {after} after its last one; its figures are here from then on."
        )
        body = ClosedHome(intro, (), ())
    else:
        intro = f"{format.month(newest.month)}, as it stood when it closed on {format.day(newest.close)}. "
        body = ClosedHome(intro + site.profile.says, tuple(_figures(newest)), tuple(_parts(newest)))
    yield Page(names.HOME, "closed.html", "Case file audits", (), body)


def _figures(month: ClosedMonth) -> Iterator[Figure]:
    for id, label, total, unit, page in FIGURES:
        of = f"of {month.told.text(total)} {unit}" if total else unit
        yield Figure(month.told.text(id), label, of, page)


def _parts(month: ClosedMonth) -> Iterator[Part]:
    for n, figures in enumerate(month.told.tables):
        if figures.caption.startswith("Overall"):
            table = month_table(month, figures, f"overall-{n}")
            yield Part(f"form-{n}", figures.part, tables=(table,), legend=legend(figures.scale))
    links = (
        Link("All tables of the month", month_page(month)),
        Link("Other months", MONTHS),
        Link("Grades and answers by section and question", names.SECTIONS),
        Link("Themes", THEMES),
        Link("Do moderators and auditors agree?", MODERATION),
    )
    yield Part("more", "Read on", links=links)
