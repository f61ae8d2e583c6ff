"""Sections that several answer: what each is called for this audience, and their answers side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from casekit.model.audit import Answer, Instance
from casekit.model.corpus import AuditCase
from casekit.publish import format
from casekit.publish.answers import answer_cell
from casekit.publish.context import Site
from casekit.publish.page import Cell, Column, Table
from casekit.publish.tones import QUIET
from casekit.register.graded import left_out
from casekit.rubric.instances import joined, one_of, typed
from casekit.rubric.model import Question, Section
from casekit.words import count, listing

SIDE_BY_SIDE = 6
"""So many answer a section in one table; where there are more, each has a table of their own."""

_NO_ANSWER = Answer()


def given_by(case: AuditCase, section: Section) -> tuple[Section, ...]:
    """Those who answer a section and are shown: all but whom the audit leaves out."""
    return tuple(one for one in section.sections.values() if not left_out(case, one))


def together(case: AuditCase, section: Section) -> bool:
    """Whether the answers of this section, or of the one of several that it belongs to, stand side by side."""
    group = case.rubric.section(typed(section.instance)) if section.instance else section
    if group is None or group.template is None:
        return False
    return 2 <= len(given_by(case, group)) <= SIDE_BY_SIDE


def side_by_side(site: Site, case: AuditCase, section: Section, id: str) -> Table | None:
    """A row for each question, a column for each who answers; None where nothing is asked of them."""
    template = section.template
    if template is None or not together(case, section):
        return None
    ones = given_by(case, section)
    rows = tuple(_rows(site, case, ones, template))
    if not rows:
        return None
    columns = (Column("Question", "ask"), *(Column(one.heading, "answer") for one in ones))
    return Table(id, f"Answers side by side: {section.title}", columns, rows)


def _rows(site: Site, case: AuditCase, ones: tuple[Section, ...], template: Section) -> Iterator[tuple[Cell, ...]]:
    for part in template.walk():
        for question in part.questions.values():
            answers = [_answer(case, joined(part.id, one_of(one.id)), question, one_of(one.id)) for one in ones]
            if any(answer is not None for answer in answers):
                yield Cell(question.ask), *(_cell(site, question, answer) for answer in answers)


def _answer(case: AuditCase, section: str, question: Question, one: str) -> Answer | None:
    """What one of them answered; None where the question does not apply to them."""
    id = joined(question.id, one)
    given = case.audit.entry(section).answers.get(id)
    item = case.evaluation.questions.get(id)
    if given is None and item is not None and item.applies is False:
        return None
    return given or _NO_ANSWER


def _cell(site: Site, question: Question, answer: Answer | None) -> Cell:
    if answer is None:
        return Cell("Does not apply", tone=QUIET)
    cell = answer_cell(site, question, answer)
    return replace(cell, note=f"Reason: {answer.why}") if answer.why and site.reader.wrote else cell


def says_of_all(case: AuditCase, section: Section) -> Iterator[str]:
    """What is said under the heading that several share."""
    if section.template is None or section.for_each is None:
        return
    missing = [one.heading for one in section.sections.values() if left_out(case, one)]
    if missing:
        yield f"Left out in this audit: {listing(missing)}."
    if not section.sections:
        yield "Nobody stands here yet."
    elif not section.for_each.of:
        yield f"{count(len(section.sections), 'entry', 'entries')}."


def says_of_one(site: Site, case: AuditCase, section: Section, page: str) -> Iterator[str]:
    """Who answered for one of several, and what is on record for it alone."""
    one = case.audit.instances.get(section.id)
    if one is None:
        return
    if one.by:
        yield f"Answered by {site.person(one.by, page).text}."
    own = [*_case(site, case, one), *_dates(site, case, one.dates)]
    if own:
        yield f"Its own: {'; '.join(own)}."


def _case(site: Site, case: AuditCase, one: Instance) -> Iterator[str]:
    rubric, reader = case.rubric, site.reader
    if one.types:
        yield listing(dict.fromkeys(reader.listed(spell.type, rubric.case_types) for spell in one.types))
    if not reader.wrote:
        return
    if one.ref:
        yield f"case {one.ref}"
    if one.age is not None:
        yield f"age {one.age}"
    if one.flags is not None:
        yield listing(reader.listed(flag, rubric.flags) for flag in one.flags) or "no flag"


def _dates(site: Site, case: AuditCase, dates: Mapping[str, tuple[date, ...]]) -> Iterator[str]:
    for id, days in dates.items():
        named = listing(format.day(day) for day in days) or "none on record"
        yield f"{site.reader.listed(id, case.rubric.dates)}: {named}"
