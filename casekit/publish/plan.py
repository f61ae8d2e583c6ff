"""Which pages there are beside the audits' own, and what stands on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casekit.model.policy import Look
from casekit.publish import format, names
from casekit.publish.about import plan_about
from casekit.publish.action_lists import plan_actions
from casekit.publish.audits import plan_audits
from casekit.publish.calibrations import plan_calibrations
from casekit.publish.concerns import plan_concerns
from casekit.publish.context import Site
from casekit.publish.coverage import plan_coverage
from casekit.publish.feedback import plan_feedback
from casekit.publish.grade_pages import plan_grades
from casekit.publish.home import plan_home
from casekit.publish.learning import plan_learning
from casekit.publish.life import plan_changes
from casekit.publish.limits import plan_limits
from casekit.publish.logo import Logo
from casekit.publish.moderation import plan_moderation
from casekit.publish.page import Link, Page
from casekit.publish.problems import plan_problems
from casekit.publish.programme import plan_programme
from casekit.publish.queries import queries_page
from casekit.publish.rubrics import plan_rubrics
from casekit.publish.rules import plan_rules
from casekit.publish.search import plan_search
from casekit.publish.teams import plan_teams
from casekit.publish.themes import plan_themes
from casekit.publish.trends import plan_trends
from casekit.publish.waivers import plan_waivers
from casekit.publish.weak import plan_weak

NAVIGATION = (
    Link("Home", names.HOME),
    Link("Programme", names.PROGRAMME),
    Link("Audits", names.AUDITS),
    Link("Grades", names.GRADES),
    Link("Moderation", names.MODERATION),
    Link("Trends", names.TRENDS),
    Link("Sections", names.SECTIONS),
    Link("Teams", names.TEAMS),
    Link("Coverage", names.COVERAGE),
    Link("Themes", names.THEMES),
    Link("Learning", names.LEARNING),
    Link("Feedback", names.FEEDBACK),
    Link("Concerns", names.CONCERNS),
    Link("Actions", names.ACTIONS),
    Link("People", names.PEOPLE),
    Link("Limits", names.LIMITS),
    Link("Problems", names.PROBLEMS),
    Link("Rubrics", names.RUBRICS),
    Link("Rules", names.RULES),
    Link("Search", names.SEARCH),
)


def plan_queries(site: Site) -> Iterator[Page]:
    """The council's saved queries with their answers, where there are any."""
    return queries_page(site.about.queries)


PLANNERS: tuple[Callable[[Site], Iterator[Page]], ...] = (
    plan_audits,
    plan_actions,
    plan_home,
    plan_weak,
    plan_trends,
    plan_teams,
    plan_themes,
    plan_feedback,
    plan_concerns,
    plan_programme,
    plan_problems,
    plan_waivers,
    plan_limits,
    plan_coverage,
    plan_learning,
    plan_queries,
    plan_grades,
    plan_moderation,
    plan_calibrations,
    plan_changes,
    plan_rubrics,
    plan_rules,
    plan_search,
    plan_about,
)
"""What plans every page but the audits' own; those that take long come first, so that several cores share them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every page: whose site it is, for whom, its marking, and the day from which was counted.

    The commit stands on the page about this build alone: else each commit would change every page.
    closed: it holds closed months in figures alone; the day is the newest one's close, "" where there is none.
    """

    authority: str
    marking: str
    whom: str
    day: str
    navigation: tuple[Link, ...]
    look: Look
    logo: Logo | None = None
    closed: bool = False


def frame(site: Site) -> Frame:
    """The frame of all pages."""
    return Frame(
        authority=site.corpus.policy.authority,
        marking=site.corpus.policy.marking,
        whom=site.reader.whom,
        day=format.day(site.today),
        navigation=(*NAVIGATION, *((Link("Queries", names.QUERIES),) if site.about.queries else ())),
        look=site.corpus.policy.site,
        logo=site.about.logo,
    )
