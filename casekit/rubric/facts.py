"""What an audit says, as the engine sees it: values already resolved to the rubric's ids, no file behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from casekit.problem import Route

ANSWERED = "answered"
NOT_APPLICABLE = "not_applicable"
NOT_ASSESSED = "not_assessed"
NO_EVIDENCE = "no_evidence"
UNANSWERED = "unanswered"

AUDITOR = "auditor"
"""Whose grades they are where no moderation or dispute has spoken."""

COMPUTED = "computed"
"""Whose grade it is that casekit worked out."""

OVERRIDE = "override"
"""Whose grade it is that somebody recorded in place of the one that was worked out."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer or a grade. state: one of the five above; value: an id of its scale or choices, a text, a day or a
    number, ids where several may be chosen; None unless answered.
    """

    state: str
    value: str | int | date | tuple[str, ...] | None = None


NOTHING = Given(UNANSWERED)


@dataclass(frozen=True, slots=True)
class Judged:
    """The grades of one moderation or settled dispute (its id in by), by section id or "overall".

    reason: why, in writing. route: where its grades stand in the audit.
    """

    by: str
    grades: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Override:
    """A grade recorded in place of the one that was worked out: by whom (a person's id), and why, in writing."""

    grade: str
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Spell:
    """A kind of case and the days on which it held, both inclusive; None where open."""

    kind: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """What is on record for one of several alone. None, and a date that is not here: as for the audit."""

    case_types: frozenset[str] | None = None
    flags: frozenset[str] | None = None
    age: int | None = None
    dates: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    spells: tuple[Spell, ...] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a rubric may ask of an audit.

    start, end: the period looked at, both inclusive; clocks run to end. age: in years. dates: by date id; an
    absent id is not known, an empty tuple says that there is none on record. answers: by question id. grades:
    the auditor's, by section id or "overall". reasons: written reasons by (section id, limit id). overrides: of
    computed grades, by section id or "overall". judged: moderations and settled disputes, a later one taking effect
    over an earlier. own: what is on record for an instance such as "agency.police" alone. spells: when
    each kind of case held, where that is known.
    """

    case_types: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    age: int | None = None
    start: date | None = None
    end: date | None = None
    dates: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    answers: Mapping[str, Given] = field(default_factory=dict)
    grades: Mapping[str, Given] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)
    overrides: Mapping[str, Override] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()
    own: Mapping[str, Own] = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()

    def of(self, instance: str) -> Facts:
        """The facts as they are for one of several: its own case and dates, else the audit's; "" for the audit."""
        own = self.own.get(instance) if instance else None
        if own is None:
            return self
        return replace(
            self,
            case_types=self.case_types if own.case_types is None else own.case_types,
            flags=self.flags if own.flags is None else own.flags,
            age=self.age if own.age is None else own.age,
            dates={**self.dates, **own.dates},
            spells=self.spells if own.spells is None else own.spells,
        )
