"""CK308: the audit does not speak of the child's voice, or of the child's journey."""

import re
from collections.abc import Iterator

from casekit.check.about import places
from casekit.check.prose import length, texts
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.rubric.vocabulary import ABOUT
from casekit.words import sentence

EXCUSE = re.compile(
    r"\b(?:too (?:young|little|small)|(?:only|just) a baby|pre-?verbal|non-?verbal|unborn|not applicable|n/a"
    r"|(?:does not|doesn't|cannot|can't) (?:yet )?(?:speak|talk))\b",
    re.IGNORECASE,
)
"""What is written instead of how a child is heard who is small, unborn or does not speak."""
MOST = 14
"""So many words, and one of these among them, say no more than that."""
ONLY = "says only that the child cannot be heard"

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
        excused = subject == "child_voice" and all(_excused(case, place.section) for place in here if place.addressed)
        if here and not any(place.missing or (place.addressed and not excused) for place in here):
            yield Remark(
                here[0].route,
                sentence(f"{ABOUT[subject]} is not spoken of in this audit"),
                hint,
                source=("A4", "F7"),
                because=tuple(sentence(f"{place.what} {place.why or ONLY}") for place in here),
            )


def _excused(case: AuditCase, section: str) -> bool:
    """Whether all that the section says is that this child cannot be heard."""
    said = [box.text for _, box in texts(case.audit.entry(section)) if box.text.strip()]
    return any(map(EXCUSE.search, said)) and sum(map(length, said)) <= MOST
