"""What an auditor typed, and what it means: values, and the headings of the body."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.rubric.model import Answering, BoxModel, Question, Rubric, Scale, Section
from casekit.rubric.scales import spellings
from casekit.words import fold, unnumbered

Child = tuple[str, str]
"""What a heading leads to: "section", "box", "question", "reflection" or "moderation", and its id."""


def value_id(scale: Scale, raw: object) -> str | None:
    """The id of the scale's value that was typed: id, label, alias or printed number; None where it is none."""
    if isinstance(raw, str):
        if raw in scale.ranks:
            return raw
    elif not isinstance(raw, int) or isinstance(raw, bool):
        return None
    names = scale.names or {text: value.id for value in scale.values for text in spellings(value)}
    return names.get(fold(str(raw)))


def option_id(options: Mapping[str, str], raw: object) -> str | None:
    """The id of the option that was typed: id or label; None where it is none."""
    if not isinstance(raw, str):
        return None
    if raw in options:
        return raw
    folded = fold(raw)
    by_id = (id for id in options if fold(id) == folded)
    by_label = (id for id, label in options.items() if fold(label) == folded)
    return next(by_id, None) or next(by_label, None)


def answer_id(answering: Answering, raw: object) -> str | None:
    """The id of the value or option that was typed for a question; None where the question has no such value."""
    if answering.scale is not None:
        return value_id(answering.scale, raw)
    return option_id(answering.options, raw)


def children(section: Section) -> dict[str, Child]:
    """Folded title or id -> what stands under it, for everything directly in the section.

    Titles come before ids, so that an id never hides the title of a brother.
    """
    named: list[tuple[Child, tuple[str, ...]]] = [
        *((("box", b.id), (b.title,)) for b in section.boxes.values()),
        *((("section", s.id), (s.title,)) for s in section.sections.values()),
        *((("question", q.id), titles(q)) for q in section.questions.values()),
    ]
    return _table(named)


def tops(rubric: Rubric) -> dict[str, Child]:
    """Folded title or id -> the section, the whole, the reflection or the moderation at the top of the body."""
    named: list[tuple[Child, tuple[str, ...]]] = [(("section", s.id), (s.title,)) for s in rubric.sections.values()]
    named.append((("section", rubric.overall.id), (rubric.overall.title,)))
    for name, form in (("reflection", rubric.reflection), ("moderation", rubric.moderation)):
        if form.boxes:
            named.append(((name, name), (form.title,)))
    return _table(named)


def boxes(models: Mapping[str, BoxModel]) -> dict[str, Child]:
    """Folded title or id -> box, for a form that others fill in."""
    return _table([(("box", b.id), (b.title,)) for b in models.values()])


def titles(question: Question) -> tuple[str, ...]:
    """The headings under which a question may stand: its title and what it asks."""
    return (question.title, question.ask) if question.title else (question.ask,)


def find(table: Mapping[str, Child], heading: str) -> Child | None:
    """What a heading leads to, by folded title or id; then once more without a number put in front."""
    return table.get(fold(heading)) or table.get(fold(unnumbered(heading)))


def _table(named: list[tuple[Child, tuple[str, ...]]]) -> dict[str, Child]:
    table: dict[str, Child] = {}
    for child, texts in named:
        for text in texts:
            table.setdefault(fold(text), child)
    for child, _ in named:
        table.setdefault(fold(child[1]), child)
    return table
