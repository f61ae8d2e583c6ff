"""The sections of an audit in the form's order: grades, answers, limits and what the auditor wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casekit.model.audit import Answer, Audit, Entry, State
from casekit.model.corpus import AuditCase
from casekit.publish.answers import STATES, question_row, questions_table
from casekit.publish.context import Site
from casekit.publish.facts import judges
from casekit.publish.forms import FormView
from casekit.publish.markdown import narrative
from casekit.publish.page import Cell, Prose, Table
from casekit.publish.several import says_of_all, says_of_one, side_by_side, together
from casekit.publish.tones import BAD, QUIET, tone
from casekit.publish.worked_out import worked_out
from casekit.register.graded import is_written, left_out
from casekit.rubric.evaluation import BrokenLimit
from casekit.rubric.instances import typed
from casekit.rubric.model import Section
from casekit.words import listing

_NO_ANSWER = Answer()

CAUSES = 3
"""So many causes of a broken limit stand beside the grade; all of them stand among the audit's problems."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section. id leads to it; rank is that of its heading (3 or 4), its boxes one below.

    grade: in effect, as a tag. limits: sentences on grades outside a limit. layout: "pair" where texts and table
    stand side by side, if there is room.
    """

    id: str
    rank: int
    title: str
    grade: Cell | None
    says: tuple[str, ...]
    limits: tuple[Cell, ...]
    table: Table | None
    boxes: tuple[Prose, ...]

    @property
    def layout(self) -> str:
        """How texts and table stand to each other."""
        return "pair" if self.table and self.boxes else "alone"


def section_views(site: Site, case: AuditCase, page: str) -> tuple[tuple[SectionView, ...], str]:
    """Every section that applies or in which something was written, and a sentence on those that do not apply."""
    form = site.form(case)
    views, skipped = [], []
    for section in form.sections:
        entry = case.audit.entry(section.id)
        item = case.evaluation.sections.get(section.id)
        if left_out(case, section) or (not _holds(section) and not is_written(entry)):
            continue
        if item is not None and item.applies is False and not is_written(entry):
            # Headings that only hold a remark are not missed by anybody.
            skipped += [section.title] if section.scale or section.questions or section.sections else []
        else:
            views.append(_view(site, form, case, section, entry, page))
    for entry in case.audit.sections.values():
        if entry.id not in form.section_titles:
            views.append(_unknown(site, form, case.audit, entry, len(views), page))
    return tuple(views), f"Does not apply to this case: {listing(skipped)}." if skipped else ""


def _holds(section: Section) -> bool:
    """Whether there is anything in it to fill in: the whole of a form without an overall grade may hold nothing."""
    return bool(section.scale or section.questions or section.boxes or section.sections)


def grade_cell(site: Site, form: FormView, section: Section, grade: str | None) -> Cell:
    """A grade as a tag with its label; empty for none."""
    if grade is None or section.scale is None:
        return Cell("")
    return Cell(site.reader.listed(grade, form.grades[section.id]), tone=tone(section.scale, grade))


def given_cell(site: Site, form: FormView, case: AuditCase, section: Section, entry: Entry) -> Cell:
    """The auditor's grade of a section, or what the form worked out before any moderation, or why there is none."""
    grade = case.first_grade(section.id)
    if grade is not None:
        computed = case.evaluation.computed_first.get(section.id)
        replaced = computed is not None and computed.override is not None
        note = "Put in place of what was worked out" if replaced else "Worked out" if section.computed else ""
        return replace(grade_cell(site, form, section, grade), note=note)
    return Cell("No grade" if entry.state in (State.UNANSWERED, State.ANSWERED) else STATES[entry.state], tone=QUIET)


def _view(site: Site, form: FormView, case: AuditCase, section: Section, entry: Entry, page: str) -> SectionView:
    rank = 4 if section.parent and section.parent != "overall" else 3
    grade = None
    if section.scale is not None:
        now = case.evaluation.effective.get(section.id)
        grade = grade_cell(site, form, section, now[0]) if now else given_cell(site, form, case, section, entry)
    id = form.anchors[section.id]
    if section.template is not None:
        table = side_by_side(site, case, section, f"{id}-answers")
    else:
        table = None if together(case, section) else _questions(site, form, case, section, entry)
    return SectionView(
        id=id,
        rank=rank,
        title=_title(form, section),
        grade=grade,
        says=(*_says(site, form, entry), *says_of_all(case, section), *says_of_one(site, case, section, page)),
        limits=(*worked_out(site, form, case, section, page), *_limits(site, form, case, section, entry)),
        table=table,
        boxes=tuple(_boxes(site, form, case.audit, section, entry, rank + 2, page)) if site.reader.wrote else (),
    )


