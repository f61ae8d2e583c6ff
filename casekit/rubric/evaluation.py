"""What a rubric makes of one audit: what applies, which limits are broken, what must follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from casekit.problem import Route
from casekit.rubric.exact import figure
from casekit.rubric.facts import Override
from casekit.rubric.model import DateTest, Limit, Trigger


@dataclass(frozen=True, slots=True)
class Item:
    """A section, question or box as it stands for this audit.

    applies: None where a missing fact decides; then the item counts as applying but is not required.
    """

    applies: bool | None
    required: bool


@dataclass(frozen=True, slots=True)
class BrokenLimit:
    """A grade that stands outside a limit.

    section: the id, or "overall". grade: what is recorded; bound: the grade that the limit allows at the most
    (or least). by: "auditor", or the id of the moderation or dispute whose grade it is. settled: an expected
    limit for which a written reason stands (and the moderator's agreement, where asked for).
    because: one sentence for each cause, such as an answer; routes: where those causes stand.
    """

    limit: Limit
    section: str
    grade: str
    bound: str
    by: str
    settled: bool
    because: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True)
class FiredTrigger:
    """A trigger whose condition holds, with its causes."""

    trigger: Trigger
    because: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An answer that says other than the date it must agree with.

    says: one sentence about the date, such as "the last supervision was on 2 May 2026, 5 months before …".
    """

    question: str
    test: DateTest
    answer: str
    says: str
    routes: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that is needed to decide something: what ("date", "age", "case_type"), which one, and by what.

    where: the instance for which it is needed, which may have it of its own; "" for the audit.
    """

    what: str
    id: str
    needed_by: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """What keeps a score or a computed grade from being worked out.

    what: "answer" (a question has none), "score" or "grade" (a section has none), "applies" (nobody can tell whether
    the question or section applies), "limit" or "rule" (nobody can tell whether it counts). id: of which one; of a
    rule its section.
    """

    what: str
    id: str


OWED, ASIDE, LEFT = "owed", "aside", "left"
"""Why something is open: somebody still has to give it; it was put down as not assessed; it may be left out and was."""


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """One thing without which nobody can tell: a clause such as '"B" was not assessed', where, and why it is open."""

    says: str
    route: Route
    why: str


@dataclass(frozen=True, slots=True)
class Score:
    """What a section scores.

    value: exact; None where something is missing or nothing is counted. earned, base: what it is worked out from.
    counted, left_out: how many questions or sections. percentage: whether it is one.
    """

    value: Fraction | None
    percentage: bool
    earned: Fraction = Fraction(0)
    base: Fraction = Fraction(0)
    counted: int = 0
    left_out: int = 0
    missing: tuple[Lack, ...] = ()

    def __str__(self) -> str:
        return "none" if self.value is None else f"{figure(self.value)}{'%' if self.percentage else ''}"


@dataclass(frozen=True, slots=True)
class Computed:
    """How a computed grade came about.

    raw: before overrides and limits; grade: in the end; None where something is missing or there is nothing to go by.
    because: one sentence for each reason for raw; routes: where those stand. limited_by: the limits that changed the
    grade, each with the grade before and after it. gave_way: floors that a ceiling went before.
    """

    how: str
    grade: str | None = None
    raw: str | None = None
    because: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()
    limited_by: tuple[BrokenLimit, ...] = ()
    gave_way: tuple[Limit, ...] = ()
    override: Override | None = None
    missing: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The rubric's view of one audit. No grade that somebody judges is ever proposed in it.

    sections, questions: item by id ("overall" among the sections). boxes: by (section id, box id), of a question
    by (section id, "question/box").
    scores: by section id. computed: computed grades by section id, as they are now; computed_first: as they were
    from the auditor's own grades. effective: section id or "overall" -> (grade id, "auditor", "computed", "override"
    or the id of the moderation or dispute). undecided: limit, trigger, or section whose grade cannot be worked out ->
    what leaves it open, as the auditor left the audit. silenced: the triggers among them that would fire by all that
    was assessed, if what was not assessed were passed over.
    """

    sections: Mapping[str, Item] = field(default_factory=dict)
    questions: Mapping[str, Item] = field(default_factory=dict)
    boxes: Mapping[tuple[str, str], Item] = field(default_factory=dict)
    broken: tuple[BrokenLimit, ...] = ()
    fired: tuple[FiredTrigger, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    scores: Mapping[str, Score] = field(default_factory=dict)
    computed: Mapping[str, Computed] = field(default_factory=dict)
    computed_first: Mapping[str, Computed] = field(default_factory=dict)
    effective: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    undecided: Mapping[str, tuple[LooseEnd, ...]] = field(default_factory=dict)
    silenced: frozenset[str] = frozenset()
