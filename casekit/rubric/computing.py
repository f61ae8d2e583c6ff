"""How a form comes by a score and by a grade that nobody judges: as it stands in the form, nothing computed yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casekit.rubric.model import Condition

JUDGED = "judged"
ROLLS = ("lowest", "highest", "majority")


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a section comes by its score.

    how: points or share (a percentage, 0 to 100), mean or sum. of: what counts, as written; on: "questions" or
    "sections"; items: the ids that it comes to. out_of: applicable, answered or available. answered: the values that
    count, share only.
    """

    how: str
    of: object = None
    on: str = "questions"
    items: tuple[str, ...] = ()
    out_of: str = "applicable"
    answered: frozenset[str] = frozenset()

    @property
    def percentage(self) -> bool:
        """Whether the score is a percentage."""
        return self.how in ("points", "share")


@dataclass(frozen=True, slots=True)
class Band:
    """From which score on a grade is reached, up to where the next band begins. most: the last score, where printed."""

    grade: str
    least: Fraction
    most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class GradeRule:
    """A grade, and when it is reached; the last of a form's rules has no condition."""

    grade: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Grading:
    """How a section comes by its grade.

    how: judged by the auditor, or computed: lowest, highest or majority of the grades of items (of: as written); by
    bands of the section's score, highest band first, the score rounded as round says (none, nearest, down, up); by the
    first of rules that holds. ties: better or worse, where several grades are the most frequent. override: roles that
    may replace what is computed.
    """

    how: str = JUDGED
    of: object = None
    items: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    round: str = "none"
    ties: str = ""
    rules: tuple[GradeRule, ...] = ()
    override: tuple[str, ...] = ()

    @property
    def computed(self) -> bool:
        """Whether nobody judges it: casekit works it out."""
        return self.how != JUDGED


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What a grade or an answer looks like; in which cases, where it is not in all of them."""

    text: str
    applies_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Previous:
    """The version before: old ids and values -> the new ones, "" for what was dropped; what kept its id is not here."""

    version: int = 0
    ids: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
