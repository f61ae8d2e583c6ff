"""Feedback from families: what came of asking, how they answered, and the audits behind each figure (F8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.family_answers import answers, plan_answers
from casekit.publish.heat import led
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Link, Page, Table
from casekit.publish.parts import Part, PartsBody
from casekit.publish.which import HOME, WHICH, audit_cells, by_form, listed, titled
from casekit.words import count

ASKED, SILENT = "feedback/audits.html", "feedback/nothing.html"
TRAIL = (HOME, Link("Feedback from families", "index.html"))
OUTCOMES = {
    "gained": "Gained",
    "attempted": "Attempted, not gained",
    "declined": "Declined",
    "not_appropriate": "Not appropriate",
}


def plan_feedback(site: Site) -> Iterator[Page]:
    """What came of asking families, by form and respondent, and how they answered (F8)."""
    forms = by_form(site.corpus.audits)
    pages = names.pages("feedback", ((ref, names.rubric_page(ref)) for ref in forms))
    parts = []
    for ref, cases in forms.items():
        asked = [one for case in cases for one in case.audit.feedback.values()]
        if cases[0].rubric.feedback.respondents or asked:
            with_any = sum(bool(case.audit.feedback) for case in cases)
            gained = sum(one.outcome == "gained" for one in asked)
            says = (
                f"{with_any} of {count(len(cases), 'counted audit')} say that a family was asked, or why not; "
                f"{gained} of {count(len(asked), 'request')} brought an answer."
            )
            tables = (_outcomes(site, ref, cases), *answers(ref, cases, pages[ref]))
            parts.append(Part(names.rubric_page(ref), titled(cases[0]), says=(says,), tables=tables))
    intro = "What came of asking children, parents and carers, and what they answered. Their words stand in no figure."
    none = "No audit is completed yet under a form that asks families."
    body = PartsBody(intro if parts else none, tuple(parts))
    yield Page(names.FEEDBACK, "parts.html", "Feedback from families", (HOME,), body)
    yield from _asked(site, [case for cases in forms.values() for case in cases])
    yield from _silent(site, [case for cases in forms.values() for case in cases])
    for ref, cases in forms.items():
        yield from plan_answers(site, cases, pages[ref])


def _asked(site: Site, cases: list[AuditCase]) -> Iterator[Page]:
    """Every request, the newest audits of each form first."""
    rows = tuple(
        (
            *audit_cells(site, case, ASKED),
            Cell(listed(case)),
            Cell(site.reader.listed(one.respondent, case.rubric.feedback.respondents)),
            Cell(site.reader.listed(one.outcome, OUTCOMES)),
            Cell(format.day(one.on), key=format.sortable(one.on)),
        )
        for case in reversed(cases)
        for one in reversed(tuple(case.audit.feedback.values()))
    )
    heads = (
        *WHICH,
        Column("Form", choose=True),
        Column("Who was asked", choose=True),
        Column("What came of it", choose=True),
        Column("On"),
    )
    table = Table("asked", "Every request for feedback, newest first", heads, rows, "Nobody was asked.", tools=True)
    body = ListBody(f"{count(len(rows), 'request')}.", table, see=Link("Where nothing is on record", _below(SILENT)))
    yield from listing(ASKED, "Requests for feedback", TRAIL, body)


def _silent(site: Site, cases: list[AuditCase]) -> Iterator[Page]:
    """Whom an audit's form would ask, where nothing is on record of it."""
    rows = tuple(
        (*audit_cells(site, case, SILENT), Cell(listed(case)), Cell(label))
        for case in reversed(cases)
        for id, label in case.rubric.feedback.respondents.items()
        if id not in case.audit.feedback
    )
    heads = (*WHICH, Column("Form", choose=True), Column("Who was not asked", choose=True))
    title = "Audits with nothing on record of asking"
    table = Table(
        "silent", f"{title}, newest first", heads, rows, "Everybody was asked, or it says why not.", tools=True
    )
    intro = f"A line for each whom an audit’s form would ask and of whom it says nothing: {count(len(rows), 'line')}."
    yield from listing(SILENT, title, TRAIL, ListBody(intro, table, see=Link("Requests", _below(ASKED))))


def _outcomes(site: Site, ref: str, cases: list[AuditCase]) -> Table:
    model, form = cases[0].rubric.feedback, {"Form": listed(cases[0])}
    rows = []
    for id, label in model.respondents.items():
        found = Counter(one.outcome for case in cases for key, one in case.audit.feedback.items() if key == id)
        cells = (
            led(figure(found[out], found.total()), _below(ASKED), **form, Who_was_asked=label, What_came_of_it=said)
            for out, said in OUTCOMES.items()
        )
        none = figure(len(cases) - found.total(), len(cases))
        rows.append((Cell(label), *cells, led(none, _below(SILENT), **form, Who_was_not_asked=label)))
    others = [one for case in cases for key, one in case.audit.feedback.items() if key not in model.respondents]
    if others:
        whom = tuple(dict.fromkeys(site.reader.listed(one.respondent, model.respondents) for one in others))
        cells = (
            led(
                figure(sum(one.outcome == outcome for one in others), len(others)),
                _below(ASKED), **form, Who_was_asked=whom, What_came_of_it=said,
            )
            for outcome, said in OUTCOMES.items()
        )  # fmt: skip
        rows.append((Cell("Others, whom the form does not list"), *cells, Cell("")))
    heads = (
        Column("Who was asked"),
        *(Column(label, "number") for label in OUTCOMES.values()),
        Column("Nothing on record", "number"),
    )
    id = names.rubric_page(ref)
    return Table(f"{id}-outcomes", "What came of asking", heads, tuple(rows), titled=True, of=titled(cases[0]))


def _below(page: str) -> str:
    """The address of a page of this folder from another."""
    return page.rpartition("/")[2]
