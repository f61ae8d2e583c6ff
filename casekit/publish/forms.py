"""What the pages look up in a form, worked out once for each form and not once for each audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from casekit.publish.page import Cell
from casekit.rubric.instances import joined, one_of, typed
from casekit.rubric.model import Question, Rubric, Section

FormKey = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""A form's reference, and for whom it is answered where several answer it."""

Usual = tuple[str, str, object]
"""A question's section and id, and its answer's value, or its state where it has none."""


@dataclass(frozen=True, slots=True)
class FormView:
    """A form's labels by id.

    sections: every one in the form's order, the whole last. question_names: titles of questions, with the one whose
    they are where several answer. anchors: section id -> what leads to it on an audit's page. grades: section id ->
    grade id -> label.
    usual: rows of questions with answers that many audits share, remembered from page to page.
    """

    rubric: Rubric
    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
    section_titles: Mapping[str, str]
    question_titles: Mapping[str, str]
    box_titles: Mapping[str, str]
    grades: Mapping[str, Mapping[str, str]]
    question_names: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)
    usual: dict[Usual, tuple[Cell, ...]] = field(default_factory=dict, compare=False, repr=False)

    def target(self, id: str) -> str | None:
        """What people call a section, or a question with its section; None where the form has no such thing."""
        question = self.questions.get(id)
        if question is None:
            return self.section_titles.get(id)
        section = self.section_titles.get(question.section)
        title = self.question_titles[id].rstrip(".")
        return f"{section}: {title}" if section else title

    def answers(self, question: str) -> Mapping[str, str]:
        """The answers to a question that have a label, by id."""
        answering = self.questions[question].answer if question in self.questions else None
        if answering is None:
            return {}
        return {value.id: value.label for value in answering.scale.values} if answering.scale else answering.options


def form_view(rubric: Rubric, wrote: bool = True) -> FormView:
    """The view of a form. wrote: for an audience that may read the references of children; else they are counted."""
    labels = {} if wrote else _counted(rubric)
    sections = tuple(_called(section, labels) for section in rubric.all_sections())
    questions = {id: question for section in sections for id, question in section.questions.items()}
    parts = {part.id: part for section in sections if section.template for part in section.template.walk()}
    asked = {id: question for part in parts.values() for id, question in part.questions.items()}
    boxes = [*(section.boxes for section in sections), rubric.reflection.boxes, rubric.moderation.boxes]
    return FormView(
        rubric=rubric,
        sections=sections,
        questions={**asked, **questions},
        section_titles={section.id: section.title for section in (*parts.values(), *sections)},
        question_titles={id: q.title or q.ask for id, q in {**asked, **questions}.items()},
        question_names={id: question.called for id, question in questions.items()},
        anchors={section.id: _anchor(section, labels.get(section.instance)) for section in sections},
        box_titles={id: box.title for some in boxes for id, box in some.items()},
        grades={s.id: {v.id: v.label for v in s.scale.values} if s.scale else {} for s in sections},
    )


def _counted(rubric: Rubric) -> dict[str, str]:
    """What those are called whom audits name by references, for whoever may not read these: reference -> "Child 2"."""
    found: dict[str, str] = {}
    for id, ones in rubric.instances:
        section = rubric.section(id)
        each = section.for_each if section is not None else None
        if each is not None and not each.of:
            found |= {joined(id, one): f"{each.name} {n}" for n, one in enumerate(ones, start=1)}
    return found


def _called(section: Section, labels: Mapping[str, str]) -> Section:
    """The section with such names in its titles."""
    if section.template is not None:
        inner = {id: _called(one, labels) for id, one in section.sections.items()}
        return replace(section, sections=inner) if labels else section
    label = labels.get(section.instance)
    if label is None:
        return section
    return replace(
        section,
        title=section.title.replace(f": {one_of(section.id)}", f": {label}", 1),
        heading=label if section.id == section.instance else section.heading,
        sections={id: _called(inner, labels) for id, inner in section.sections.items()},
        questions={id: replace(question, of=label) for id, question in section.questions.items()},
    )


def _anchor(section: Section, label: str | None) -> str:
    """What leads to a section; without a reference that may not be read."""
    return f"section-{typed(section.id)}.{label.rpartition(' ')[2]}" if label else f"section-{section.id}"
