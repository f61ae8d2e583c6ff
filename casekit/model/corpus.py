"""Everything a repository holds at one moment, linked: what rules check and pages show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.model.audit import Audit
from casekit.model.people import People
from casekit.model.policy import Policy
from casekit.model.programme import Programme
from casekit.model.sample import Sample
from casekit.problem import Problem
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.model import Rubric


@dataclass(frozen=True, slots=True)
class AuditCase:
    """An audit with its rubric and what the rubric makes of it."""

    audit: Audit
    rubric: Rubric
    evaluation: Evaluation

    def first_grade(self, section: str) -> str | None:
        """The grade before anybody moderated: the auditor's, or what the form worked out from what the auditor gave."""
        computed = self.evaluation.computed_first.get(section)
        return computed.grade if computed is not None else self.audit.entry(section).grade


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that could not be read as an audit: it is counted, listed and shown, never dropped."""

    path: str
    text: str
    problems: tuple[Problem, ...]
    id: str = ""
    """The audit's id, where so much could be read."""
    form: str = ""
    """The form that it names, where the file could be read and only the form cannot be used."""

    @property
    def month(self) -> str:
        """The programme's month, YYYY-MM: the folder it lies in."""
        parts = self.path.split("/")
        return parts[-2] if len(parts) > 1 else ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The repository's audits in order of path, the rubrics by reference (id@version), people and policy.

    problems: what reading and linking found, for every file. programmes: each month's, by month.
    samples: which audits of a month are moderated, as they were drawn.
    """

    audits: tuple[AuditCase, ...] = ()
    broken: tuple[Broken, ...] = ()
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    people: People = People()
    policy: Policy = Policy()
    samples: tuple[Sample, ...] = ()
    problems: tuple[Problem, ...] = ()
    programmes: Mapping[str, Programme] = field(default_factory=dict)
