"""CK211: an audit says that it is completed, and a grade that its form works out cannot be worked out."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.rubric.evaluation import OWED
from casekit.rubric.model import Section
from casekit.words import sentence, some

NOTHING = "Nothing that it is worked out from was assessed"


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Each such grade that stays open however long anybody waits; what is still to be filled in is told elsewhere.

    Of a section in which nothing counts only the whole says so: that the section has no grade is then as it should be.
    """
    if case.audit.completed is None:
        return
    told: set[str] = set()
    for section in case.rubric.all_sections():
        ends = case.evaluation.undecided.get(section.id)
        if ends is None or not section.computed or any(end.why == OWED for end in ends) or told & set(_from(section)):
            continue
        told.add(section.id)
        if ends or section.id == case.rubric.overall.id:
            yield Remark(
                section.route,
                f"Completed, but no grade can be worked out for '{section.title}'.",
                "Assess what is named, or where it is no part of this case write not_applicable and why. Where there "
                "is to be no grade, write grade: not_assessed and why.",
                source=section.source,
                because=tuple(sentence(text) for text in some(end.says for end in ends)) or (NOTHING,),
            )


def _from(section: Section) -> tuple[str, ...]:
    """The sections whose grades this one's is worked out from: of theirs it is told already."""
    return section.grading.items if section.grading.how != "bands" else ()