def _title(form: FormView, section: Section) -> str:
    """The title under the headings above it: of one of several without what stands over them all."""
    above = form.section_titles.get(typed(section.instance), "") if section.instance else ""
    return section.title.removeprefix(f"{above}: ")


def _says(site: Site, form: FormView, entry: Entry) -> Iterator[str]:
    if entry.state in (State.NOT_APPLICABLE, State.NOT_ASSESSED):
        why = site.reader.said(entry.why)
        yield f"{STATES[entry.state]}: {why}" if why else f"{STATES[entry.state]}."
    if entry.themes:
        yield f"Themes: {listing(site.reader.listed(theme, form.rubric.themes) for theme in entry.themes)}."


def _questions(site: Site, form: FormView, case: AuditCase, section: Section, entry: Entry) -> Table | None:
    """The section's questions that apply or were answered, and answers to what is no question of it."""
    rows = []
    items, answers = case.evaluation.questions, entry.answers
    for id, question in section.questions.items():
        answer = answers.get(id)
        if answer is None:
            item = items.get(id)
            if item is not None and item.applies is False:
                continue
            answer = _NO_ANSWER
        rows.append(question_row(site, form, id, question, answer))
    if not answers.keys() <= section.questions.keys():
        others = (id for id in answers if id not in section.questions)
        rows += [question_row(site, form, id, form.questions.get(id), answers[id]) for id in others]
    if not rows:
        return None
    return questions_table(f"{form.anchors[section.id]}-answers", f"Answers: {section.title}", rows)


def _limits(site: Site, form: FormView, case: AuditCase, section: Section, entry: Entry) -> Iterator[Cell]:
    for broken in case.evaluation.broken:
        if broken.section == section.id:
            yield _limit(site, form, case, broken)
    for id, reason in entry.reasons.items():
        title = next((limit.title or limit.id for limit in section.limits if limit.id == id), None)
        if reason and (title or site.reader.wrote):
            said = f": {reason}" if site.reader.wrote else ""
            yield Cell(f"Written reason for “{title or id}”{said}", tone=QUIET)


def _limit(site: Site, form: FormView, case: AuditCase, broken: BrokenLimit) -> Cell:
    labels = form.grades[broken.section]
    grade, bound = site.reader.listed(broken.grade, labels), site.reader.listed(broken.bound, labels)
    by = "the auditor" if broken.by == "auditor" else site.reader.listed(broken.by, judges(case))
    text = f"{broken.limit.title or broken.limit.id}: the limit is {bound}, and {by} gave {grade}"
    if site.reader.wrote and broken.because:
        causes = [because.rstrip(".") for because in broken.because[:CAUSES]]
        left = len(broken.because) - len(causes)
        text += f" ({'; '.join(causes)}{f'; and {left} more' if left else ''})"
    return Cell(f"{text}; settled by a written reason.", tone=QUIET) if broken.settled else Cell(f"{text}.", tone=BAD)


def _boxes(
    site: Site, form: FormView, audit: Audit, section: Section, entry: Entry, rank: int, page: str
) -> Iterator[Prose]:
    """The boxes in the form's order, then those it does not have, then comments on single answers."""

    def prose(title: str, text: str, note: str = "") -> Prose:
        return Prose(title, narrative(text, rank, links=site.links, page=page, source=audit.path), note)

    known = section.every_box()
    for id, model in known.items():
        if id in entry.boxes:
            asked = form.question_titles.get(id.rpartition("/")[0], "")
            yield prose(model.title, entry.boxes[id].text, asked)
    for id, box in entry.boxes.items():
        if id not in known:
            yield prose(id, box.text)
    for id, box in entry.comments.items():
        yield prose(form.question_titles.get(id, id), box.text, "Comment on the answer")


def _unknown(site: Site, form: FormView, audit: Audit, entry: Entry, n: int, page: str) -> SectionView:
    """A section that the form does not have: shown, so that nothing is lost."""
    title = f"Not a section of this form: {site.written(entry.id)}"
    rows = [question_row(site, form, id, None, answer) for id, answer in entry.answers.items()]
    table = questions_table(f"unknown-{n}-answers", title, rows) if rows else None
    return SectionView(
        id=f"unknown-{n}",
        rank=3,
        title=title,
        grade=Cell(site.written(entry.grade), tone=QUIET) if entry.grade else None,
        says=(site.reader.said(entry.why),) if site.reader.said(entry.why) else (),
        limits=(),
        table=table,
        boxes=tuple(_boxes(site, form, audit, Section(entry.id, title), entry, 5, page)) if site.reader.wrote else (),
    )
