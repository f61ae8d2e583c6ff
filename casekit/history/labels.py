"""What people call the ids in an event: titles of sections and questions, grades, answers, people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from casekit.days import parse_day, written
from casekit.model.people import People
from casekit.rubric.instances import one_of, typed
from casekit.rubric.model import Question, Rubric, Section
from casekit.words import count, listing, shown

FEW = 3
"""So many things are named one by one; more are counted."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of a form and of people; an id that neither knows is its own label, safe to print.

    Everything that an event repeats of a file goes through one of these, so that a reader who may see less is told
    the same in other labels.

    parts, asked: sections and questions of those that several answer, by their ids in the form: for who is gone.
    """

    people: People = People()
    sections: Mapping[str, Section] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    parts: Mapping[str, Section] = field(default_factory=dict)
    asked: Mapping[str, Question] = field(default_factory=dict)

    def person(self, id: object) -> str:
        """ "Team manager (p031)"."""
        return shown(self.people.show(str(id)))

    def section(self, id: object) -> str:
        """A section's title."""
        section, part = self.sections.get(str(id)), self.parts.get(typed(str(id)))
        if section is None and part is not None:
            return f"{part.title}: {shown(one_of(str(id)))}"
        return section.title if section else shown(str(id))

    def question(self, id: object) -> str:
        """A question's title, or what it asks."""
        question, part = self.questions.get(str(id)), self.asked.get(typed(str(id)))
        if question is None and part is not None:
            return f"{part.called.rstrip('.')} ({shown(one_of(str(id)))})"
        return question.called if question else shown(str(id))

    def grade(self, section: object, value: object) -> str:
        """A grade of a section."""
        known = self.sections.get(str(section)) or self.parts.get(typed(str(section)))
        return known.scale.label(str(value)) if known and known.scale else shown(str(value).replace("_", " "))

    def answer(self, question: object, value: object) -> str:
        """An answer to a question; several with commas."""
        if isinstance(value, list | tuple):
            return ", ".join(self.answer(question, one) for one in value)
        known = self.questions.get(str(question)) or self.asked.get(typed(str(question)))
        return known.answer.label(str(value)) if known else shown(str(value).replace("_", " "))

    def place(self, part: str) -> str:
        """A section's or a question's title; a heading as it stands there."""
        return self.section(part) if part in self.sections else self.question(part)

    def entry(self, noun: str, id: object) -> str:
        """What tells an entry from others of the same noun, such as action or dispute: its id."""
        return shown(str(id))

    def word(self, value: object) -> str:
        """One of the few words that a record may hold, such as how a dispute was settled."""
        return shown(str(value)).replace("_", " ")

    def plain(self, value: object) -> str:
        """A day as a day, and anything else as it stands in the file."""
        day = parse_day(value)
        return written(day) if day else shown(str(value))

    def named(self, items: Sequence[str], one: str, many: str = "") -> str:
        """Headings and keys: a few by name, more of them as a number."""
        return listing(f"“{shown(item)}”" for item in items) if len(items) <= FEW else count(len(items), one, many)

    def fields(self, items: Sequence[str]) -> str:
        """The fields of an entry."""
        return listing(map(shown, items))


def labels(rubric: Rubric | None, people: People) -> Labels:
    """The labels of the form an audit is written on; without one, of people alone."""
    if rubric is None:
        return Labels(people)
    questions = rubric.questions() | dict(rubric.feedback.questions)
    sections = {section.id: section for section in rubric.all_sections()}
    parts = {part.id: part for section in sections.values() if section.template for part in section.template.walk()}
    asked = {id: question for part in parts.values() for id, question in part.questions.items()}
    return Labels(people, sections, questions, parts, asked)
