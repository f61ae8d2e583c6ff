"""A form as a person reads it aloud: its sections, questions, boxes, limits and triggers in plain sentences.

The report's pages and `casekit rubric show` put these same words before their readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from casekit.days import written
from casekit.rubric.aloud_grading import grading_notes, spoken_looks
from casekit.rubric.causes import lowered
from casekit.rubric.exact import figure
from casekit.rubric.expand import sample
from casekit.rubric.instances import MOST
from casekit.rubric.model import Answering, BoxModel, ForEach, Length, Limit, Question, Rubric, Scale, Section, Trigger
from casekit.rubric.sentences import Sentences, in_time
from casekit.rubric.vocabulary import ABOUT
from casekit.words import listing


@dataclass(frozen=True, slots=True)
class Boxed:
    """A comment box. rules: phrases without a full stop."""

    id: str
    title: str
    guide: str
    rules: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """What a grade, or an answer, looks like. grade: its id."""

    grade: str
    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. answers: what it takes for an answer, best first. rules: phrases without a full stop.

    descriptors: what grades of its section, or its answers, look like in it. boxes: its own.
    """

    id: str
    title: str
    ask: str
    guide: str
    answers: str
    tags: tuple[str, ...]
    rules: tuple[str, ...]
    source: tuple[str, ...]
    descriptors: tuple[Described, ...] = ()
    boxes: tuple[Boxed, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruled:
    """A limit or a trigger. says: whole sentences."""

    id: str
    title: str
    says: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A section, or a part of the form beside its sections, in words.

    depth: 0 at the top. notes: whole sentences on when it applies, how it is graded and how far it looks back.
    scale: of its grade, None where it is not graded.
    """

    id: str
    title: str
    depth: int = 0
    printed: str = ""
    notes: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    guide: str = ""
    prompts: tuple[str, ...] = ()
    scale: Scale | None = None
    descriptors: tuple[Described, ...] = ()
    questions: tuple[Asked, ...] = ()
    boxes: tuple[Boxed, ...] = ()
    limits: tuple[Ruled, ...] = ()
    triggers: tuple[Ruled, ...] = ()


def aloud(rubric: Rubric) -> tuple[Spoken, ...]:
    """Every section in the form's order, the whole last, then what stands beside them: feedback, reflection, …"""
    words = Sentences(rubric)
    outside = {s.id: s for s in sample(rubric).all_sections() if s.template is None}
    depths: dict[str, int] = {}
    for section in rubric.all_sections():
        depths[section.id] = depths[section.parent] + 1 if section.parent in depths else 0
    sections = (_section(rubric, outside.get(s.id, s), depths[s.id], words) for s in rubric.all_sections())
    return (*sections, *_beside(rubric, words))


def _section(rubric: Rubric, section: Section, depth: int, words: Sentences) -> Spoken:
    return Spoken(
        id=section.id,
        title=section.title,
        depth=depth,
        printed=section.printed,
        notes=(*_notes(section, words), *grading_notes(rubric, section, words)),
        source=section.source,
        guide=section.guide,
        prompts=section.prompts,
        scale=section.scale,
        descriptors=tuple(
            Described(value.id, value.label, spoken_looks(section.descriptors[value.id], words))
            for value in (section.scale.best_first if section.scale else ())
            if section.descriptors.get(value.id)
        ),
        questions=tuple(_question(rubric, question, words, section) for question in section.questions.values()),
        boxes=tuple(_box(box, words) for box in section.boxes.values()),
        limits=tuple(_limit(limit, section, words) for limit in section.limits),
        triggers=tuple(_trigger(trigger, words) for trigger in section.triggers),
    )


def _notes(section: Section, words: Sentences) -> Iterator[str]:
    if section.for_each is not None:
        yield _each(section.for_each)
    if section.applies_when is not None:
        yield f"Applies when {words.condition(section.applies_when)}."
    if section.scale is None:
        yield "Not graded."
    if section.required == "chosen":
        yield "The auditor chooses whether to answer it."
    elif section.required == "always":
        yield "Must be filled in whatever else is left out."
    if section.about:
        yield f"{_about(section.about)}."
    if section.looks_back_how == "none":
        yield "May look at any time."
    elif section.looks_back is not None:
        yield f"Looks at {looks_back(section.looks_back, section.looks_back_how)}."


def _each(each: ForEach) -> str:
    """For whom a section is answered, and for how many at the least and most."""
    name, most = lowered(each.name), len(each.of) or MOST
    bounds = [f"at least {each.at_least}"] if each.at_least < most and each.at_least else []
    bounds += [f"at most {each.at_most}"] if each.at_most < most else []
    many = f", {listing(bounds)}" if bounds else ""
    signed = " It says who answered for each." if each.signed else ""
    if each.of:
        fixed = f"; {listing(map(each.label, each.always))} in every audit" if each.always else ""
        return f"Answered once for each {name}: {listing(each.of.values())}{many}{fixed}.{signed}"
    return f"Answered once for each {name}{many}; the audit names them by random references.{signed}"


def looks_back(length: Length | None, how: str) -> str:
    """How far an audit looks back, and how strictly; "" where the form does not say."""
    if length is None:
        return "any time" if how == "none" else ""
    words = {"must": "only the last {}", "main": "mainly the last {}", "suggested": "the last {}, as a suggestion"}
    return words.get(how, "the last {}").format(length)


def in_force(days: tuple[date | None, date | None]) -> str:
    """Between which days an audit's period may end; "" where the form does not say."""
    first, last = days
    parts = [f"from {written(first)}"] if first else []
    parts += [f"to {written(last)}"] if last else []
    return " ".join(parts)


def _question(rubric: Rubric, question: Question, words: Sentences, section: Section | None = None) -> Asked:
    rules = []
    if question.applies_when is not None:
        rules.append(f"Applies when {words.condition(question.applies_when)}")
    if question.required == "chosen":
        rules.append("The auditor chooses whether to answer it")
    elif question.required == "always":
        rules.append("Must be answered whatever else is left out")
    if question.reversed:
        rules.append("Yes is the unfavourable answer")
    if question.not_applicable == "never":
        rules.append("Always applies: “not applicable” is no answer")
    elif question.not_applicable == "freely":
        rules.append("“Not applicable” needs no reason")
    if question.about:
        rules.append(_about(question.about))
    if question.weight != 1:
        rules.append(f"Counts {figure(question.weight)} times in a score" if question.weight else "Counts in no score")
    rules += [words.agreement(test) for test in question.agrees_with]
    return Asked(
        id=question.id,
        title=question.title,
        ask=question.ask,
        guide=question.guide,
        answers=_answers(question.answer),
        tags=tuple(rubric.tags.get(tag, tag) for tag in question.tags),
        rules=tuple(rules),
        source=question.source,
        descriptors=tuple(_looks(question, section, words)),
        boxes=tuple(_box(box, words) for box in question.boxes.values()),
    )


def _looks(question: Question, section: Section | None, words: Sentences) -> Iterator[Described]:
    """What a grade of the section, or an answer, looks like in this question."""
    for value, looks in question.descriptors.items():
        graded = section is not None and section.scale is not None and value in section.scale.ranks
        label = section.scale.label(value) if section and section.scale and graded else question.answer.label(value)
        yield Described(value, label, spoken_looks(looks, words))


def _answers(answering: Answering) -> str:
    if answering.scale is not None:
        return listing((value.label for value in answering.scale.best_first), "or")
    if answering.options:
        several = "any of " if answering.kind == "choices" else ""
        return several + listing((f"“{label}”" for label in answering.options.values()), "or")
    return {"text": "in words", "date": "a date", "count": "a number"}.get(answering.kind, answering.kind)


def _box(box: BoxModel, words: Sentences) -> Boxed:
    rules = [] if box.required else ["May stay empty"]
    if box.applies_when is not None:
        rules.append(f"Applies when {words.condition(box.applies_when)}")
    if box.about:
        rules.append(_about(box.about))
    if box.needs == "action":
        rules.append("What it says becomes an action")
    return Boxed(box.id, box.title, box.guide, tuple(rules), box.source)


def _about(words: Iterable[str]) -> str:
    """What casekit looks for here, beside what the form itself says."""
    return f"This is where an audit speaks of {listing(ABOUT[word] for word in words)}"


def _limit(limit: Limit, section: Section, words: Sentences) -> Ruled:
    return Ruled(limit.id, limit.title or limit.id, words.limit(limit, section), limit.source)


def _trigger(trigger: Trigger, words: Sentences) -> Ruled:
    return Ruled(trigger.id, trigger.title or trigger.id, words.trigger(trigger), trigger.source)


def _beside(rubric: Rubric, words: Sentences) -> Iterator[Spoken]:
    """Feedback, reflection, moderation and immediate concerns, as far as the form has them."""
    model = rubric.feedback
    if model.questions or model.respondents:
        asked = listing(model.respondents.values(), "or")
        notes = [f"Asked of: {asked}."] if asked else []
        notes += ["The audit has to say what came of it."] if model.required else []
        questions = tuple(_question(rubric, question, words) for question in model.questions.values())
        yield Spoken(
            "feedback",
            model.title or "Feedback",
            notes=tuple(notes),
            source=model.source,
            guide=model.guide,
            questions=questions,
        )
    for id, form in (("reflection", rubric.reflection), ("moderation", rubric.moderation)):
        if form.boxes or form.fields:
            fields = listing(f"“{field}”" for field in form.fields.values())
            yield Spoken(
                id,
                form.title or id.capitalize(),
                notes=(f"Also on record: {fields}.",) if fields else (),
                source=form.source,
                guide=form.guide,
                boxes=tuple(_box(box, words) for box in form.boxes.values()),
            )
    concern = rubric.concern
    if concern.tell or concern.respond:
        notes = [f"Told at once: {listing(words.role(role) for role in concern.tell)}."] if concern.tell else []
        notes += [f"Response {in_time(concern.respond)}."] if concern.respond else []
        yield Spoken("concern", "Immediate concern", notes=tuple(notes), source=concern.source, guide=concern.guide)
