"""What the loader knows while it reads a rubric: declared words, and which sections and questions there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.rubric.model import Question, Scale, Section
from casekit.rubric.parse.reader import Reader


@dataclass(frozen=True, slots=True)
class Names:
    """Every section and question of the form by id, the whole included, in the form's order."""

    sections: Mapping[str, Section]
    questions: Mapping[str, Question]

    def beneath(self, section: str) -> tuple[Section, ...]:
        """The sections beneath that one at any depth; all of them for the whole."""
        if section == "overall":
            return tuple(s for s in self.sections.values() if s.id != "overall")
        return tuple(self.sections[section].walk())[1:]

    def questions_in(self, section: str) -> tuple[str, ...]:
        """The ids of the questions in that section and beneath it; all of them for the whole."""
        inside = {section, *(s.id for s in self.beneath(section))}
        return tuple(q.id for q in self.questions.values() if q.section in inside)


@dataclass(slots=True)
class Context:
    """The form is read twice: once to learn which ids there are (names is None, conditions are passed over), then
    in earnest, when every condition can be held against them.

    boxes: the rubric's own boxes as they stand in its file. failed: scales that could not be read, so that
    whoever uses them is not blamed.
    """

    reader: Reader
    scales: Mapping[str, Scale] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()
    case_types: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    boxes: Mapping[str, object] = field(default_factory=dict)
    section_defaults: Mapping[str, object] = field(default_factory=dict)
    question_defaults: Mapping[str, object] = field(default_factory=dict)
    names: Names | None = None
