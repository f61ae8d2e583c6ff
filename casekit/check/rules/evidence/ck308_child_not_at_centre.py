"""CK308: the audit does not speak of the child's voice, or of the child's journey."""

from collections.abc import Iterator

from casekit.check.about import places
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.rubric.vocabulary import ABOUT
from casekit.words import sentence

SUBJECTS = {
    "child_voice": "Say how the child is heard and what that changes. A baby, an unborn child or one who does not "
    "speak is heard through those who watch closely.",
    "child_journey": "Say in a few lines what the child has come through and where they stand today.",
}


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Where the form has a place for it. A warning: an error would breed filler."""
    if case.audit.completed is None:
        return
    for subject, hint in SUBJECTS.items():
        here = list(places(case, subject, ctx.policy.evidence))
        if here and not any(place.addressed or place.missing for place in here):
            yield Remark(
                here[0].route,
                sentence(f"{ABOUT[subject]} is not spoken of in this audit"),
                hint,
                source=("A4", "F7"),
                because=tuple(sentence(f"{place.what} {place.why}") for place in here),
            )
