"""The whole site of closed months: path -> bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casekit.publish import format, names
from casekit.publish.closed.about import plan_closed_about
from casekit.publish.closed.context import (
    ACTIONS,
    FEEDBACK,
    MODERATION,
    MONTHS,
    PROGRAMME,
    THEMES,
    ClosedSite,
)
from casekit.publish.closed.home import plan_closed_home
from casekit.publish.closed.pages import plan_moderation, plan_months, plan_sections, plan_themes, plan_whole
from casekit.publish.page import Link, Page
from casekit.publish.plan import Frame
from casekit.publish.queries import queries_page
from casekit.publish.render import Renderer
from casekit.publish.search import Index, entry
from casekit.resources import resource

NAVIGATION = (
    Link("Home", names.HOME),
    Link("Months", MONTHS),
    Link("Sections and questions", names.SECTIONS),
    Link("Themes", THEMES),
    Link("Moderation", MODERATION),
    Link("Programme", PROGRAMME),
    Link("Actions", ACTIONS),
    Link("Concerns", names.CONCERNS),
    Link("Feedback", FEEDBACK),
    Link("Search", names.SEARCH),
)


def plan_closed_queries(site: ClosedSite) -> Iterator[Page]:
    """The saved queries that the published figures answer."""
    return queries_page(site.queries)


PLANNERS: tuple[Callable[[ClosedSite], Iterator[Page]], ...] = (
    plan_closed_home,
    plan_months,
    plan_sections,
    plan_themes,
    plan_moderation,
    plan_whole,
    plan_closed_queries,
    plan_closed_about,
)


def build_closed_site(site: ClosedSite) -> Iterator[tuple[str, bytes]]:
    """Every file of the site; the same closed months give the same bytes."""
    newest = site.newest
    frame = Frame(
        authority=site.authority,
        marking=site.marking,
        whom=site.whom,
        day=format.day(newest.close) if newest else "",
        navigation=(*NAVIGATION, *((Link("Queries", names.QUERIES),) if site.queries else ())),
        look=site.look,
        logo=site.logo,
        closed=True,
    )
    renderer = Renderer(resource("site"), frame)
    yield from renderer.assets().items()
    index = Index()
    for plan in PLANNERS:
        for page in plan(site):
            body = renderer.page(page)
            yield page.path, body
            known = entry(page, body)
            if known is not None:
                index.add(known)
    yield from index.files()
