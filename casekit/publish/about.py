"""How the site came about, and the page for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.publish import format, names
from casekit.publish.context import Site
from casekit.publish.page import Fact, Link, Page
from casekit.publish.parts import Part
from casekit.register.left_out import unassessed
from casekit.words import count


@dataclass(frozen=True, slots=True)
class AboutBody:
    """What the site was built from. parts: what stands under it."""

    facts: tuple[Fact, ...]
    parts: tuple[Part, ...] = ()


def plan_about(site: Site) -> Iterator[Page]:
    """About this build, how figures are computed, the accessibility statement, and the page for what is not there."""
    about = site.about
    left = about.uncommitted
    waiting = unassessed(site.corpus.broken)
    lines = (
        ("Authority", site.corpus.policy.authority),
        ("Protective marking", site.corpus.policy.marking),
        ("For", site.reader.whom),
        ("Day", f"{format.day(site.today)}: what is overdue is counted on this day, in the time of {site.zone}"),
        ("Commit", about.commit or "none: nothing is committed yet"),
        ("History", "complete" if site.history.complete else "incomplete here: earlier changes are not shown"),
        (
            "Changes shown that nobody committed" if about.working else "Changes left out",
            f"{count(left, 'file')} changed and not committed" if left else "none: every change was committed",
        ),
        ("Audits", format.number(len(site.corpus.audits))),
        ("Audits that cannot be assessed", format.number(len(waiting))),
        ("Files that could not be read", format.number(len(site.corpus.broken) - len(waiting))),
        ("Made by", f"casekit {about.version}"),
    )
    facts = tuple(Fact(label, (Link(text),)) for label, text in lines)
    home = (Link("Home", "index.html"),)
    yield Page(names.ABOUT, "about.html", "About this build", home, AboutBody(facts))
    yield Page(names.FIGURES, "figures.html", "How each figure is computed", home, None)
    yield Page(names.ACCESSIBILITY, "accessibility.html", "Accessibility statement", home, None)
    yield Page(names.NOT_FOUND, "404.html", "Page not found", home, None)
