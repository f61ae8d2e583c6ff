"""The parts of a form as its page shows them: questions, comment boxes, limits, triggers, and what grades mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.publish.page import Cell, Column, Table
from casekit.publish.sentences import Sentences, in_time
from casekit.publish.tones import tone
from casekit.rubric.model import BoxModel, Length, Question, Rubric, Scale, Section
from casekit.words import listing

QUESTIONS = (Column("Question", "ask"), Column("Answers", "answer"), Column("Rules"), Column("Source"))
BOXES = (Column("Comment box", "label"), Column("What it is for"), Column("Rules"), Column("Source"))
LIMITS = (Column("Limit", "label"), Column("What it says"), Column("Source"))
TRIGGERS = (Column("Trigger", "label"), Column("What must follow"), Column("Source"))


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What a grade looks like: its tag, and points or a sentence."""

    grade: Cell
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of a form as its page shows it."""

    id: str
    rank: int
    title: str
    note: str
    guide: str
    prompts: tuple[str, ...]
    descriptors: tuple[Descriptor, ...]
    tables: tuple[Table, ...]


def looks_back(length: Length | None, how: str) -> str:
    """How far an audit looks back, and how strictly; "" where the form does not say."""
    if length is None:
        return ""
    words = {"must": "only the last {}", "main": "mainly the last {}", "suggested": "the last {}, as a suggestion"}
    return words.get(how, "the last {}").format(length)


def means(scale: Scale | None) -> tuple[Descriptor, ...]:
    """What each grade of a scale means, best first."""
    if scale is None:
        return ()
    return tuple(
        Descriptor(Cell(value.label, tone=tone(scale, value.id)), (value.means,) if value.means else ())
        for value in scale.best_first
    )


def form_section(rubric: Rubric, section: Section, words: Sentences) -> FormSection:
    """A section of the form."""
    notes = []
    if section.applies_when is not None:
        notes.append(f"Applies when {words.condition(section.applies_when)}.")
    if section.scale is None:
        notes.append("Not graded.")
    if section.required == "chosen":
        notes.append("The auditor chooses whether to answer it.")
    if section.looks_back_how == "none":
        notes.append("May look at any time.")
    elif section.looks_back is not None:
        notes.append(f"Looks at {looks_back(section.looks_back, section.looks_back_how)}.")
    if section.source:
        notes.append(f"Source: {', '.join(section.source)}.")
    anchor = f"form-{section.id}"
    descriptors: tuple[Descriptor, ...] = ()
    if section.scale is not None:
        descriptors = tuple(
            Descriptor(Cell(value.label, tone=tone(section.scale, value.id)), tuple(section.descriptors[value.id]))
            for value in section.scale.best_first
            if section.descriptors.get(value.id)
        )
    tables = []
    if section.questions:
        rows = tuple(_question(rubric, question, words) for question in section.questions.values())
        tables.append(Table(f"{anchor}-questions", f"Questions: {section.title}", QUESTIONS, rows))
    if section.boxes:
        rows = tuple(_box(box, words) for box in section.boxes.values())
        tables.append(Table(f"{anchor}-boxes", f"Comment boxes: {section.title}", BOXES, rows))
    if section.limits:
        rows = tuple(
            (Cell(limit.title or limit.id), Cell(words.limit(limit, section)), Cell(", ".join(limit.source)))
            for limit in section.limits
        )
        tables.append(Table(f"{anchor}-limits", f"Limits on the grade: {section.title}", LIMITS, rows))
    if section.triggers:
        rows = tuple(
            (Cell(trigger.title or trigger.id), Cell(words.trigger(trigger)), Cell(", ".join(trigger.source)))
            for trigger in section.triggers
        )
        tables.append(Table(f"{anchor}-triggers", f"What must follow: {section.title}", TRIGGERS, rows))
    rank = 4 if section.parent and section.parent != "overall" else 3
    return FormSection(
        anchor, rank, section.title, " ".join(notes), section.guide, section.prompts, descriptors, tuple(tables)
    )


def _question(rubric: Rubric, question: Question, words: Sentences) -> tuple[Cell, ...]:
    rules = [rubric.tags.get(tag, tag) for tag in question.tags]
    if question.applies_when is not None:
        rules.append(f"Applies when {words.condition(question.applies_when)}")
    if question.reversed:
        rules.append("Yes is the unfavourable answer")
    if question.not_applicable == "never":
        rules.append("Always applies: “not applicable” is no answer")
    rules += [words.agreement(test) for test in question.agrees_with]
    ask = Cell(question.ask, note=question.guide)
    return ask, Cell(_answers(question)), Cell(". ".join(rules)), Cell(", ".join(question.source))


def _answers(question: Question) -> str:
    answering = question.answer
    if answering.scale is not None:
        return listing((value.label for value in answering.scale.best_first), "or")
    if answering.options:
        several = "any of " if answering.kind == "choices" else ""
        return several + listing(answering.options.values(), "or")
    return {"text": "in words", "date": "a date", "count": "a number"}.get(answering.kind, answering.kind)


def _box(box: BoxModel, words: Sentences) -> tuple[Cell, ...]:
    rules = [] if box.required else ["May stay empty"]
    if box.applies_when is not None:
        rules.append(f"Applies when {words.condition(box.applies_when)}")
    if box.needs == "action":
        rules.append("What it says becomes an action")
    return Cell(box.title), Cell(box.guide), Cell(". ".join(rules)), Cell(", ".join(box.source))


def _quoted(text: str) -> str:
    return f"“{text}”"


def other_parts(rubric: Rubric, words: Sentences) -> Iterator[FormSection]:
    """The parts of the form beside its sections: feedback, reflection, moderation, immediate concerns."""
    model = rubric.feedback
    if model.questions or model.respondents:
        rows = tuple(_question(rubric, question, words) for question in model.questions.values())
        asked = listing(model.respondents.values(), "or")
        notes = [f"Asked of: {asked}."] if asked else []
        notes += ["The audit has to say what came of it."] if model.required else []
        notes += [f"Source: {', '.join(model.source)}."] if model.source else []
        tables = (Table("form-feedback-questions", "Questions to the family", QUESTIONS, rows),) if rows else ()
        yield FormSection("form-feedback", 3, model.title or "Feedback", " ".join(notes), model.guide, (), (), tables)
    for id, form in (("reflection", rubric.reflection), ("moderation", rubric.moderation)):
        if form.boxes or form.fields:
            rows = tuple(_box(box, words) for box in form.boxes.values())
            notes = (
                [f"Also on record: {listing(_quoted(field) for field in form.fields.values())}."] if form.fields else []
            )
            notes += [f"Source: {', '.join(form.source)}."] if form.source else []
            tables = (Table(f"form-{id}-boxes", f"Comment boxes: {form.title or id}", BOXES, rows),) if rows else ()
            title = form.title or id.capitalize()
            yield FormSection(f"form-{id}", 3, title, " ".join(notes), form.guide, (), (), tables)
    concern = rubric.concern
    if concern.tell or concern.respond:
        notes = [f"Told at once: {listing(words.role(role) for role in concern.tell)}."] if concern.tell else []
        notes += [f"Response {in_time(concern.respond)}."] if concern.respond else []
        notes += [f"Source: {', '.join(concern.source)}."] if concern.source else []
        yield FormSection("form-concern", 3, "Immediate concern", " ".join(notes), concern.guide, (), (), ())
