"""Sections and questions: where grades are low, by month and team, which questions are weakest, and what moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.context import Site
from casekit.publish.grade_lists import LOWER, plan_section
from casekit.publish.heat import filtered, heat, points
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.question_lists import less, plan_questions
from casekit.publish.which import HOME
from casekit.register.weak import FormLines, QuestionLine, Share, weak
from casekit.words import count

MOST_MONTHS = 12
WEAKEST = 20
"""So many questions of a form are shown as its weakest, at the most."""
SAYS = (
    "Each cell says how many grades in effect lie in the lower half of the scale, of how many. The darker, the more of "
    "them. Audits that are not completed and second judgements are left out; where several answer a section, their "
    "grades count together. Small numbers move by chance."
)


def plan_weak(site: Site) -> Iterator[Page]:
    """The page of all forms, a list for each section, and for each form its questions."""
    forms = weak(site.corpus.audits)
    pages = weak_pages(forms)
    parts = [part for form in forms for part in _parts(site, form, pages)]
    none = "No audit is completed yet, so that there are no grades to count."
    intro = "Forms are never added together. Every number leads to the audits behind it." if forms else none
    yield Page(names.SECTIONS, "parts.html", "Sections and questions", (HOME,), PartsBody(intro, tuple(parts)))
    for form in forms:
        for line in form.sections:
            yield from plan_section(site, form, line, pages[form.rubric.ref, line.graded.id])
        if form.questions:
            own = {one.question.id: pages[form.rubric.ref, _id(one)] for one in form.questions if one.behind}
            yield from plan_questions(site, form, pages[form.rubric.ref, ""], own)


def weak_pages(forms: tuple[FormLines, ...]) -> dict[tuple[str, str], str]:
    """The page of each section, of each question ("?" before its id), and of a form's questions (""): by form.

    Sections come first: their pages are known to every other page, whatever questions there are.
    """
    keys = {}
    for form in forms:
        for line in form.sections:
            keys[names.section_key(form.rubric.ref, line.graded.id)] = (form.rubric.ref, line.graded.id)
    named = names.section_keys(keys.values())
    for form in forms:
        ref, name = form.rubric.ref, names.rubric_page(form.rubric.ref)
        keys[f"{ref}/?"] = (ref, "")
        named.append((f"{ref}/?", f"{name}-questions"))
        for one in (line for line in form.questions if line.behind):
            keys[f"{ref}/?{one.question.id}"] = (ref, f"?{one.question.id}")
            named.append((f"{ref}/?{one.question.id}", f"{name}-{one.question.id}"))
    return {keys[key]: page for key, page in names.pages("sections", named).items()}


def _title(form: FormLines) -> str:
    return f"{form.rubric.title}, version {form.rubric.version}"


def _parts(site: Site, form: FormLines, pages: dict[tuple[str, str], str]) -> Iterator[Part]:
    id, title = names.rubric_page(form.rubric.ref), _title(form)
    months = sorted({case.audit.month for case in form.cases})[-MOST_MONTHS:]
    teams = sorted({case.audit.case.team for case in form.cases})
    by_month = _heat(form, pages, months, lambda case: case.audit.month, format.month, "Month")
    by_team = _heat(form, pages, teams, lambda case: case.audit.case.team, lambda t: site.team(t) or "No team", "Team")
    newest = f", newest {MOST_MONTHS} months" if len(months) == MOST_MONTHS else ""
    tables = [
        Table(f"{id}-months", f"Grades in the lower half by month{newest}", *by_month, titled=True, of=title),
        Table(f"{id}-teams", "Grades in the lower half by team, all months", *by_team, titled=True, of=title),
    ]
    if len(months) > 1:
        tables.append(_moved(form, pages, months[-1], months[-2]))
    links: tuple[Link, ...] = ()
    if form.questions:
        tables.append(_weakest(form, pages))
        links = (Link(f"All questions: {title}", _below(pages[form.rubric.ref, ""])),)
    says = (f"{count(len(form.cases), 'audit')} counted.", SAYS)
    yield Part(id, title, says=says, tables=tuple(tables), links=links)


def _heat(
    form: FormLines,
    pages: dict[tuple[str, str], str],
    keys: list[str],
    by: Callable[[AuditCase], str],
    label: Callable[[str], str],
    column: str,
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """The heads and rows of a heat map: a row for each section, a column for each month or team."""
    rows = []
    for line in form.sections:
        page = _below(pages[form.rubric.ref, line.graded.id])
        shares = line.shares(by)
        cells = (_linked(shares.get(key, Share()), page, **{column: label(key)}) for key in keys)
        rows.append((Cell(line.graded.title, page), *cells))
    return (Column("Section"), *(Column(label(key), "number") for key in keys)), tuple(rows)


def _linked(share: Share, page: str, **place: str) -> Cell:
    """A cell that leads to the audits it counts; where none is in the lower half, to all of them."""
    part = {"Part_of_the_scale": LOWER} if share.number else {}
    return heat(share, filtered(page, **place, **part))


def _moved(form: FormLines, pages: dict[tuple[str, str], str], now: str, before: str) -> Table:
    title = f"What moved from {format.month(before)} to {format.month(now)}"
    heads = (
        Column("Section"),
        Column(format.month(before), "number"),
        Column(format.month(now), "number"),
        Column("Moved, in points", "number"),
    )
    rows = []
    for line in form.sections:
        shares = line.shares(lambda case: case.audit.month)
        old, new = shares.get(before, Share()), shares.get(now, Share())
        page = _below(pages[form.rubric.ref, line.graded.id])
        was, stands = _linked(old, page, Month=format.month(before)), _linked(new, page, Month=format.month(now))
        rows.append((Cell(line.graded.title, page), was, stands, points(new, old)))
    id = names.rubric_page(form.rubric.ref)
    return Table(f"{id}-moved", f"{title}: grades in the lower half", heads, tuple(rows), titled=True, of=_title(form))


def _weakest(form: FormLines, pages: dict[tuple[str, str], str]) -> Table:
    heads = (Column("Question", "wide"), Column("Section"), Column("Less than the best answer", "number"))
    rows = tuple(
        (Cell(line.question.ask), Cell(line.section), less(line, line.less, _below(pages[form.rubric.ref, _id(line)])))
        for line in _weak_ones(form)
    )
    none = "Every answer on a scale is the best one."
    id = names.rubric_page(form.rubric.ref)
    return Table(f"{id}-weakest", "The weakest questions, all months", heads, rows, none, titled=True, of=_title(form))


def _weak_ones(form: FormLines) -> list[QuestionLine]:
    """The weakest of those questions that had less than the best answer at all."""
    return [line for line in form.questions if line.less.number][:WEAKEST]


def _id(line: QuestionLine) -> str:
    return f"?{line.question.id}"


def _below(page: str) -> str:
    """The address of a page of this folder from another."""
    return page.rpartition("/")[2]
