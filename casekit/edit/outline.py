"""The headings that an audit's body has: the form's sections and comment boxes, in the form's order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casekit.rubric.model import Form, Rubric, Section

TOP = 2
"""The level of a section's heading; a subsection and a box stand one deeper than what they are in."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading. owner: the section ("overall", "reflection", "moderation"); box: "" for the owner's own heading,
    a question's id for the heading over its boxes, which are called "question/box".
    """

    level: int
    title: str
    owner: str
    box: str = ""


def outline(
    rubric: Rubric, section_applies: Callable[[str], bool], box_applies: Callable[[str, str], bool]
) -> Iterator[Heading]:
    """The headings of the sections and of the whole; a section without any box in or under it has none."""
    for section in (*rubric.sections.values(), rubric.overall):
        yield from _section(section, TOP, section_applies, box_applies)


def form_outline(form: Form, owner: str) -> Iterator[Heading]:
    """The headings of the practitioner's reflection or of the moderator's report."""
    if form.title and form.boxes:
        yield Heading(TOP, form.title, owner)
        for box in form.boxes.values():
            yield Heading(TOP + 1, box.title, owner, box.id)


def _section(
    section: Section, level: int, section_applies: Callable[[str], bool], box_applies: Callable[[str, str], bool]
) -> Iterator[Heading]:
    if not section_applies(section.id):
        return
    inner = [
        Heading(level + 1, box.title, section.id, box.id)
        for box in section.boxes.values()
        if box_applies(section.id, box.id)
    ]
    for question in section.questions.values():
        boxes = [
            Heading(level + 2, box.title, section.id, f"{question.id}/{box.id}")
            for box in question.boxes.values()
            if box_applies(section.id, f"{question.id}/{box.id}")
        ]
        if boxes:
            inner += [Heading(level + 1, question.title or question.ask, section.id, question.id), *boxes]
    for subsection in section.sections.values():
        inner += _section(subsection, level + 1, section_applies, box_applies)
    if inner or _named_by_the_audit(section):
        yield Heading(level, section.heading or section.title, section.id)
        yield from inner


def _named_by_the_audit(section: Section) -> bool:
    """Whether the audit is to name those whose comments stand below this heading."""
    template = section.template
    if template is None or section.for_each is None or section.for_each.of:
        return False
    return any(part.boxes for part in template.walk())
