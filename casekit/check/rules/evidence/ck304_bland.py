"""CK304: a sentence would fit any case."""

from collections.abc import Iterator

from casekit.check.prose import may_say, phrases, sentences, small, texts, words
from casekit.check.rule import Context
from casekit.model.audit import Box
from casekit.model.corpus import AuditCase
from casekit.model.policy import Evidence
from casekit.problem import Remark
from casekit.words import listing

SHOWN = 3
"""So many phrases of one box are named."""


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """One remark for each box, once the audit is completed."""
    if case.audit.completed is None or not may_say(case.audit, ctx.policy.evidence.bland):
        return
    for entry in case.audit.entries():
        for _, box in texts(entry):
            found = bland(box, ctx.policy.evidence)
            if found:
                said = listing(f"“{phrase}”" for phrase in found[:SHOWN])
                yield Remark(
                    ("#", box.line),
                    f"{said} would fit any case: nothing beside it says what was seen in this one.",
                    "Say what was done, where the file shows it and what it meant for this child, or take the sentence "
                    "out.",
                    source=("D15",),
                )


def bland(box: Box, evidence: Evidence) -> list[str]:
    """The phrases, each once, whose sentences say hardly anything else."""
    finder, filler = phrases(evidence.bland), small(evidence.filler)
    found: dict[str, None] = {}
    for sentence in sentences(box.text.casefold()) if finder.search(box.text.casefold()) else ():
        hits = finder.findall(sentence)
        if hits and sum(word not in filler for word in words(finder.sub(" ", sentence))) < evidence.bland_rest:
            found |= dict.fromkeys(" ".join(hit.split()) for hit in hits)
    return list(found)
