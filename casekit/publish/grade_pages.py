"""The pages of grades: one of all forms, and one for the months of each section, since these grow for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from casekit.publish import format, names
from casekit.publish.context import Site
from casekit.publish.grades import Behind, denominator, grade_views, legend_of, lines_table
from casekit.publish.page import GradesView, Link, Page
from casekit.register.grades import GradeLine, RubricGrades, grades_by_rubric
from casekit.words import count

MOST_MONTHS = 12
"""So many months of the whole stand on the page of all forms; its own page has all of them."""


@dataclass(frozen=True, slots=True)
class GradesBody:
    """All grades."""

    intro: str
    grades: tuple[GradesView, ...]


def plan_grades(site: Site) -> Iterator[Page]:
    """The page of all forms, and one for the months of each section, since these grow with every month."""
    every = grades_by_rubric(site.corpus.audits)
    pages = month_pages(every)
    views = tuple(grade_views(site, every, page=names.GRADES, most_months=MOST_MONTHS, months_at=pages))
    intro = (
        "Grades of different forms are never added together: each form says in its own words what a grade means. "
        "Each section leads to its months."
    )
    yield Page(names.GRADES, "grades.html", "Grades", (Link("Home", "index.html"),), GradesBody(intro, views))
    for grades in every:
        yield from _months(site, grades, pages)


def month_pages(every: Iterable[RubricGrades]) -> dict[str, str]:
    """The page of the months of each section and of the whole that has any, by section_key."""
    keys = ((grades.rubric.ref, line.id) for grades in every for line, _ in _with_months(grades))
    return names.pages("grades", names.section_keys(keys))


def _with_months(grades: RubricGrades) -> Iterator[tuple[GradeLine, tuple[GradeLine, ...]]]:
    """The whole and each section of a form with its months, where there are any."""
    lines = [(grades.overall, grades.months)] if grades.overall else []
    for line, months in [*lines, *((line, grades.section_months[line.id]) for line in grades.sections)]:
        if months:
            yield line, months


def _months(site: Site, grades: RubricGrades, pages: Mapping[str, str]) -> Iterator[Page]:
    """A page for each section of a form: its grades month by month, newest first, all of them."""
    rubric = grades.rubric
    title = f"{rubric.title}, version {rubric.version}"
    trail = (Link("Home", "../index.html"), Link("Grades", "../grades.html"))
    for line, months in _with_months(grades):
        page = pages[names.section_key(rubric.ref, line.id)]
        behind = site.section_page(rubric.ref, line.id, page)
        newest = months[::-1]
        leads = [Behind(behind, {"Month": format.month(one.id)}) for one in newest]
        table = lines_table("months", f"{line.title} by month", "Month", newest, leads, month=True)
        view = GradesView(
            id="months",
            title=title,
            rubric=Link("What the grades mean", names.up(page, site.names.rubrics.get(rubric.ref, ""))),
            denominator=denominator(grades),
            legend=legend_of(line),
            tables=(replace(table, of=title),),
        )
        intro = f"{count(len(newest), 'month')}, newest first. Every number leads to the audits behind it."
        yield Page(page, "grades.html", f"{line.title}: grades by month", trail, GradesBody(intro, (view,)))
