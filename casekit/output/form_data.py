"""A form as data for other programs; its shape is schema/rubric-show.schema.json and only grows."""

from __future__ import annotations

from casekit.rubric.aloud import Asked, Boxed, Ruled, Spoken, aloud
from casekit.rubric.model import Rubric
from casekit.rubric.plain import plain


def as_data(rubric: Rubric, path: str) -> dict[str, object]:
    """The form in the words of its own language, defaults written out, and beside it each part in sentences.

    path: its file, or "" where it travels with casekit.
    """
    return {
        "version": 1,
        "rubric": rubric.ref,
        "path": path or None,
        "form": plain(rubric),
        "aloud": [_part(spoken) for spoken in aloud(rubric)],
    }


def _part(spoken: Spoken) -> dict[str, object]:
    return {
        "id": spoken.id,
        "title": spoken.title,
        "notes": list(spoken.notes),
        "questions": [_question(question) for question in spoken.questions],
        "boxes": [_box(box) for box in spoken.boxes],
        "limits": [_rule(limit) for limit in spoken.limits],
        "triggers": [_rule(trigger) for trigger in spoken.triggers],
    }


def _question(question: Asked) -> dict[str, object]:
    return {
        "id": question.id,
        "ask": question.ask,
        "answers": question.answers,
        "rules": list(question.rules),
        "descriptors": [{"label": looks.label, "texts": list(looks.texts)} for looks in question.descriptors],
        "boxes": [_box(box) for box in question.boxes],
    }


def _box(box: Boxed) -> dict[str, object]:
    return {"id": box.id, "title": box.title, "rules": list(box.rules)}


def _rule(rule: Ruled) -> dict[str, object]:
    return {"id": rule.id, "title": rule.title, "says": rule.says}
