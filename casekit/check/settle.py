"""From everything that was found to what lint reports: one cause once, in order, with its severity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casekit.check.registry import BY_CODE, CRASH
from casekit.model.policy import Policy
from casekit.problem import START, Problem

SHAPE, UNKNOWN = "CK101", "CK102"


@dataclass(frozen=True, slots=True)
class Report:
    """What lint reports.

    problems: by path, then place. files: how many audits were looked at. not_run: codes of rules that could
    not run. severities: by code, after the council's policy.
    """

    problems: tuple[Problem, ...]
    files: int
    not_run: tuple[str, ...] = ()
    policy: Policy = Policy()

    def severity(self, code: str) -> str:
        """ "error" or "warning"."""
        return severity(code, self.policy)

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(self.severity(p.code) == "error" for p in self.problems)

    @property
    def warnings(self) -> int:
        """How many of the problems are warnings."""
        return len(self.problems) - self.errors

    @property
    def crashed(self) -> bool:
        """Whether a rule failed, which is a mistake of casekit's."""
        return any(p.code == CRASH for p in self.problems)


def severity(code: str, policy: Policy) -> str:
    """ "error", "warning" or "off": the council's choice, else the rule's own. A crash is always an error."""
    own = BY_CODE[code].severity.value
    return own if code == CRASH else policy.severities.get(code, own)


def settle(
    problems: Iterable[Problem],
    policy: Policy,
    files: int,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    not_run: Iterable[str] = (),
) -> Report:
    """The report: without doubles, without what the policy or the caller leaves out, in order of path and place.

    What a rule says of a place that could not be understood in the first place is left out: it would be the same
    cause twice.
    select and ignore: codes or beginnings of codes, such as CK5.
    """
    select, ignore = tuple(select), tuple(ignore)
    every = set(problems)
    shapeless = {_place(p) for p in every if p.code == SHAPE and p.span != START}
    unclear = shapeless | {_place(p) for p in every if p.code == UNKNOWN}
    kept = [
        p
        for p in every
        if severity(p.code, policy) != "off"
        and (not select or p.code.startswith(select) or p.code == CRASH)
        and not (ignore and p.code.startswith(ignore) and p.code != CRASH)
        and _place(p) not in (shapeless if p.code == UNKNOWN else unclear if p.code > UNKNOWN else ())
    ]
    kept.sort(key=lambda p: (p.path, p.span, p.code, p.message))
    return Report(tuple(kept), files, tuple(not_run), policy)


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.path, problem.span.line, problem.span.column
