"""The sections of a Word form: what applies or may apply, with guidance, descriptors and limits where they belong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casekit.form.word.drawing import Drawing
from casekit.form.word.places import STATES, UNANSWERED, Path, Place, unique, value_at
from casekit.model.corpus import AuditCase
from casekit.rubric.computing import Descriptor
from casekit.rubric.model import BoxModel, Condition, Question, Scale, Section
from casekit.rubric.sentences import Sentences

TOLD = 3
"""So many lines there are for people who were told, beside those who stand there already."""


@dataclass(frozen=True, slots=True)
class Sections:
    """Draws sections. everything: also what does not apply, to know every field and line that a form can have."""

    drawing: Drawing
    case: AuditCase
    words: Sentences
    everything: bool = False

    def section(self, section: Section, level: int) -> None:
        """One section with all that stands below it."""
        item = self.case.evaluation.sections[section.id]
        if not self._shown(item.applies):
            return
        draw = self.drawing
        heading = section.heading or section.title
        draw.heading(f"{section.printed}. {heading}" if section.printed else heading, level)
        self._only(section.applies_when, item.applies)
        draw.note(section.guide)
        for prompt in section.prompts:
            draw.note(f"• {prompt}")
        if section.id == section.instance:
            draw.ask(Place(("by", section.id), "line", "Who answered, by their id"))
        if section.template is not None and not section.sections:
            draw.note("This part is answered once for each, and the file names nobody yet: say whom it is about.")
        for question in section.questions.values():
            self.question(section, question)
        for inner in section.sections.values():
            self.section(inner, level + 1)
        for box in section.boxes.values():
            self._box(section, box, box.id)
        if section.id == "overall":
            rubric = self.case.rubric
            draw.ticks("Themes", [Place(("themes", id), "tick", label) for id, label in rubric.themes.items()])
        if section.scale is not None:
            self._grade(section, section.scale)
        self._follows(section)

    def question(self, section: Section, question: Question) -> None:
        """One question of a section, with its own boxes."""
        item = self.case.evaluation.questions[question.id]
        if not self._shown(item.applies):
            return
        self.answer(question, ("answers", question.id), item.applies)
        for box in question.boxes.values():
            self._box(section, box, f"{question.id}/{box.id}")
        remark = ("boxes", f"{section.id} {question.id}")
        if self.everything or value_at(self.drawing.fields, remark):
            self.drawing.comments(Place(remark, "comments", "Remark"))

    def answer(self, question: Question, path: Path, applies: bool | None = True) -> None:
        """A question with its field; path leads to its answer."""
        draw, kind = self.drawing, question.answer.kind
        draw.says(f"{question.title}: {question.ask}" if question.title else question.ask)
        self._only(question.applies_when, applies)
        draw.note(question.guide)
        for test in question.agrees_with:
            draw.note(f"{self.words.agreement(test)}.")
        states = [
            (s, label) for s, label in STATES.items() if s != "not_applicable" or question.not_applicable != "never"
        ]
        if kind in ("scale", "choice"):
            scale, options = question.answer.scale, question.answer.options
            values = [(f"={v.id}", v.label) for v in scale.best_first] if scale else [*options.items()]
            values = values if scale else [(f"={id}", label) for id, label in values]
            self._looks(values, question.descriptors)
            draw.ask(Place(path, "judged", "Answer", unique([*values, *states])))
        elif kind == "choices":
            options = question.answer.options
            ticks = [Place((*path, "value", id), "tick", label) for id, label in options.items()]
            draw.ticks("Tick all that hold:", ticks)
            draw.ask(Place(path, "judged", "Instead of an answer", unique(states)))
        else:
            how = {"date": "day", "count": "line"}.get(kind, "lines")
            label = {"date": "The day", "count": "A whole number"}.get(kind, "In your words")
            draw.ask(Place((*path, "value"), how, label))
            draw.ask(Place(path, "judged", "Instead of an answer", unique(states)))
        draw.ask(Place((*path, "why"), "lines", "The reason, where the answer needs one"))

    def _grade(self, section: Section, scale: Scale) -> None:
        draw, path = self.drawing, ("grades", section.id)
        states = [(s, STATES[s]) for s in ("not_applicable", "not_assessed") if section.id != "overall"]
        values = [(f"={v.id}", v.label) for v in scale.best_first]
        means = {v.id: v.means for v in scale.best_first}
        self._looks(values, section.descriptors, means)
        for limit in section.limits:
            draw.note(f"{limit.title}: {self.words.limit(limit, section)}")
            if not limit.hard:
                draw.ask(
                    Place(("reasons", section.id, limit.id), "lines", f"{limit.title}: your reason, if it is needed")
                )
        if section.computed:
            draw.says("The form works this grade out from the answers; nobody puts it in.")
            if states:
                draw.ask(Place(path, "judged", "Instead of a grade", unique(states)))
        else:
            draw.ask(Place(path, "judged", f"Grade of {section.title}", unique([*values, *states])))
        if states:
            draw.ask(Place((*path, "why"), "lines", "The reason, where there is no grade"))

    def _looks(
        self,
        values: Iterable[tuple[str, str]],
        looks: dict[str, tuple[Descriptor, ...]] | object,
        means: dict[str, str] | None = None,
    ) -> None:
        """What each grade or answer looks like, beside it."""
        found = looks if isinstance(looks, dict) else dict(looks)  # type: ignore[call-overload]
        rows = []
        for value, label in values:
            texts = [self._described(one) for one in found.get(value[1:], ())] or [(means or {}).get(value[1:], "")]
            if any(texts):
                rows.append((self.drawing.cell(label), self.drawing.cell("\n".join(texts))))
        if rows:
            self.drawing.table(("Grade", "What it looks like"), (1000, 4000), rows)

    def _described(self, one: Descriptor) -> str:
        return f"If {self.words.condition(one.applies_when)}: {one.text}" if one.applies_when else one.text

    def _box(self, section: Section, box: BoxModel, name: str) -> None:
        path = ("boxes", f"{section.id} {name}")
        applies = self.case.evaluation.boxes[section.id, name].applies
        if self._shown(applies) or value_at(self.drawing.fields, path):
            only = f"Only if {self.words.condition(box.applies_when)}. " if box.applies_when else ""
            note = only if applies is None or self.everything else ""
            if self.everything and box.applies_when:
                self.drawing.note(box.guide)
            self.drawing.comments(Place(path, "comments", box.title), f"{note}{box.guide}".strip())

    def _follows(self, section: Section) -> None:
        for trigger in section.triggers:
            self.drawing.note(f"{trigger.title}: {self.words.trigger(trigger)}")
        if any(trigger.tell for trigger in section.triggers):
            told(self.drawing, ("told", section.id), "told", 12 if self.everything else TOLD)

    def _only(self, condition: Condition | None, applies: bool | None) -> None:
        if condition is not None and (applies is None or self.everything):
            self.drawing.note(f"Only if {self.words.condition(condition)}.")

    def _shown(self, applies: bool | None) -> bool:
        return self.everything or applies is not False


def told(drawing: Drawing, path: Path, what: str, spare: int) -> None:
    """Lines for people who were told and when, those who stand there already first."""
    there = value_at(drawing.fields, path) or []
    for number in range(max(len(there) + 1, spare)):
        drawing.ask(
            Place((*path, str(number), "who"), "line", f"Who was {what}, by their id"),
            Place((*path, str(number), "at"), "moment", "day and time, such as 15 October 2026 10:40"),
        )


__all__ = ["UNANSWERED", "Sections", "told"]
