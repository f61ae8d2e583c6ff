"""The parts of a form as its page shows them: questions, comment boxes, limits, triggers, and what grades mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.publish.page import Cell, Column, Table
from casekit.publish.tones import tone
from casekit.rubric.aloud import Asked, Boxed, Ruled, Spoken
from casekit.rubric.model import Scale

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


def means(scale: Scale | None) -> tuple[Descriptor, ...]:
    """What each grade of a scale means, best first; nothing where the form does not say."""
    if scale is None or not any(value.means for value in scale.values):
        return ()
    return tuple(
        Descriptor(Cell(value.label, tone=tone(scale, value.id)), (value.means,) if value.means else ())
        for value in scale.best_first
    )


def form_section(spoken: Spoken) -> FormSection:
    """A section of the form, or a part beside its sections."""
    notes = [f"Number {spoken.printed} on the printed form."] if spoken.printed else []
    notes += [*spoken.notes, *([f"Source: {', '.join(spoken.source)}."] if spoken.source else [])]
    return FormSection(
        id=f"form-{spoken.id}",
        rank=4 if spoken.depth else 3,
        title=spoken.title,
        note=" ".join(notes),
        guide=spoken.guide,
        prompts=spoken.prompts,
        descriptors=tuple(
            Descriptor(Cell(d.label, tone=tone(spoken.scale, d.grade)), d.texts) for d in spoken.descriptors
        ),
        tables=tuple(_tables(spoken)),
    )


def _tables(spoken: Spoken) -> Iterator[Table]:
    parts = (
        ("questions", "Questions", QUESTIONS, tuple(_question(question) for question in spoken.questions)),
        ("boxes", "Comment boxes", BOXES, tuple(_box(box) for box in spoken.boxes)),
        ("limits", "Limits on the grade", LIMITS, tuple(_rule(limit) for limit in spoken.limits)),
        ("triggers", "What must follow", TRIGGERS, tuple(_rule(trigger) for trigger in spoken.triggers)),
    )
    for name, caption, columns, rows in parts:
        if rows:
            yield Table(f"form-{spoken.id}-{name}", f"{caption}: {spoken.title}", columns, rows)


def _question(question: Asked) -> tuple[Cell, ...]:
    boxes = (f"Comment box: {box.title}" for box in question.boxes)
    rules = ". ".join((*question.tags, *question.rules, *boxes))
    looks = tuple(f"{looks.label}: {text}" for looks in question.descriptors for text in looks.texts)
    ask = Cell(question.ask, note=question.guide, lines=looks)
    return ask, Cell(question.answers), Cell(rules), Cell(", ".join(question.source))


def _box(box: Boxed) -> tuple[Cell, ...]:
    return Cell(box.title), Cell(box.guide), Cell(". ".join(box.rules)), Cell(", ".join(box.source))


def _rule(rule: Ruled) -> tuple[Cell, ...]:
    return Cell(rule.title), Cell(rule.says), Cell(", ".join(rule.source))
