"""The questions of a form on a scale, the weakest first, and for each the audits behind its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casekit.model.audit import State
from casekit.publish import format
from casekit.publish.answers import STATES
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.grade_lists import TRAIL
from casekit.publish.heat import filtered, heat, led, points
from casekit.publish.lists import ListBody, listing
from casekit.publish.page import Cell, Column, Page, Table
from casekit.publish.which import WHICH, audit_cells
from casekit.register.weak import FormLines, QuestionLine, Said, Share
from casekit.words import count

NO_EVIDENCE, UNANSWERED = STATES[State.NO_EVIDENCE], STATES[State.UNANSWERED]


def plan_questions(site: Site, form: FormLines, page: str, pages: Mapping[str, str]) -> Iterator[Page]:
    """Every question with what moved, and a list for each. pages: by the question's id, where there is anything."""
    months = sorted({case.audit.month for case in form.cases})
    now, before = months[-1], months[-2] if len(months) > 1 else ""
    heads = (
        Column("Question", "wide"),
        Column("Section", choose=True),
        Column("Less than the best answer", "number"),
        Column(NO_EVIDENCE, "number"),
        Column(UNANSWERED, "number"),
        *((Column(format.month(before), "number"), Column(format.month(now), "number")) if before else ()),
        *((Column("Moved, in points", "number"),) if before else ()),
    )
    title = f"{form.rubric.title}, version {form.rubric.version}"
    rows = tuple(_row(line, pages.get(line.question.id, ""), now, before) for line in form.questions)
    table = Table("questions", "Questions on a scale, the weakest first", heads, rows, tools=True)
    intro = (
        f"{count(len(rows), 'question')} of {title}, of {count(len(form.cases), 'audit')}. Each share is of the "
        "answers on the question’s scale; what does not apply is left out. Every number leads to its audits."
    )
    yield from listing(page, f"Questions: {title}", TRAIL, ListBody(intro, table))
    for line in form.questions:
        if line.question.id in pages:
            yield from _behind(site, line, title, pages[line.question.id])


def _row(line: QuestionLine, page: str, now: str, before: str) -> tuple[Cell, ...]:
    page = page.rpartition("/")[2]
    old, new = line.months.get(before, Share()), line.months.get(now, Share())
    moved = (less(line, old, page, before), less(line, new, page, now), points(new, old)) if before else ()
    return (
        Cell(line.question.ask),
        Cell(line.section),
        less(line, line.less, page),
        led(figure(line.no_evidence), page, Answer=NO_EVIDENCE),
        led(figure(line.unanswered), page, Answer=UNANSWERED),
        *moved,
    )


def less(line: QuestionLine, share: Share, page: str, month: str = "") -> Cell:
    """A share of answers that are less than the best one, leading to the audits that it counts. month: "" for all."""
    scale = line.question.answer.scale
    values = scale.best_first if scale is not None else ()
    worse = tuple(value.label for value in (values[:-1] if line.question.reversed else values[1:]))
    only = {"Month": format.month(month)} if month else {}
    return heat(share, filtered(page, **only, Answer=worse) if share.number else "")


def _behind(site: Site, line: QuestionLine, title: str, page: str) -> Iterator[Page]:
    heads = (*WHICH, Column("Answer", choose=True))
    rows = tuple((*audit_cells(site, said.case, page), _answer(line, said)) for said in reversed(line.behind))
    table = Table("audits", "Answers but the best one, newest first", heads, rows, "There is none.", tools=True)
    intro = (
        f"{line.question.ask} {count(line.less.number, 'answer')} of {line.less.of} less than the best one, "
        f"{line.no_evidence} without evidence, {line.unanswered} not answered. {title}."
    )
    yield from listing(page, line.question.title or line.question.ask, TRAIL, ListBody(intro, table))


def _answer(line: QuestionLine, said: Said) -> Cell:
    scale = line.question.answer.scale
    if isinstance(said.answer, State) or scale is None:
        return Cell(STATES[said.answer] if isinstance(said.answer, State) else said.answer, key="99")
    return Cell(scale.label(said.answer), key=str(scale.ranks[said.answer]))
