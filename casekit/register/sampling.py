"""Which audits of a month are moderated: those that always are, and a share of the rest that anybody can draw again.

The share is taken at even steps from the rest, which stands team by team and in each team auditor by auditor. So of any
team and of any auditor as many are taken as their share is, or one more or less where it is no whole number, and every
audit has the same chance. Teams, auditors and audits stand in the order of a digest of the seed: nobody can foresee it
without the seed, and everybody comes to the same with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casekit.model.corpus import AuditCase
from casekit.register.grades import effective
from casekit.rubric.model import Scale
from casekit.words import fold

GRADE, EXPECTATION, WAIVER = "grade", "expectation", "waiver"
"""Why an audit is always moderated: its grade, an expectation settled by a reason, a waiver."""
LOWEST, HIGHEST = "lowest", "highest"
"""Words for the ends of any scale, where no grade is meant by its own name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A completed audit of the month. always: why it is moderated whatever is drawn; nothing where chance decides."""

    audit: str
    team: str = ""
    auditor: str = ""
    always: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draw:
    """What is moderated of a month's candidates. always: in order of id. drawn: of the rest, in order of id."""

    candidates: int
    always: tuple[Candidate, ...]
    drawn: tuple[str, ...]

    @property
    def rest(self) -> int:
        """How many chance decides on."""
        return self.candidates - len(self.always)


def candidates(cases: Iterable[AuditCase], month: str, grades: Sequence[str]) -> tuple[Candidate, ...]:
    """The completed audits of the month that are no second judgement, each once, in order of id.

    grades: lowest, highest, or a grade by its id or label: those that are always moderated.
    """
    found: dict[str, Candidate] = {}
    for case in cases:
        audit = case.audit
        if audit.month == month and audit.completed is not None and not audit.second_of:
            found.setdefault(audit.id, Candidate(audit.id, audit.case.team, audit.auditor, tuple(_why(case, grades))))
    return tuple(found[id] for id in sorted(found))


def draw(every: Iterable[Candidate], month: str, seed: str, percent: int) -> Draw:
    """What is moderated of them; percent: of those on which chance decides, rounded up to a whole audit."""
    every = tuple(every)
    always = tuple(sorted((one for one in every if one.always), key=lambda one: one.audit))
    rest = sorted((one for one in every if not one.always), key=lambda one: _order(one, month, seed))
    wanted = -(-len(rest) * percent // 100)
    start = int(digest(seed, month, "start"), 16) % len(rest) if rest else 0
    drawn = (rest[(start + step * len(rest)) // wanted].audit for step in range(wanted))
    return Draw(len(every), always, tuple(sorted(drawn)))


def digest(seed: str, month: str, name: str) -> str:
    """SHA-256 of seed, month and name with a line feed between them, as 64 digits: the order of everything."""
    return hashlib.sha256(f"{seed}\n{month}\n{name}".encode()).hexdigest()


def _order(one: Candidate, month: str, seed: str) -> tuple[str, str, str]:
    team, auditor = f"team {one.team}", f"auditor {one.auditor}"
    return digest(seed, month, team), digest(seed, month, auditor), digest(seed, month, one.audit)


def _why(case: AuditCase, grades: Sequence[str]) -> Iterable[str]:
    """The reasons for which an audit is always moderated."""
    if any(_always(scale, given, grades) for scale, given in _graded(case)):
        yield GRADE
    if any(limit.settled and not limit.limit.hard for limit in case.evaluation.broken):
        yield EXPECTATION
    if case.audit.waivers:
        yield WAIVER


def _graded(case: AuditCase) -> Iterable[tuple[Scale, str | None]]:
    """The grade of the whole, before and after moderation; where the form gives none, those of all its sections."""
    whole = case.rubric.overall
    for section in (whole,) if whole.scale is not None else case.rubric.all_sections():
        if section.scale is not None:
            yield section.scale, case.first_grade(section.id)
            yield section.scale, effective(case, section.id)


def _always(scale: Scale, grade: str | None, grades: Sequence[str]) -> bool:
    ends = {LOWEST: scale.best_first[-1].id, HIGHEST: scale.best_first[0].id}
    return grade is not None and grade in {ends.get(name) or scale.names.get(fold(name), name) for name in grades}
