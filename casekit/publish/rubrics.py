"""The forms on pages: what each section asks, what its grades mean, which limits hold, and where that comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.publish import names
from casekit.publish.cells import figure
from casekit.publish.context import Site
from casekit.publish.page import Cell, Column, Fact, Link, Page, Prose, Table
from casekit.publish.sentences import Sentences, in_time
from casekit.publish.tones import tone
from casekit.rubric.model import BoxModel, Question, Rubric, Scale, Section
from casekit.words import count, listing

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


@dataclass(frozen=True, slots=True)
class RubricBody:
    """A form."""

    guide: str
    facts: tuple[Fact, ...]
    contents: tuple[Link, ...]
    means: tuple[Descriptor, ...]
    sections: tuple[FormSection, ...]
    words: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RubricsBody:
    """All forms."""

    intro: str
    table: Table
    grades: tuple[Prose, ...] = ()


def plan_rubrics(site: Site) -> Iterator[Page]:
    """The list of forms, and a page for each."""
    rubrics = [site.corpus.rubrics[ref] for ref in sorted(site.corpus.rubrics)]
    used = dict.fromkeys(site.corpus.rubrics, 0)
    for case in site.corpus.audits:
        used[case.rubric.ref] = used.get(case.rubric.ref, 0) + 1
    heads = (Column("Rubric"), Column("Version", "number"), Column("Sections", "number"), Column("Questions", "number"))
    table = Table(
        "rubrics",
        "Rubrics",
        (*heads, Column("Audits", "number")),
        tuple(
            (
                Cell(rubric.title, names.up(names.RUBRICS, site.names.rubrics[rubric.ref]), note=rubric.subject),
                figure(rubric.version),
                figure(sum(s.id != "overall" for s in rubric.all_sections())),
                figure(len(rubric.questions())),
                figure(used[rubric.ref]),
            )
            for rubric in rubrics
        ),
        "No rubric.",
    )
    home = Link("Home", "../index.html")
    intro = f"{count(len(rubrics), 'form')} by which {count(len(site.corpus.audits), 'audit')} were made."
    yield Page(names.RUBRICS, "rubrics.html", "Rubrics", (home,), RubricsBody(intro, table))
    for rubric in rubrics:
        page = site.names.rubrics[rubric.ref]
        title = f"{rubric.title}, version {rubric.version}"
        yield Page(page, "rubric.html", title, (home, Link("Rubrics", "index.html")), _body(rubric))


def _body(rubric: Rubric) -> RubricBody:
    words = Sentences(rubric)
    sections = tuple(_section(rubric, section, words) for section in rubric.all_sections())
    everything = (*sections, *_others(rubric, words))
    facts = (
        ("Reference", rubric.ref),
        ("Subject", rubric.subject),
        ("Looks back", _looks_back(rubric)),
        ("Source", ", ".join(rubric.source)),
    )
    lists = (
        ("Case types", rubric.case_types.values()),
        ("Flags", rubric.flags.values()),
        ("Dates on record", rubric.dates.values()),
        ("Themes", rubric.themes.values()),
        ("Marks of questions", rubric.tags.values()),
    )
    return RubricBody(
        guide=rubric.guide,
        facts=tuple(Fact(label, (Link(value),)) for label, value in facts if value),
        contents=(
            *(Link(s.title, f"#{s.id}") for s in everything if s.rank == 3),
            Link("Words of this form", "#words"),
        ),
        means=_means(rubric.overall.scale or next((s.scale for s in rubric.all_sections() if s.scale), None)),
        sections=everything,
        words=tuple(Fact(label, tuple(map(Link, values))) for label, values in lists if values),
    )


def _looks_back(rubric: Rubric) -> str:
    if rubric.looks_back is None:
        return ""
    how = {"must": "only the last {}", "main": "mainly the last {}", "suggested": "the last {}, as a suggestion"}
    return how.get(rubric.looks_back_how, "the last {}").format(rubric.looks_back)


def _means(scale: Scale | None) -> tuple[Descriptor, ...]:
    if scale is None:
        return ()
    return tuple(
        Descriptor(Cell(value.label, tone=tone(scale, value.id)), (value.means,) if value.means else ())
        for value in scale.best_first
    )


def _section(rubric: Rubric, section: Section, words: Sentences) -> FormSection:
    notes = []
    if section.applies_when is not None:
        notes.append(f"Applies when {words.condition(section.applies_when)}.")
    if section.scale is None:
        notes.append("Not graded.")
    if section.required == "chosen":
        notes.append("The auditor chooses whether to answer it.")
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


def _others(rubric: Rubric, words: Sentences) -> Iterator[FormSection]:
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
