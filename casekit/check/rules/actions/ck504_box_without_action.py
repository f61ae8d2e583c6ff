"""CK504: what would raise the grade is written down, but no action carries it."""

from collections.abc import Iterator

from casekit.check.gaps import box_route, empty
from casekit.check.rule import Context
from casekit.check.said import aims
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.rubric.instances import typed


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Boxes that the form marks as needing an action, once the audit is completed."""
    if case.audit.completed is None:
        return
    targets = aims(case, case.audit.actions)
    for section in case.rubric.all_sections():
        entry = case.audit.entry(section.id)
        for name, box in section.every_box().items():
            if box.needs != "action" or empty(entry.boxes.get(name)):
                continue
            inside = [name for s in section.walk() for name in (s.id, *s.questions)]
            if not targets & {*inside, *map(typed, inside)}:
                yield Remark(
                    box_route(entry, name),
                    f"{section.title}: '{box.title}' is filled in, but no action of the audit belongs to this section.",
                    "Carry it into the actions, with the section or one of its questions under for:.",
                    source=box.source or section.source,
                )
