"""The pages of a month, and those of one kind of figure over the months."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.publish import format, names
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
    month_page,
    number,
)
from casekit.publish.closed.tables import across_months, grade_months, month_table, over_months
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.tones import tone
from casekit.register.closed import ClosedMonth
from casekit.rubric.model import Scale

NOTHING = "No month that has closed has such figures yet."


def plan_months(site: ClosedSite) -> Iterator[Page]:
    """The list of closed months, and a page for each with all its tables."""
    heads = (("Audits", "due"), ("Completed", "completed"), ("On time", "on time"), ("Concerns", "concerns"))
    rows = tuple(
        (
            month_cell(month, MONTHS),
            Cell(format.day(month.close), key=format.sortable(month.close)),
            *(number(month, id) for _, id in heads),
            number(month, "actions/open"),
            number(month, "actions/overdue"),
        )
        for month in site.months
    )
    columns = ("Month", "Closed on", *(label for label, _ in heads), "Open actions", "Overdue")
    table = Table(
        "months",
        "Closed months, the newest first",
        tuple(Column(text, "number" if n > 1 else "") for n, text in enumerate(columns)),
        rows,
        "No month has closed yet.",
    )
    intro = "Each month as it stood when it closed. What was changed or recorded after that is not counted in it."
    early = (f"Closed before anything was committed here, and so not shown: {_listed(site.early)}.",)
    part = Part("list", "Months", says=early if site.early else (), tables=(table,))
    yield Page(MONTHS, "parts.html", "Months", (Link("Home", "../index.html"),), PartsBody(intro, (part,)))
    for month in site.months:
        yield _month(site, month)


def _listed(months: tuple[str, ...]) -> str:
    return ", ".join(map(format.month, months))


def _month(site: ClosedSite, month: ClosedMonth) -> Page:
    parts: dict[str, list[Table]] = {}
    scales: dict[str, Scale] = {}
    for n, figures in enumerate(month.told.tables):
        parts.setdefault(figures.part, []).append(month_table(month, figures, f"t{n}"))
        if figures.scale is not None:
            scales.setdefault(figures.part, figures.scale)
    made = tuple(
        Part(f"part-{n}", title, tables=tuple(tables), legend=legend(scales.get(title)))
        for n, (title, tables) in enumerate(parts.items())
    )
    intro = f"As it stood when it closed on {format.day(month.close)}. {site.profile.says}"
    crumbs = (Link("Home", "../index.html"), Link("Months", "index.html"))
    return Page(month_page(month), "parts.html", format.month(month.month), crumbs, PartsBody(intro, made))


def legend(scale: Scale | None) -> tuple[Cell, ...]:
    """Each grade with its colour, best first."""
    if scale is None:
        return ()
    return tuple(Cell(value.label, tone=tone(scale, value.id)) for value in scale.best_first)


def plan_sections(site: ClosedSite) -> Iterator[Page]:
    """Sections and questions: a page for each form, and one that leads to them."""
    forms = site.forms()
    pages = {form: f"sections/{names.rubric_page(form)}.html" for form in forms}
    newest = site.newest
    parts = []
    for form, title in forms.items():
        own = site.tables("Grades in effect", form) + site.tables("Overall grades", form)
        tables = tuple(
            month_table(month, table, f"{names.rubric_page(form)}-{n}")
            for n, (month, table) in enumerate(own)
            if newest is not None and month.month == newest.month
        )
        scale = next((table.scale for _, table in own), None)
        link = Link("Every month, and every question", names.up(names.SECTIONS, pages[form]))
        parts.append(
            Part(names.rubric_page(form), title, says=_says(newest), tables=tables, links=(link,), legend=legend(scale))
        )
    intro = "How practice was judged, section by section. Grades of different forms are never added together."
    body = PartsBody(intro, tuple(parts) or (_nothing(),))
    yield Page(names.SECTIONS, "parts.html", "Sections and questions", (Link("Home", "../index.html"),), body)
    for form, title in forms.items():
        yield _form(site, form, title, pages[form])


def _says(newest: ClosedMonth | None) -> tuple[str, ...]:
    return (f"{format.month(newest.month)}, the month that closed last.",) if newest else ()


def _nothing() -> Part:
    return Part("nothing", "Nothing yet", says=(NOTHING,))


def _form(site: ClosedSite, form: str, title: str, page: str) -> Page:
    grades = tuple(grade_months(site, form, page, "grades"))
    scale = next((table.scale for _, table in site.tables("Grades in effect", form)), None)
    answers = tuple(
        across_months(site, "Answers", "answers", "Answers that are less than the best, of all answers", form)
    )
    parts = [Part("sections", "Grades by section and month", tables=grades, legend=legend(scale))]
    if answers:
        says = ("In the order of the form. The best answer of a question asked the other way round is the other end.",)
        parts.append(Part("questions", "Answers by question and month", says=says, tables=answers))
    crumbs = (Link("Home", "../index.html"), Link("Sections and questions", "index.html"))
    return Page(page, "parts.html", title, crumbs, PartsBody(site.profile.says, tuple(parts)))


def plan_themes(site: ClosedSite) -> Iterator[Page]:
    """How often each theme was named, by month."""
    yield _by_form(site, THEMES, "Themes", "Themes", "Themes that completed audits name, in the order of the form.")


def plan_moderation(site: ClosedSite) -> Iterator[Page]:
    """How far moderators kept to the auditors' grades, by month."""
    intro = (
        "Audits of each month whose whole was moderated, and whether the moderator gave the grade that the auditor had "
        "given. Agreement beyond chance is left out: small numbers could be worked out from it."
    )
    yield _by_form(site, MODERATION, "Moderation and agreement", "Moderated", intro)


def _by_form(site: ClosedSite, page: str, title: str, kind: str, intro: str) -> Page:
    parts = []
    for form, name in site.forms().items():
        id = names.rubric_page(form)
        tables = (
            tuple(across_months(site, kind, f"{id}-months", title, form))
            if kind == "Themes"
            else tuple(over_months(site, kind, page, f"{id}-months", title, form))
        )
        if tables:
            parts.append(Part(id, name, tables=tables))
    return Page(page, "parts.html", title, (HOME,), PartsBody(intro, tuple(parts) or (_nothing(),)))


def plan_whole(site: ClosedSite) -> Iterator[Page]:
    """Programme, actions, concerns and feedback: figures of all forms together, by month."""
    for page, title, kinds, intro in WHOLE:
        tables = [
            table for kind in kinds for table in over_months(site, kind, page, kind.replace(" ", "-").lower(), kind)
        ]
        part = Part("months", "By month", tables=tuple(tables)) if tables else _nothing()
        yield Page(page, "parts.html", title, (HOME,), PartsBody(intro, (part,)))


WHOLE = (
    (
        PROGRAMME,
        "Programme",
        ("Audits of the month", "Programme of the month"),
        "Whether audits were done when they should be. The first table counts files; the second what was allocated, "
        "which is another figure where an audit was allocated and not begun.",
    ),
    (
        ACTIONS,
        "Actions",
        ("Actions open at the close", "Actions in the month"),
        "Actions that audits up to each month led to.",
    ),
    (
        names.CONCERNS,
        "Concerns and disputes",
        ("Concerns and disputes",),
        "Immediate concerns that were noticed, and disputes raised, in each month's audits: their number, and no more.",
    ),
    (
        FEEDBACK,
        "Feedback from families",
        ("Requests for feedback",),
        "What came of asking children, young people, parents and carers.",
    ),
)
"""The pages of figures that belong to no form: their address, title, tables and what they are about."""
