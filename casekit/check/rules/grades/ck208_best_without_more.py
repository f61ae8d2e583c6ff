"""CK208: the best grade is given, and nothing is said of what goes beyond good."""

from collections.abc import Iterator

from casekit.check.about import places
from casekit.check.carrying import thin
from casekit.check.prose import words
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.rubric.model import Section
from casekit.words import count


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """In the boxes on what goes beyond good, or where the section has none in those on what was done well."""
    if case.audit.completed is None or not ctx.policy.evidence.beyond:
        return
    for section in case.rubric.all_sections():
        grade = case.audit.entry(section.id).grade
        if section.scale is None or section.computed or section.scale.ranks.get(str(grade)) != 0:
            continue
        told, titles = _told(case, ctx, section)
        if titles and told < ctx.policy.evidence.beyond and thin(case, ctx.policy.evidence, section) is None:
            yield Remark(
                (*case.audit.entry(section.id).route, "grade"),
                f"{section.title}: {section.scale.label(grade)} is given, and what goes beyond good takes "
                f"{count(told, 'word')} ({titles}).",
                "Say what there was beyond good work, where the file shows it, and what it brought the child; or look "
                "again at the grade.",
                source=("A1",),
            )


def _told(case: AuditCase, ctx: Context, section: Section) -> tuple[int, str]:
    """How many words say what goes beyond good, and the titles of the boxes for it; none where one is still empty."""
    for subject in ("beyond", "strength"):
        here = [
            place for place in places(case, subject, ctx.policy.evidence) if place.section == section.id and place.box
        ]
        if here:
            if any(place.missing for place in here):
                return 0, ""
            boxes = case.audit.entry(section.id).boxes
            texts = [boxes[place.box].text for place in here if place.addressed]
            known = section.every_box()
            return sum(len(words(text)) for text in texts), ", ".join(f"'{known[p.box].title}'" for p in here)
    return 0, ""
