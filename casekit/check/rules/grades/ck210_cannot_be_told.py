"""CK210: nobody can tell whether somebody has to be told, since something was put down as not assessed."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.audit import State
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.rubric.evaluation import ASIDE, OWED
from casekit.words import listing, sentence, some, spoken


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Once completed, where all that was assessed would make it so; what is still to be filled in is told elsewhere.

    A section that was put aside as a whole takes its own triggers along.
    """
    if case.audit.completed is None:
        return
    for section in case.rubric.all_sections():
        entry = case.audit.entry(section.id)
        for trigger in section.triggers:
            ends = case.evaluation.undecided.get(trigger.id, ())
            aside = [end for end in ends if end.why == ASIDE]
            owed = any(end.why == OWED for end in ends)
            if not aside or owed or trigger.id not in case.evaluation.silenced or entry.state is State.NOT_ASSESSED:
                continue
            roles = listing((f"the {spoken(role)}" for role in trigger.tell), "or")
            follows = f"{roles} has to be told" if trigger.tell else "it has to follow"
            yield Remark(
                aside[0].route,
                f"{trigger.title}: nobody can tell whether {follows}; by all that was assessed it is so.",
                "Assess what is named, or where it is no part of this case write not_applicable and why; else decide, "
                "and tell them all the same.",
                source=trigger.source,
                limit=trigger.id,
                because=tuple(sentence(text) for text in some(end.says for end in aside)),
            )
