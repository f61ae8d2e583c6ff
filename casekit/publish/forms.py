"""What the pages look up in a form, worked out once for each form and not once for each audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.publish.page import Cell
from casekit.rubric.model import Question, Rubric, Section

Usual = tuple[str, str, object]
"""A question's section and id, and its answer's value, or its state where it has none."""


@dataclass(frozen=True, slots=True)
class FormView:
    """A form's labels by id.

    sections: every one in the form's order, the whole last. grades: section id -> grade id -> label.
    usual: rows of questions with answers that many audits share, remembered from page to page.
    """

    rubric: Rubric
    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
    section_titles: Mapping[str, str]
    question_titles: Mapping[str, str]
    box_titles: Mapping[str, str]
    grades: Mapping[str, Mapping[str, str]]
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


def form_view(rubric: Rubric) -> FormView:
    """The view of a form."""
    sections = tuple(rubric.all_sections())
    questions = rubric.questions()
    boxes = [*(section.boxes for section in sections), rubric.reflection.boxes, rubric.moderation.boxes]
    return FormView(
        rubric=rubric,
        sections=sections,
        questions=questions,
        section_titles={section.id: section.title for section in sections},
        question_titles={id: question.title or question.ask for id, question in questions.items()},
        box_titles={id: box.title for some in boxes for id, box in some.items()},
        grades={s.id: {v.id: v.label for v in s.scale.values} if s.scale else {} for s in sections},
    )
