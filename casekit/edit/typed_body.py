"""The body of an audit from what somebody typed into a form: the headings of what applies, each with its text."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.edit.canonical import Part, audit_text
from casekit.edit.cleaned import filled, guarded
from casekit.edit.outline import TOP, form_outline
from casekit.edit.typed import Begun, Fields, typed_data
from casekit.model.audit import Audit
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.model import BoxModel, Section


def typed_text(begun: Begun, fields: Fields, made: Evaluation | None, audit: Audit) -> str:
    """The whole file. audit: as it was, whose reflection and moderation stay as they are; made: as for the data."""
    return audit_text(typed_data(begun, fields, made), typed_parts(begun, fields, made, audit))


def typed_parts(begun: Begun, fields: Fields, made: Evaluation | None, audit: Audit) -> Iterator[Part]:
    """The headings in the form's order."""
    for section in (*begun.rubric.sections.values(), begun.rubric.overall):
        yield from _section(begun, fields, made, section, TOP)
    for heading in form_outline(begun.rubric.reflection, "reflection"):
        box = audit.reflection_boxes.get(heading.box)
        yield Part(heading.level, heading.title, box.text if box else "")
    if audit.moderation_boxes:
        for heading in form_outline(begun.rubric.moderation, "moderation"):
            box = audit.moderation_boxes.get(heading.box)
            yield Part(heading.level, heading.title, box.text if box else "")


def _section(begun: Begun, fields: Fields, made: Evaluation | None, section: Section, level: int) -> list[Part]:
    def boxes(of: Iterator[tuple[str, BoxModel]], depth: int) -> list[Part]:
        found = [(f"{section.id} {name}", name, box) for name, box in of]
        return [
            Part(depth, box.title, _text(begun, fields, key))
            for key, name, box in found
            if made is None or made.boxes[section.id, name].applies is not False or _kept(begun, fields, key)
        ]

    inner = boxes(((box.id, box) for box in section.boxes.values()), level + 1)
    for question in section.questions.values():
        own = boxes(((f"{question.id}/{box.id}", box) for box in question.boxes.values()), level + 2)
        key = f"{section.id} {question.id}"
        remark = _text(begun, fields, key) if _kept(begun, fields, key) else ""
        if own or remark:
            inner += [Part(level + 1, question.title or question.ask, remark), *own]
    if made is not None and made.sections[section.id].applies is False and not inner:
        return []
    for part in section.sections.values():
        inner += _section(begun, fields, made, part, level + 1)
    return [Part(level, section.heading or section.title), *inner] if inner else []


def _text(begun: Begun, fields: Fields, key: str) -> str:
    text = str(fields["boxes"].get(key) or "")
    return text if text == begun.fields["boxes"].get(key) else guarded(text)


def _kept(begun: Begun, fields: Fields, key: str) -> bool:
    """What stood in the file before the form was made stays there, whether it applies or not."""
    return filled(begun.fields["boxes"].get(key)) and filled(fields["boxes"].get(key))
