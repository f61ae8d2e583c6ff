"""The page of one audit: what it says, what became of it, and its life from git."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.publish import format, names
from casekit.publish.actions import audit_actions
from casekit.publish.blocks import Block, box_texts
from casekit.publish.context import Site
from casekit.publish.facts import facts, notices, overall
from casekit.publish.judgements import concerns_block, disputes_block, feedback_block, moderation_block, replies_block
from casekit.publish.life import life_table
from casekit.publish.markdown import as_written, with_line_numbers
from casekit.publish.page import Cell, Fact, Link, Notice, Page, Prose, Table
from casekit.publish.problems import problem_columns, problem_rows
from casekit.publish.second import second_block
from casekit.publish.sections import SectionView, section_views
from casekit.publish.verdicts import grades_table
from casekit.publish.waivers import waivers_block
from casekit.words import count


@dataclass(frozen=True, slots=True)
class AuditBody:
    """Everything on an audit's page, in its order. skipped: a sentence on sections that do not apply."""

    grade: Cell
    notices: tuple[Notice, ...]
    facts: tuple[Fact, ...]
    contents: tuple[Link, ...]
    grades: Table | None
    skipped: str
    sections: tuple[SectionView, ...]
    blocks: tuple[Block, ...]


def plan_audit(site: Site, case: AuditCase) -> Page:
    """The page of an audit."""
    audit = case.audit
    page = site.names.audits[audit.path]
    grades = grades_table(site, case)
    sections, skipped = section_views(site, case, page)
    blocks = tuple(_blocks(site, case, page))
    before = (Link("Grades", "#grades"),) if grades else ()
    body = AuditBody(
        grade=overall(site, case),
        notices=tuple(notices(site, case)),
        facts=tuple(facts(site, case, page)),
        contents=(
            *before,
            Link("Sections and answers", "#sections"),
            *(Link(block.title, f"#{block.id}") for block in blocks),
        ),
        grades=grades,
        skipped=skipped,
        sections=sections,
        blocks=blocks,
    )
    title = site.audit_title(audit)
    crumbs = (
        Link("Home", "../index.html"),
        Link("Audits", "../audits/index.html"),
        Link(format.month(audit.month), f"../audits/{format.month_id(audit.month)}.html"),
    )
    return Page(page, "audit.html", f"Audit {title}" if names.valid(audit.id) else title or "Audit", crumbs, body)


def _blocks(site: Site, case: AuditCase, page: str) -> Iterator[Block]:
    """What stands beside and under the sections; a block that would be empty is left out."""
    audit, rubric = case.audit, case.rubric
    if audit.concerns:
        yield concerns_block(site, audit)
    if audit.replies:
        yield replies_block(site, case, page)
    if audit.moderations or audit.moderation_boxes:
        yield moderation_block(site, case, page)
    if audit.disputes:
        yield disputes_block(site, case, page)
    second = second_block(site, case, page)
    if second is not None:
        yield second
    yield Block("actions", "Actions", tables=(audit_actions(site, case, page),))
    if audit.feedback or rubric.feedback.required:
        yield feedback_block(site, case)
    if audit.reflected or audit.reflection_boxes:
        on = (Fact("Date", (Link(format.day(audit.reflected)),)),) if audit.reflected else ()
        texts = tuple(box_texts(site, audit, rubric.reflection, audit.reflection_boxes, page))
        yield Block("reflection", rubric.reflection.title or "Reflection", facts=on, texts=texts)
    if audit.waivers:
        yield waivers_block(site, case, page)
    if audit.stray:
        yield _stray(site, audit)
    found = site.problems.get(audit.path)
    if found:
        rows = tuple(problem_rows(site, found, page))
        table = Table("problem-list", "Problems in this file", problem_columns(site), rows)
        yield Block("problems", "Problems", tables=(table,), texts=_file(site, audit))
    said = "From the commits of the repository, oldest first."
    if not site.history.complete:
        said += " The history is incomplete here: earlier changes may be missing."
    yield Block("life", "Life of this audit", said, tables=(life_table(site, case),))


def _stray(site: Site, audit: Audit) -> Block:
    if not site.reader.wrote:
        said = f"{count(len(audit.stray), 'text')} under no heading of the form; only the audit team reads them."
        return Block("stray", "Text outside the form", said)
    texts = tuple(Prose(f"From line {box.line}", as_written(box.text)) for box in audit.stray)
    return Block("stray", "Text outside the form", "It stands under no heading that the form knows.", texts=texts)


def _file(site: Site, audit: Audit) -> tuple[Prose, ...]:
    """The whole file with line numbers, to mend it by."""
    if not site.reader.wrote or audit.document is None or site.hides(audit.id):
        return ()
    return (Prose("The file as it stands", with_line_numbers(audit.document.text)),)
