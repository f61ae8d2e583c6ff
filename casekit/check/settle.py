"""From everything that was found to what lint reports: one cause once, in order, with its severity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from casekit.check.baseline import Known, known
from casekit.check.identity import identities
from casekit.check.masking import shown
from casekit.check.registry import BY_CODE, CRASH
from casekit.check.run import crashed
from casekit.check.waivers import HARD, Waived
from casekit.model.policy import Policy
from casekit.privacy.mask import mask_name
from casekit.problem import START, Problem

SHAPE, UNKNOWN = "CK101", "CK102"
IDENTIFIER = "CK811"
"""A number or address that identifies somebody is another cause, wherever it stands; that no name belongs in an id's
place is part of what is told of the place."""


Place = tuple[str, int, int]
"""A path with line and column."""


@dataclass(frozen=True, slots=True)
class Looked:
    """An audit file that was looked at. form: its reference, "" where the file could not be read as an audit."""

    path: str
    audit: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What lint reports.

    problems: by path, then place. files: how many audits were looked at. not_run: codes of rules that could
    not run. policy: after which a code has its severity. waived: what somebody with the right to do so waived.
    fingerprints: of the problems and of what was waived. baselined: how many problems the baseline knows; stale: its
    entries that are no longer found. looked: the audits, where they are told. strict: warnings fail too.
    """

    problems: tuple[Problem, ...]
    files: int
    not_run: tuple[str, ...] = ()
    policy: Policy = Policy()
    waived: tuple[Waived, ...] = ()
    fingerprints: Mapping[Problem, str] = field(default_factory=dict)
    baselined: int = 0
    stale: tuple[Known, ...] = ()
    looked: tuple[Looked, ...] = ()
    strict: bool = False

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
    def failed(self) -> bool:
        """Whether the audits are not in order: errors, or where it is strict any problem."""
        return bool(self.errors or (self.strict and self.problems))

    @property
    def crashed(self) -> bool:
        """Whether a rule failed, which is a mistake of casekit's."""
        return any(p.code == CRASH for p in self.problems)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the caller wants to hear of. select, ignore: codes or beginnings of codes, such as CK5.

    paths: files or folders; None for all. A crash is always told.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    paths: Collection[str] | None = None

    def takes(self, problem: Problem) -> bool:
        """Whether the problem is wanted."""
        if problem.code == CRASH:
            return True
        if self.paths is not None and not any(under(problem.path, path) for path in self.paths):
            return False
        chosen = not self.select or problem.code.startswith(self.select)
        return chosen and not (self.ignore and problem.code.startswith(self.ignore))


def under(path: str, folder: str) -> bool:
    """Whether the path is that file or lies in that folder; "" is the whole repository."""
    return folder == "" or path == folder or path.startswith(f"{folder}/")


def severity(code: str, policy: Policy) -> str:
    """ "error", "warning" or "off": the council's choice, else the rule's own. A crash is always an error."""
    own = BY_CODE[code].severity.value
    return own if code == CRASH else policy.severities.get(code, own)


def settle(
    problems: Iterable[Problem],
    policy: Policy,
    files: int,
    choice: Choice = Choice(),
    not_run: Iterable[str] = (),
    waived: Sequence[Waived] = (),
    baseline: Collection[Known] = (),
    looked: Iterable[Looked] = (),
    strict: bool = False,
) -> Report:
    """The report: masked, without doubles and what policy, baseline or caller leaves out, in order of path and place.

    What a rule says of a place that could not be understood in the first place is left out, since it would be the same
    cause twice; but for a number that identifies somebody. What follows from the very same causes stands under
    the first of it.
    """
    every = set(problems)
    shapeless = {_place(p) for p in every if p.code == SHAPE and p.span != START}
    unclear = shapeless | {_place(p) for p in every if p.code == UNKNOWN}
    clear = [
        p
        for p in every
        if severity(p.code, policy) != "off" and _place(p) not in _told_already(p.code, shapeless, unclear)
    ]
    prints = identities([*clear, *(one.problem for one in waived)])
    accepted = known(clear, prints, baseline)
    kept = [p for p in clear if p not in accepted and choice.takes(p)]
    first, follow = _together(kept, policy)
    told = {p: replace(p, consequences=tuple(sorted(follow.get(p, ()), key=_order))) for p in first}
    unheard = tuple(not_run)
    unknown = {*unheard, *crashed(every)}
    entries = {entry for entry in baseline if entry.code not in unknown}
    masks = {p: shown(p, policy.privacy) for p in (*prints, *told.values())}
    return Report(
        problems=tuple(masks[p] for p in sorted(told.values(), key=_order)),
        files=files,
        not_run=unheard,
        policy=policy,
        waived=tuple(replace(one, problem=masks[one.problem]) for one in waived if choice.takes(one.problem)),
        fingerprints={masks[p]: print for p, print in ({**prints, **{told[p]: prints[p] for p in first}}).items()},
        baselined=sum(choice.takes(p) for p in accepted),
        stale=tuple(sorted(entries - {Known.of(p, prints[p]) for p in clear})),
        looked=tuple(replace(one, path=mask_name(policy.privacy, one.path)) for one in looked),
        strict=strict,
    )


def _told_already(code: str, shapeless: set[Place], unclear: set[Place]) -> Collection[Place]:
    """The places of which what a rule says is told already."""
    if code == IDENTIFIER:
        return ()
    return shapeless if code == UNKNOWN else unclear if code > UNKNOWN else ()


def _together(problems: Iterable[Problem], policy: Policy) -> tuple[list[Problem], Mapping[Problem, list[Problem]]]:
    """The problems to report, and those that follow from the very same causes as one of them in the same file.

    First comes the most severe, a limit that no reason lifts before one that a reason settles, then the topmost.
    """
    alone = [p for p in problems if not p.causes]
    together: dict[tuple[str, tuple[str, ...]], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.causes:
            together[problem.path, problem.causes].append(problem)
    follow = {}
    for group in together.values():
        first, *rest = sorted(group, key=lambda p: (severity(p.code, policy) != "error", p.code != HARD, _order(p)))
        alone.append(first)
        follow[first] = rest
    return alone, follow


def _order(problem: Problem) -> tuple[object, ...]:
    return problem.path, problem.span, problem.code, problem.message


def _place(problem: Problem) -> Place:
    return problem.path, problem.span.line, problem.span.column
