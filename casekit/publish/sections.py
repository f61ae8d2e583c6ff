"""The sections of an audit in the form's order: grades, answers, limits and what the auditor wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.model.audit import Entry, State
from casekit.model.corpus import AuditCase
from casekit.publish.answers import STATES, Asked, questions_table
from casekit.publish.context import Site
from casekit.publish.facts import judges
from casekit.publish.markdown import narrative
from casekit.publish.page import Cell, Column, Prose, Table
from casekit.publish.tones import QUIET, tone
from casekit.rubric.evaluation import BrokenLimit
from casekit.rubric.model import Section
from casekit.words import listing


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section. id leads to it; rank is that of its heading (3 or 4), its boxes one below.

    grade: in effect, as a tag. limits: sentences on grades outside a limit.
    """

    id: str
    rank: int
    title: str
    grade: Cell | None
    says: tuple[str, ...]
    limits: tuple[Cell, ...]
    table: Table | None
    boxes: tuple[Prose, ...]


def section_views(site: Site, case: AuditCase, page: str) -> tuple[tuple[SectionView, ...], str]:
    """Every section that applies or in which something was written, and a sentence on those that do not apply."""
    views, skipped = [], []
    for section in case.rubric.all_sections():
        entry = case.audit.entry(section.id)
        item = case.evaluation.sections.get(section.id)
        if item is not None and item.applies is False and not _used(entry):
            skipped.append(section.title)
        else:
            views.append(_view(site, case, section, entry, page))
    known = {section.id for section in case.rubric.all_sections()}
    for entry in case.audit.sections.values():
        if entry.id not in known:
            views.append(_unknown(site, case, entry, len(views), page))
    return tuple(views), f"Does not apply to this case: {listing(skipped)}." if skipped else ""


def grades_table(site: Site, case: AuditCase) -> Table | None:
    """The auditor's grade, each moderator's and each settlement's beside it, and the one in effect."""
    audit = case.audit
    named = judges(case)
    columns = [Column("Section"), Column("Auditor")]
    columns += [Column(named[m.id].capitalize()) for m in audit.moderations]
    settled = [dispute for dispute in audit.disputes if dispute.grades]
    columns += [Column(named[d.id].capitalize()) for d in settled]
    judged = [m.grades for m in audit.moderations] + [d.grades for d in settled]
    rows = []
    for section in case.rubric.all_sections():
        item = case.evaluation.sections.get(section.id)
        entry = audit.entry(section.id)
        if section.scale is None or (item is not None and item.applies is False and entry.grade is None):
            continue
        row = [Cell(section.title, f"#{anchor(section.id)}"), _given(site, section, entry)]
        row += [grade_cell(site, section, grades.get(section.id)) for grades in judged]
        if judged:
            row.append(grade_cell(site, section, (case.evaluation.effective.get(section.id) or (None,))[0]))
        rows.append(tuple(row))
    if judged:
        columns.append(Column("In effect"))
    return Table("grade-list", "Grades of this audit", tuple(columns), tuple(rows)) if rows else None


def grade_cell(site: Site, section: Section, grade: str | None) -> Cell:
    """A grade as a tag with its label; empty for none."""
    if grade is None or section.scale is None:
        return Cell("")
    labels = {value.id: value.label for value in section.scale.values}
    return Cell(site.reader.listed(grade, labels), tone=tone(section.scale, grade))


def anchor(section: str) -> str:
    """What leads to a section on the page."""
    return f"section-{section}"


def _given(site: Site, section: Section, entry: Entry) -> Cell:
    if entry.grade is not None:
        return grade_cell(site, section, entry.grade)
    return Cell("No grade" if entry.state in (State.UNANSWERED, State.ANSWERED) else STATES[entry.state], tone=QUIET)


def _used(entry: Entry) -> bool:
    return bool(entry.grade or entry.answers or entry.boxes or entry.comments or entry.why or entry.reasons)


