"""What a form finds in an audit, so that a planted mistake can be the only thing that changed."""

from __future__ import annotations

from dataclasses import dataclass

from casekit.demo.draft import Draft, facts
from casekit.rubric.evaluate import evaluate
from casekit.rubric.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Tally:
    """What a form finds in an audit, as far as mistakes would show."""

    hard: frozenset[str]
    expected: frozenset[str]
    contradictions: frozenset[str]
    triggers: frozenset[str]
    missing: frozenset[str]
    boxes: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, found: Evaluation) -> Tally:
        """The tally of an evaluation."""
        return cls(
            frozenset(b.limit.id for b in found.broken if b.limit.hard),
            frozenset(b.limit.id for b in found.broken if not b.limit.hard and not b.settled),
            frozenset(c.question for c in found.contradictions),
            frozenset(f.trigger.id for f in found.fired),
            frozenset(m.id for m in found.missing),
            frozenset(place for place, item in found.boxes.items() if item.required),
        )


def tally(draft: Draft) -> Tally:
    """The tally of an audit as it stands."""
    return Tally.of(evaluate(draft.rubric, facts(draft)))


def quiet(now: Tally, before: Tally) -> bool:
    """Nothing new has to follow: no trigger, no missing fact, no box."""
    return now.triggers <= before.triggers and now.missing <= before.missing and now.boxes <= before.boxes


def unchanged(draft: Draft, before: Tally) -> bool:
    """Whether nothing new follows from what was done to the audit."""
    now = tally(draft)
    return (
        now.hard <= before.hard
        and now.expected <= before.expected
        and now.contradictions <= before.contradictions
        and quiet(now, before)
    )
