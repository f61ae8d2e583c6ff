"""An audit in the making: plain data as in its front matter, texts by box, and what the form makes of both."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from casekit.check.lawful import Subject
from casekit.edit.canonical import Part, Written, audit_text
from casekit.edit.outline import Heading, form_outline, outline
from casekit.model.audit import Spell
from casekit.model.document import Value
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.facts import ANSWERED, NO_EVIDENCE, NOT_APPLICABLE, NOT_ASSESSED, Facts, Given, Judged
from casekit.rubric.model import Rubric, Section

Map = dict[str, Value]
UNGRADED = (NOT_APPLICABLE, NOT_ASSESSED)
RESERVED = (NOT_APPLICABLE, NOT_ASSESSED, NO_EVIDENCE)


@dataclass(slots=True)
class Draft:
    """One audit. boxes: Markdown by (section, box); sections "reflection" and "moderation" are the other forms.

    applying: the sections that the form asks for; headings: of these and of their boxes. written: what versions of the
    same audit have written already.
    """

    rubric: Rubric
    data: Map
    boxes: dict[tuple[str, str], str] = field(default_factory=dict)
    applying: frozenset[str] = frozenset()
    headings: tuple[Heading, ...] = ()
    written: Written = field(default_factory=dict)

    def text(self) -> str:
        """The audit file."""
        return audit_text(self.data, self.parts(), self.written)

    def parts(self) -> list[Part]:
        """The body: every heading that applies, with its text where there is one."""
        headings = [*self.headings]
        for owner, form in (("reflection", self.rubric.reflection), ("moderation", self.rubric.moderation)):
            if any((owner, box) in self.boxes for box in form.boxes):
                headings += form_outline(form, owner)
        return [Part(h.level, h.title, self.boxes.get((h.owner, h.box), "")) for h in headings]

    def copy(self) -> Draft:
        """A draft of its own: changing it leaves this one as it is."""
        return replace(self, data=copy.deepcopy(self.data), boxes=dict(self.boxes), written={})

    def entry(self, id: str) -> Map:
        """The entry of a section, or of the whole ("overall"), for reading."""
        return part(self.data, "overall") if id == "overall" else part(part(self.data, "sections"), id)

    def graded(self) -> list[tuple[Section, int]]:
        """The sections that have a grade, each with the grade's rank, the best first; the whole is not among them."""
        found = []
        for section in self.rubric.all_sections():
            grade = self.entry(section.id).get("grade")
            if section.id != "overall" and section.scale and grade in section.scale.ranks:
                found.append((section, section.scale.ranks[str(grade)]))
        return sorted(found, key=lambda item: item[1])

    def section(self, id: str) -> Map:
        """The same for writing, made where it is missing."""
        if id == "overall":
            return child(self.data, "overall")
        return child(child(self.data, "sections"), id)

    def answer(self, section: str, question: str, value: Value, why: str = "") -> None:
        """Writes one answer, with its reason beneath it where there is one."""
        child(self.section(section), "answers")[question] = {"answer": value, "why": why} if why else value

    def settle(self, found: Evaluation) -> None:
        """Takes over what the form asks for."""
        boxes = {place for place, item in found.boxes.items() if item.applies is not False}
        self.applying = frozenset(id for id, item in found.sections.items() if item.applies is not False)
        self.headings = tuple(outline(self.rubric, self.applying.__contains__, lambda s, b: (s, b) in boxes))


def part(data: Map, key: str) -> Map:
    """The mapping under key for reading; an empty one where there is none."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def child(data: Map, key: str) -> Map:
    """The mapping under key, made where it is missing."""
    value = data.setdefault(key, {})
    assert isinstance(value, dict)  # only the demo's own keys are asked for
    return value


def facts(draft: Draft) -> Facts:
    """What the rubric asks of the draft. Its values are the form's own ids already, so nothing is looked up."""
    data = draft.data
    case = part(data, "case")
    entries: Map = {**part(data, "sections"), "overall": part(data, "overall")}
    answers: dict[str, Given] = {}
    grades: dict[str, Given] = {}
    reasons: dict[tuple[str, str], str] = {}
    for id, entry in entries.items():
        assert isinstance(entry, dict)
        if isinstance(grade := entry.get("grade"), str):
            grades[id] = Given(grade) if grade in UNGRADED else Given(ANSWERED, grade)
        for question, value in part(entry, "answers").items():
            answers[question] = _given(draft.rubric, question, value)
        reasons.update({(id, limit): str(why) for limit, why in part(entry, "reasons").items()})
    types = case["type"] if isinstance(case["type"], list) else [case["type"]]
    flags = case.get("flags")
    age = case.get("age")
    period = part(data, "period")
    return Facts(
        case_types=frozenset(str(t["status"] if isinstance(t, dict) else t) for t in types),
        flags=frozenset(map(str, flags)) if isinstance(flags, list) else frozenset(),
        age=age if isinstance(age, int) else None,
        start=date.fromisoformat(str(period["from"])),
        end=date.fromisoformat(str(period["to"])),
        dates={id: _days(value) for id, value in part(data, "dates").items()},
        answers=answers,
        grades=grades,
        reasons=reasons,
        judged=tuple(_judged(data)),
    )


def subject(draft: Draft) -> Subject:
    """The child as the law's timescales see it."""
    known = facts(draft)
    return Subject(known.start, known.end, known.dates, tuple(Spell(t) for t in sorted(known.case_types)), known.age)


def _given(rubric: Rubric, question: str, value: Value) -> Given:
    raw = value["answer"] if isinstance(value, dict) else value
    if raw in RESERVED and rubric.questions()[question].answer.kind != "text":
        return Given(str(raw))
    if isinstance(raw, list):
        return Given(ANSWERED, tuple(map(str, raw)))
    assert isinstance(raw, str | int)  # the demo writes nothing else
    return Given(ANSWERED, raw)


def _days(value: Value) -> tuple[date, ...]:
    return tuple(date.fromisoformat(str(day)) for day in (value if isinstance(value, list) else [value]))


def _judged(data: Map) -> Iterator[Judged]:
    for entry in items(data, "moderations"):
        yield Judged(str(entry["id"]), _grades(entry), str(entry.get("reason", "")))
    for entry in items(data, "disputes"):
        resolved = entry.get("resolved")
        if isinstance(resolved, dict) and _grades(resolved):
            yield Judged(str(entry["id"]), _grades(resolved), str(resolved.get("reason", "")))


def _grades(entry: Map) -> dict[str, str]:
    sections = entry.get("sections")
    given = {"overall": entry["overall"]} if "overall" in entry else {}
    return {k: str(v) for k, v in (given | (sections if isinstance(sections, dict) else {})).items()}


def items(data: Map, key: str) -> list[Map]:
    """The entries of the list under key, such as the actions; none where there is no such list."""
    value = data.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