def _view(site: Site, case: AuditCase, section: Section, entry: Entry, page: str) -> SectionView:
    rank = 4 if section.parent and section.parent != "overall" else 3
    grade = None
    if section.scale is not None:
        now = case.evaluation.effective.get(section.id)
        grade = grade_cell(site, section, now[0]) if now else _given(site, section, entry)
    says = []
    if entry.state in (State.NOT_APPLICABLE, State.NOT_ASSESSED):
        why = site.reader.said(entry.why)
        says.append(f"{STATES[entry.state]}: {why}" if why else f"{STATES[entry.state]}.")
    if entry.themes:
        themes = listing(site.reader.listed(theme, case.rubric.themes) for theme in entry.themes)
        says.append(f"Themes: {themes}.")
    return SectionView(
        id=anchor(section.id),
        rank=rank,
        title=section.title,
        grade=grade,
        says=tuple(says),
        limits=tuple(_limits(site, case, section, entry)),
        table=_questions(site, case, section, entry),
        boxes=tuple(_boxes(site, case, section, entry, rank + 1, page)),
    )


def _questions(site: Site, case: AuditCase, section: Section, entry: Entry) -> Table | None:
    asked = []
    for question in section.questions.values():
        item = case.evaluation.questions.get(question.id)
        if question.id in entry.answers or item is None or item.applies is not False:
            asked.append(Asked(question.id, question, case.audit.answer(question.id)))
    known = case.rubric.questions()
    asked += [Asked(id, None, answer) for id, answer in entry.answers.items() if id not in known]
    if not asked:
        return None
    return questions_table(site, f"{anchor(section.id)}-answers", f"Answers: {section.title}", asked)


def _limits(site: Site, case: AuditCase, section: Section, entry: Entry) -> Iterator[Cell]:
    for broken in case.evaluation.broken:
        if broken.section == section.id:
            yield _limit(site, case, section, broken)
    for id, reason in entry.reasons.items():
        title = next((limit.title or limit.id for limit in section.limits if limit.id == id), None)
        if reason and (title or site.reader.wrote):
            said = f": {reason}" if site.reader.wrote else ""
            yield Cell(f"Written reason for “{title or id}”{said}", tone=QUIET)


def _limit(site: Site, case: AuditCase, section: Section, broken: BrokenLimit) -> Cell:
    labels = {value.id: value.label for value in section.scale.values} if section.scale else {}
    grade, bound = site.reader.listed(broken.grade, labels), site.reader.listed(broken.bound, labels)
    by = "the auditor" if broken.by == "auditor" else site.reader.listed(broken.by, judges(case))
    text = f"{broken.limit.title or broken.limit.id}: the limit is {bound}, and {by} gave {grade}"
    if site.reader.wrote and broken.because:
        text += f" ({'; '.join(because.rstrip('.') for because in broken.because)})"
    return Cell(
        f"{text}; settled by a written reason." if broken.settled else f"{text}.",
        tone=QUIET if broken.settled else "bad",
    )


def _boxes(site: Site, case: AuditCase, section: Section, entry: Entry, rank: int, page: str) -> Iterator[Prose]:
    """The boxes in the form's order, then comments on single answers."""
    if not site.reader.wrote:
        return
    source = case.audit.path
    order = [id for id in section.boxes if id in entry.boxes] + [id for id in entry.boxes if id not in section.boxes]
    for id in order:
        title = section.boxes[id].title if id in section.boxes else id
        yield Prose(title, narrative(entry.boxes[id].text, rank + 1, links=site.links, page=page, source=source))
    for id, box in entry.comments.items():
        question = section.questions.get(id)
        title = (question.title or question.ask) if question else id
        html = narrative(box.text, rank + 1, links=site.links, page=page, source=source)
        yield Prose(title, html, note="Comment on the answer")


def _unknown(site: Site, case: AuditCase, entry: Entry, n: int, page: str) -> SectionView:
    """A section that the form does not have: shown, so that nothing is lost."""
    asked = [Asked(id, None, answer) for id, answer in entry.answers.items()]
    title = f"Not a section of this form: {site.written(entry.id)}"
    grade = Cell(site.written(entry.grade), tone=QUIET) if entry.grade else None
    section = Section(entry.id, title)
    table = questions_table(site, f"unknown-{n}-answers", title, asked) if asked else None
    boxes = tuple(_boxes(site, case, section, entry, 4, page))
    return SectionView(
        f"unknown-{n}", 3, title, grade, (site.reader.said(entry.why),) if entry.why else (), (), table, boxes
    )
