"""A history held against what an earlier run attested: is that still in it, and does it still come to the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casekit.history import codes
from casekit.history.attestation import Attestation, figures
from casekit.history.log import Commit
from casekit.history.rewrites import Rewrite, way
from casekit.model.history import History
from casekit.model.people import People
from casekit.problem import START, Problem
from casekit.words import listing, shown


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it. contained: the attested head is in the history. rewrites: the way that leads to it if not."""

    attestation: Attestation
    contained: bool
    rewrites: tuple[Rewrite, ...]
    problems: tuple[Problem, ...]


def compare(
    attestation: Attestation,
    history: History,
    walked: Sequence[Commit],
    rewrites: Sequence[Rewrite],
    then: Callable[[str], tuple[History, int]],
) -> Compared:
    """then: the history as it stood at a commit, told anew, and how many commits it has."""
    reached = frozenset(commit.id for commit in walked)
    if attestation.head in reached:
        told, commits = then(attestation.head)
        problems = tuple(_figures(attestation, figures(told, commits), exactly=True))
        return Compared(attestation, True, (), problems)
    steps = way(rewrites, attestation.head, reached)
    if not steps:
        message = (
            f"The history was rewritten: commit {attestation.head[:10]}, the head that was attested on "
            f"{attestation.on}, is not in it."
        )
        hint = "Fetch everything, and ask who rewrote it. If that had to be, record it: docs/rewriting.md says how."
        return Compared(attestation, False, (), (_problem(codes.REWRITTEN, message, hint),))
    removed = frozenset(audit for step in steps for audit in step.removed)
    found = list(_missing(attestation, history, removed))
    if not removed:
        found += _figures(attestation, figures(history, len(walked)), exactly=False)
    return Compared(attestation, False, tuple(steps), tuple(found))


def _figures(attestation: Attestation, now: dict[str, int], *, exactly: bool) -> Iterator[Problem]:
    """Where the history comes to something else; after a rewrite, to less."""
    differing = [
        f"{name}: {attestation.figures[name]:,} attested, {number:,} found."
        for name, number in now.items()
        if name in attestation.figures
        and (number != attestation.figures[name] if exactly else number < attestation.figures[name])
        and (exactly or name not in ("commits", "events"))
    ]
    if differing:
        message = f"The history comes to other figures than were attested on {attestation.on}."
        hint = f"casekit {attestation.by} attested them. If this is another version, run both on the same copy."
        yield _problem(codes.FIGURES, message, hint, tuple(differing))


def _missing(attestation: Attestation, history: History, removed: frozenset[str]) -> Iterator[Problem]:
    """Audits that were attested, that no commit of the rewritten history knows, and that no record has removed."""
    for audit in attestation.audits:
        if audit not in history.events and audit not in removed:
            message = f"Audit {shown(audit)} was attested on {attestation.on}; the rewritten history knows none such."
            hint = "Bring it back from a copy; or name it under removed: in rewrites.yaml, if it had to go."
            yield _problem(codes.VANISHED, message, hint)


def doubted(
    rewrites: Sequence[Rewrite],
    people: People,
    reached: frozenset[str],
    wrong: Sequence[str],
    made: Mapping[tuple[str, str], Commit],
) -> list[Problem]:
    """What is wrong with rewrites.yaml itself.

    reached: the commits that there are. wrong: with the file as a whole. made: the commit that brought each entry.
    """
    found = []
    if wrong:
        hint = "casekit schema rewrites shows what belongs there; until it is mended no rewrite is accepted."
        message = "rewrites.yaml cannot be read as a record of rewritten histories."
        found.append(_problem(codes.RECORD, message, hint, tuple(wrong)))
    for one in rewrites:
        why = []
        if one.by not in people:
            why.append(f"{shown(one.by)}, who had it done, is not in people.yaml")
        if one.old in reached:
            why.append(f"commit {one.old[:10]}, which it says is gone, is still in the history")
        if one.new not in reached and not any(other.old == one.new for other in rewrites):
            why.append(f"commit {one.new[:10]}, which took its place, is not in the history")
        commit = made.get((one.old, one.new))
        person = (people.by_email(commit.committer.email) or people.by_email(commit.author.email)) if commit else None
        if person and person != one.by:
            why.append(f"it was committed by {shown(person)} and names {shown(one.by)}")
        if why:
            message = f"The record of the rewrite of {shown(one.on)} does not hold: {listing(why)}."
            found.append(_problem(codes.RECORD, message, "Correct rewrites.yaml."))
    return found


def _problem(code: str, message: str, hint: str, because: tuple[str, ...] = ()) -> Problem:
    return Problem(".", START, code, message, hint, because=because)
