"""A computed grade held inside its limits: by hard ones, and by expected ones that no written reason settles.

Floors first, then what a grade must be, then ceilings: where a floor and a ceiling collide, the ceiling wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casekit.rubric.bounds import open_grade, ranks_of
from casekit.rubric.condition import Truth, truth
from casekit.rubric.evaluation import BrokenLimit
from casekit.rubric.facts import AUDITOR
from casekit.rubric.limits import outside
from casekit.rubric.model import Bound, Limit, Scale, Section
from casekit.rubric.state import State

FLOOR, EXACT, CEILING = range(3)


@dataclass(frozen=True, slots=True)
class Held:
    """rank: what the limits leave of a grade, None where that cannot be told yet. changed: the limits that changed it.
    gave_way: floors that a ceiling went before. unsure: limits of which nobody can tell whether they would change it.
    """

    rank: int | None
    changed: tuple[BrokenLimit, ...] = ()
    gave_way: tuple[Limit, ...] = ()
    unsure: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rule:
    """One bound that may count. allowed: the ranks that keep it, in each way in which it may still turn out."""

    limit: Limit
    bound: Bound
    kind: int
    counts: Truth
    allowed: tuple[frozenset[int], ...]


def held(section: Section, rank: int, by: str, state: State) -> Held:
    """What the limits of the section leave of a computed grade of that rank (0 is the best)."""
    scale = section.scale
    if scale is None:
        raise ValueError(f"section {section.id} is not graded")
    rules = sorted(_rules(section, scale, by, state), key=lambda rule: rule.kind)
    possible = {rank}
    unsure = []
    for rule in rules:
        then = {_fitted(one, allowed, rule.kind) for one in possible for allowed in rule.allowed}
        then |= possible if rule.counts is None else set()
        if (rule.counts is None or len(rule.allowed) > 1) and then != possible:
            unsure.append(rule.limit)
        possible = then
    if len(possible) > 1:
        return Held(None, unsure=tuple({limit.id: limit for limit in unsure}.values()))
    certain = [rule for rule in rules if rule.counts and len(rule.allowed) == 1]
    (last,) = possible
    return Held(last, tuple(_changes(rank, certain, scale, by, state)), tuple(_gave_way(last, certain)))


def _changes(rank: int, rules: Iterable[_Rule], scale: Scale, by: str, state: State) -> Iterator[BrokenLimit]:
    for rule in rules:
        now = _fitted(rank, rule.allowed[0], rule.kind)
        if now != rank:
            grades = (scale.best_first[rank].id, scale.best_first[now].id)
            yield outside(rule.limit, rule.bound, grades, by, state)
        rank = now


def _gave_way(rank: int, rules: Iterable[_Rule]) -> Iterator[Limit]:
    for rule in rules:
        if rule.kind != CEILING and rank != _fitted(rank, rule.allowed[0], rule.kind):
            yield rule.limit


def _fitted(rank: int, allowed: frozenset[int], kind: int) -> int:
    """The rank nearest to this one that the bound allows."""
    if kind == CEILING:
        return max(rank, min(allowed))
    if kind == FLOOR:
        return min(rank, max(allowed))
    return min(allowed, key=lambda one: (abs(one - rank), one))


def _rules(section: Section, scale: Scale, by: str, state: State) -> Iterator[_Rule]:
    for limit in section.limits:
        counts = truth(limit.when, state)
        if counts is False or _lifted(limit, by, state):
            continue
        for bound, kind in ((limit.at_least, FLOOR), (limit.exactly, EXACT), (limit.at_most, CEILING)):
            if bound is not None and (allowed := _allowed(bound, scale, state)):
                yield _Rule(limit, bound, kind, counts, allowed)


def _allowed(bound: Bound, scale: Scale, state: State) -> tuple[frozenset[int], ...]:
    ranks = ranks_of(bound, scale, state)
    if not any(open_grade(id, state) for id in bound.items):
        return (ranks,) if ranks else ()
    return tuple(frozenset((rank,)) for rank in sorted(ranks) or range(len(scale.values)))


def _lifted(limit: Limit, by: str, state: State) -> bool:
    """Whether a written reason settles it, and a moderation beside it where the form asks for one."""
    reason = state.facts.reasons.get((limit.section, limit.id), "").strip()
    return not limit.hard and bool(reason) and (not limit.agreed_by or by != AUDITOR)
