"""Limits that contradict themselves or each other, and limits that limit nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from casekit.problem import Remark, Route
from casekit.rubric.model import Limit, Scale, Section


def limits(section: Section, route: Route) -> Iterator[Remark]:
    """Limits of one section that no grade can keep, or that every grade keeps."""
    if section.scale is None:
        return
    scale = section.scale
    for i, limit in enumerate(section.limits):
        best, worst = window(limit, scale)
        if best > worst:
            yield Remark(
                (*route, "limits", i), f"no grade can keep limit '{limit.id}': its ceiling lies below its floor"
            )
        elif best == 0 and worst == len(scale.values) - 1 and not any(True for _ in _rolled(limit)):
            yield Remark((*route, "limits", i), f"every grade keeps limit '{limit.id}', so it limits nothing")
    for (_, one), (j, other) in combinations(enumerate(section.limits), 2):
        together = one.when is None or other.when is None or one.when == other.when
        if not (together and one.hard and other.hard):
            continue
        first, second = window(one, scale), window(other, scale)
        if first[0] <= first[1] and second[0] <= second[1] and max(first[0], second[0]) > min(first[1], second[1]):
            message = f"limits '{one.id}' and '{other.id}' contradict each other: no grade can keep both"
            yield Remark((*route, "limits", j), message)


def window(limit: Limit, scale: Scale) -> tuple[int, int]:
    """The best and the worst rank that the limit's plain bounds leave open; rank 0 is the best grade."""
    best, worst = 0, len(scale.values) - 1
    for bound, ceiling, floor in (
        (limit.at_most, True, False),
        (limit.at_least, False, True),
        (limit.exactly, True, True),
    ):
        if bound is not None and bound.value is not None:
            rank = scale.ranks[bound.value]
            best = max(best, rank) if ceiling else best
            worst = min(worst, rank) if floor else worst
    return best, worst


def _rolled(limit: Limit) -> Iterator[str]:
    for bound in (limit.at_most, limit.at_least, limit.exactly):
        if bound is not None and bound.roll is not None:
            yield bound.roll
