"""What a rubric makes of one audit: what applies, which limits are broken, what must follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.problem import Route
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
class Evaluation:
    """The rubric's view of one audit. No grade is ever proposed in it.

    sections, questions: item by id ("overall" among the sections). boxes: by (section id, box id).
    effective: section id or "overall" -> (grade id, "auditor" or the id of the moderation or dispute).
    """

    sections: Mapping[str, Item] = field(default_factory=dict)
    questions: Mapping[str, Item] = field(default_factory=dict)
    boxes: Mapping[tuple[str, str], Item] = field(default_factory=dict)
    broken: tuple[BrokenLimit, ...] = ()
    fired: tuple[FiredTrigger, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    effective: Mapping[str, tuple[str, str]] = field(default_factory=dict)
