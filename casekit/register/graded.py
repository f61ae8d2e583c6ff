"""What is graded, in one line for each: sections, and those who answer a section together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.model.audit import Entry
from casekit.model.corpus import AuditCase
from casekit.rubric.instances import joined, typed
from casekit.rubric.model import Rubric, Scale, Section


@dataclass(frozen=True, slots=True)
class Graded:
    """What is counted in one line.

    A section; or, where audits name those who answer it (each: the section that they answer), all of them together.
    """

    id: str
    title: str
    scale: Scale
    each: str = ""

    def counted(self, case: AuditCase) -> Iterator[str]:
        """The sections of an audit that are counted here: those that apply and are not left out."""
        places = (joined(self.id, one) for one in dict(case.rubric.instances).get(self.each, ()))
        for place in places if self.each else (self.id,):
            item, section = case.evaluation.sections.get(place), case.rubric.section(place)
            if (item is None or item.applies is not False) and not (section and left_out(case, section)):
                yield place


def graded_lines(rubric: Rubric) -> Iterator[Graded]:
    """What has a grade, in the form's order. Whoever has a name in the form has a line of their own."""
    for section in rubric.all_sections():
        each, template = section.for_each, section.template
        if each is not None and template is not None and not each.of:
            for part in template.walk():
                title = part.title if part is template else f"{template.title}: {part.title}"
                if part.scale is not None:
                    yield Graded(part.id, title, part.scale, section.id)
        elif section.scale is not None and not _named_by_audits(rubric, section):
            yield Graded(section.id, section.title, section.scale)


def _named_by_audits(rubric: Rubric, section: Section) -> bool:
    """Whether a section is of one whom no form names: that one stands in no other audit."""
    group = rubric.section(typed(section.instance)) if section.instance else None
    return group is not None and group.for_each is not None and not group.for_each.of


def left_out(case: AuditCase, section: Section) -> bool:
    """Whether the audit answers nothing for the one whose section this is, as the form allows."""
    if not section.instance or section.instance in case.audit.instances:
        return False
    item, whole = case.evaluation.sections.get(section.instance), case.rubric.section(section.instance)
    written = whole is not None and any(is_written(case.audit.entry(part.id)) for part in whole.walk())
    return not written and (item is None or not item.required)


def is_written(entry: Entry) -> bool:
    """Whether anything stands in an entry."""
    said = entry.grade or entry.answers or entry.boxes or entry.comments or entry.why or entry.reasons or entry.override
    return bool(said)
