"""How many words stand behind a grade, and whether they are enough."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.check.gaps import empty
from casekit.check.prose import length, says_nothing
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.model.policy import Evidence
from casekit.rubric.model import Section


def carrying(audit: Audit, section: Section, evidence: Evidence, enough: int) -> int:
    """How many words stand behind a section's grade: in its boxes and comments and those of the sections beneath.

    What is to be done carries no grade, and neither does a box that says nothing. Where there are enough, nobody counts
    on.
    """
    told = 0
    for text in _carrying(audit, section, evidence):
        told += length(text)
        if told >= enough:
            break
    return told


def _carrying(audit: Audit, section: Section, evidence: Evidence) -> Iterator[str]:
    for inner in section.walk():
        entry, known = audit.entry(inner.id), inner.every_box()
        for name, box in entry.boxes.items():
            if not (name in known and known[name].needs) and not says_nothing(box, evidence):
                yield box.text
        yield from (comment.text for comment in entry.comments.values())


def thin(case: AuditCase, evidence: Evidence, section: Section) -> tuple[int, int] | None:
    """How many words there are and how many should be; None where they are enough, or an empty box is told already."""
    scale, entry = section.scale, case.audit.entry(section.id)
    item = case.evaluation.sections.get(section.id)
    if item is None or item.applies is False:
        return None
    if scale is None or section.computed or entry.grade is None or entry.grade not in scale.ranks:
        return None
    boxes = [(inner, name) for inner in section.walk() for name in inner.every_box()]
    if not boxes or any(_missing(case, inner, name) for inner, name in boxes):
        return None
    outer = len(scale.ranks) > 2 and scale.ranks[entry.grade] in (0, len(scale.ranks) - 1)
    wanted = evidence.words_best_worst if outer else evidence.words
    have = carrying(case.audit, section, evidence, wanted)
    return (have, wanted) if have < wanted else None


def _missing(case: AuditCase, section: Section, box: str) -> bool:
    item = case.evaluation.boxes.get((section.id, box))
    return (
        item is not None
        and item.applies is not False
        and item.required
        and empty(case.audit.entry(section.id).boxes.get(box))
    )
