"""Sections and questions: where grades are low, by month and team, which questions are weakest, and what moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.heat import filtered, heat, points
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.tones import tone
from casekit.register.weak import FormLines, Given, QuestionLine, SectionLine, Share, weak
from casekit.rubric.model import Scale
from casekit.words import count

MOST_MONTHS = 12
WEAKEST = 20
"""So many questions of a form have a page with the audits behind them, at the most."""
HOME = Link("Home", "../index.html")
TRAIL = (HOME, Link("Sections and questions", "index.html"))
LOWER, UPPER = "Lower half", "Upper half"
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
            yield from _section(site, form, line, pages[form.rubric.ref, line.graded.id])
        if form.questions:
            yield from _questions(site, form, pages)


def weak_pages(forms: tuple[FormLines, ...]) -> dict[tuple[str, str], str]:
    """The page of each section, of each weak question ("?" before its id), and of a form's questions (""): by form.

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
        for one in _weak_ones(form):
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
        (Cell(line.question.ask), Cell(line.section), heat(line.less, _below(pages[form.rubric.ref, _id(line)])))
        for line in _weak_ones(form)
    )
    none = "Every answer on a scale is the best one."
    id = names.rubric_page(form.rubric.ref)
    return Table(f"{id}-weakest", "The weakest questions, all months", heads, rows, none, titled=True, of=_title(form))


def _weak_ones(form: FormLines) -> list[QuestionLine]:
    """The questions that have a page: the weakest of those that had less than the best answer at all."""
    return [line for line in form.questions if line.less.number][:WEAKEST]


def _id(line: QuestionLine) -> str:
    return f"?{line.question.id}"


def _below(page: str) -> str:
    """The address of a page of this folder from another."""
    return page.rpartition("/")[2]


def _section(site: Site, form: FormLines, line: SectionLine, page: str) -> Iterator[Page]:
    heads = (
        Column("Audit"),
        Column("Month", choose=True),
        Column("Team", choose=True),
        Column("Grade in effect", choose=True),
        Column("Part of the scale", choose=True),
        Column("Before moderation", choose=True),
        Column("Changed", choose=True),
    )
    rows = tuple(_given(site, line, given, page) for given in reversed(line.given))
    table = Table("graded", f"Grades in effect: {line.graded.title}", heads, rows, "No audit has a grade.", tools=True)
    lower = sum(given.lower for given in line.given)
    intro = f"{lower} of {count(len(rows), 'grade')} in effect lie in the lower half of the scale. {_title(form)}."
    yield from listing(page, f"{line.graded.title}: grades", TRAIL, ListBody(intro, table))


def _given(site: Site, line: SectionLine, given: Given, page: str) -> tuple[Cell, ...]:
    scale = line.graded.scale
    return (
        *audit_cells(site, given.case, page),
        Cell(scale.label(given.grade), tone=tone(scale, given.grade), key=str(scale.ranks[given.grade])),
        Cell(LOWER if given.lower else UPPER),
        *_before(scale, given),
    )


def _before(scale: Scale, given: Given) -> tuple[Cell, Cell]:
    """What the auditor gave, and whether moderation or a dispute changed it."""
    if given.first is None:
        return Cell("No grade", key=str(len(scale.values))), Cell("No")
    changed = given.first != given.grade
    return Cell(scale.label(given.first), key=str(scale.ranks[given.first])), Cell("Yes" if changed else "No")


def audit_cells(site: Site, case: AuditCase, page: str) -> tuple[Cell, ...]:
    """Which audit, of which month and team."""
    link = site.audit_link(case.audit, page)
    return (
        Cell(link.text, link.href, kind="whole"),
        Cell(format.month(case.audit.month), key=format.month_key(case.audit.month), kind="whole"),
        Cell(site.team(case.audit.case.team) or "No team", kind="whole"),
    )


def _questions(site: Site, form: FormLines, pages: dict[tuple[str, str], str]) -> Iterator[Page]:
    """Every question on a scale with what moved; for the weakest ones a list of the audits behind them."""
    months = sorted({case.audit.month for case in form.cases})
    now, before = months[-1], months[-2] if len(months) > 1 else ""
    heads = (
        Column("Question", "wide"),
        Column("Section", choose=True),
        Column("Less than the best answer", "number"),
        Column("No evidence", "number"),
        Column("Not answered", "number"),
        *((Column(format.month(before), "number"), Column(format.month(now), "number")) if before else ()),
        *((Column("Moved, in points", "number"),) if before else ()),
    )
    rows = []
    for line in form.questions:
        old, new = line.months.get(before, Share()), line.months.get(now, Share())
        moved = (heat(old, ""), heat(new, ""), points(new, old)) if before else ()
        behind = pages.get((form.rubric.ref, _id(line)), "")
        rows.append(
            (
                Cell(line.question.ask),
                Cell(line.section),
                heat(line.less, _below(behind)),
                figure(line.no_evidence),
                figure(line.unanswered),
                *moved,
            )
        )
    page = pages[form.rubric.ref, ""]
    table = Table("questions", "Questions on a scale, the weakest first", heads, tuple(rows), tools=True)
    intro = (
        f"{count(len(rows), 'question')} of {_title(form)}, of {count(len(form.cases), 'audit')}. Each share is of the "
        f"answers on the question’s scale; what does not apply is left out. The {WEAKEST} weakest lead to their audits."
    )
    yield from listing(page, f"Questions: {_title(form)}", TRAIL, ListBody(intro, table))
    for line in _weak_ones(form):
        yield from _behind(site, form, line, pages[form.rubric.ref, _id(line)])


def _behind(site: Site, form: FormLines, line: QuestionLine, page: str) -> Iterator[Page]:
    heads = (Column("Audit"), Column("Month", choose=True), Column("Team", choose=True))
    rows = tuple(audit_cells(site, case, page) for case in reversed(line.cases))
    title = line.question.title or line.question.ask
    table = Table("audits", "Audits with less than the best answer", heads, rows, "There is none.", tools=True)
    intro = f"{line.question.ask} {count(len(rows), 'audit')} with less than the best answer. {_title(form)}."
    yield from listing(page, title, TRAIL, ListBody(intro, table))
