"""What the loader knows while it reads a rubric: declared words, and which sections and questions there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from casekit.rubric.model import Question, Scale, Section
from casekit.rubric.parse.reader import Reader


@dataclass(frozen=True, slots=True)
class Names:
    """Every section and question of the form by id, the whole included, in the form's order.

    each_section, each_question: those of one that the form names among several, by ids such as "agency.police".
    homes: section or question -> the section answered by several that it is, or is part of.
    """

    sections: Mapping[str, Section]
    questions: Mapping[str, Question]
    each_section: Mapping[str, Section] = field(default_factory=dict)
    each_question: Mapping[str, Question] = field(default_factory=dict)
    homes: Mapping[str, Section] = field(default_factory=dict)

    def section(self, id: str) -> Section:
        """The section of that id, which may be one that the form names among several."""
        return self.sections.get(id) or self.each_section[id]

    def question(self, id: str) -> Question:
        """The question of that id, which may be as one of several answers it."""
        return self.questions.get(id) or self.each_question[id]

    def times(self, id: str, here: str) -> int:
        """How many an id can mean from section `here`: all who answer it, but inside one of them that one."""
        home = self.homes.get(id)
        if home is None or home.for_each is None or self.homes.get(here) is home:
            return 1
        return home.for_each.at_most

    def beneath(self, section: str) -> tuple[Section, ...]:
        """The sections beneath that one at any depth; all of them for the whole."""
        if section == "overall":
            return tuple(s for s in self.sections.values() if s.id != "overall")
        return tuple(self.section(section).walk())[1:]

    def questions_in(self, section: str) -> tuple[str, ...]:
        """The ids of the questions in that section and beneath it; all of them for the whole."""
        inside = {section, *(s.id for s in self.beneath(section))}
        every = self.each_question if section in self.each_section else self.questions
        return tuple(q.id for q in every.values() if q.section in inside)

    def next_beneath(self, section: str, wanted: Callable[[Section], bool]) -> tuple[str, ...]:
        """The next sections beneath that one that are wanted: of a group that is not, those inside it."""
        inner = (
            [s for s in self.sections.values() if not s.parent and s.id != "overall"]
            if section == "overall"
            else self.section(section).sections.values()
        )
        return tuple(id for s in inner for id in ((s.id,) if wanted(s) else self.next_beneath(s.id, wanted)))


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
