"""How this site came about and how its figures are counted; search, and the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.publish import format, names
from casekit.publish.about import AboutBody
from casekit.publish.closed.context import (
    ACTIONS,
    FEEDBACK,
    HOME,
    MODERATION,
    MONTHS,
    PROGRAMME,
    THEMES,
    ClosedSite,
    month_cell,
)
from casekit.publish.page import Cell, Column, Fact, Link, Page, Table
from casekit.publish.parts import Part
from casekit.publish.search import SearchBody
from casekit.words import count


@dataclass(frozen=True, slots=True)
class Meaning:
    """A figure, and what it is in a sentence or two."""

    term: str
    says: str


@dataclass(frozen=True, slots=True)
class MeaningsBody:
    """Headings with what is explained under each."""

    intro: str
    groups: tuple[tuple[str, tuple[Meaning, ...]], ...]


ALL = (
    Meaning(
        "Closed months",
        "A month is shown as it stood when it closed. What was recorded later is in none of its figures.",
    ),
    Meaning(
        "Which audits", "Grades, answers and themes are counted from completed audits; second judgements are left out."
    ),
    Meaning("Forms", "Two forms, or two versions of one, are never added together."),
    Meaning("Month", "An audit belongs to the month for which it was planned, whenever it was completed."),
)
EACH = (
    Meaning("On time", "Completed no later than the month's last day, as the audit's own file says."),
    Meaning(
        "Grade in effect",
        "The auditor's grade, or what the form works out, until a moderation or a settled dispute gives another.",
    ),
    Meaning(
        "Less than the best",
        "Answers on a question's scale that are not the best one. For a question asked the other way round, the best "
        "is the other end.",
    ),
    Meaning(
        "Moderated",
        "Audits whose whole a moderator judged, by whether the grade was the auditor's, a better or a worse one.",
    ),
    Meaning("Expected", "All audits that were allocated in the month, but for those stopped or exempt."),
    Meaning(
        "Open, overdue", "Neither done nor cancelled at the close; overdue where the deadline lay before that day."
    ),
    Meaning(
        "Immediate concern",
        "A concern about a child's safety that an auditor raised before the audit was finished. Only their "
        "number is told.",
    ),
    Meaning("Requests for feedback", "Each person whom an audit says was asked, by what came of it."),
    Meaning("Bars", "Each grade's share. They are drawn for rows of which every number is shown."),
)
LEFT_OUT = (
    "Agreement beyond chance, figures by team, what moved from month to month and how many actions were agreed or done "
    "in a month are left out: small numbers could be worked out from them."
)


def plan_closed_about(site: ClosedSite) -> Iterator[Page]:
    """About this build, how figures are counted, accessibility, search, and the page for what is not there."""
    yield Page(names.ABOUT, "about.html", "About this build", (HOME,), AboutBody(_facts(site), _commits(site)))
    groups = (("What holds for all", ALL), ("Small numbers", _small(site)), ("Figure by figure", EACH))
    intro = "The same commits give the same figures, with nothing looked up elsewhere."
    yield Page(names.FIGURES, "meanings.html", "How each figure is computed", (HOME,), MeaningsBody(intro, groups))
    yield Page(names.ACCESSIBILITY, "accessibility.html", "Accessibility statement", (HOME,), None)
    yield Page(names.NOT_FOUND, "404.html", "Page not found", (HOME,), None)
    instead = tuple(
        Link(text, names.up(names.SEARCH, page))
        for text, page in (
            ("Months", MONTHS),
            ("Sections and questions", names.SECTIONS),
            ("Themes", THEMES),
            ("Moderation and agreement", MODERATION),
            ("Programme", PROGRAMME),
            ("Actions", ACTIONS),
            ("Concerns and disputes", names.CONCERNS),
            ("Feedback from families", FEEDBACK),
        )
    )
    yield Page(names.SEARCH, "search.html", "Search", (Link("Home", "../index.html"),), SearchBody(instead))


def _small(site: ClosedSite) -> tuple[Meaning, ...]:
    says = [Meaning("What is not shown", site.profile.says)]
    return (*says, Meaning("What is left out", LEFT_OUT)) if site.profile.most else tuple(says)


def _facts(site: ClosedSite) -> tuple[Fact, ...]:
    early = ", ".join(map(format.month, site.early))
    lines = (
        ("Authority", site.authority),
        ("Protective marking", site.marking),
        ("For", site.whom),
        ("Closed months", format.number(len(site.months))),
        ("A month closes", f"{count(site.after, 'day')} after its last one"),
        ("Small numbers", f"{site.profile.id}. {site.profile.says}"),
        ("Settings from commit", site.commit),
        *((("Not shown", f"{early}: closed before anything was committed here"),) if early else ()),
        ("Made by", f"casekit {site.version}"),
    )
    return tuple(Fact(label, (Link(text),)) for label, text in lines)


def _commits(site: ClosedSite) -> tuple[Part, ...]:
    rows = tuple(
        (
            month_cell(month, names.ABOUT),
            Cell(format.day(month.close), key=format.sortable(month.close)),
            Cell(month.commit[:10]),
        )
        for month in site.months
    )
    columns = (Column("Month"), Column("Closed on"), Column("Commit"))
    table = Table("commits", "The commit from which each month is counted", columns, rows, "No month has closed yet.")
    return (Part("months", "Where each month comes from", tables=(table,)),)
