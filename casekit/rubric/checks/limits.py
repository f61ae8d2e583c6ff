"""Limits that contradict themselves or each other, and limits that limit nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from casekit.problem import Remark, Route
from casekit.rubric.model import Bound, Limit, Scale, Section

CONTRADICT = "Change one of the two grades, or say with `when` in which cases each of them counts."
SLACK = "Name a grade that some grade of the scale lies beyond, or take the limit out."
ROLLED = "Let the floor be no better than the ceiling: change one `plus`, or take one of the two out."


def limits(section: Section, route: Route) -> Iterator[Remark]:
    """Limits of one section that no grade can keep, or that every grade keeps."""
    if section.scale is None:
        return
    scale = section.scale
    for i, limit in enumerate(section.limits):
        best, worst = window(limit, scale)
        if best > worst:
            yield Remark(
                (*route, "limits", i),
                f"no grade can keep limit '{limit.id}': its ceiling lies below its floor",
                CONTRADICT,
            )
        elif best == 0 and worst == len(scale.values) - 1 and not any(True for _ in _rolled(limit)):
            yield Remark((*route, "limits", i), f"every grade keeps limit '{limit.id}', so it limits nothing", SLACK)
        floor, ceiling = _rolls(limit)
        if _above(floor, ceiling):
            yield Remark(
                (*route, "limits", i), f"no grade can keep limit '{limit.id}': its ceiling lies below its floor", ROLLED
            )
    for (_, one), (j, other) in combinations(enumerate(section.limits), 2):
        together = one.when is None or other.when is None or one.when == other.when
        if not (together and one.hard and other.hard):
            continue
        first, second = window(one, scale), window(other, scale)
        if first[0] <= first[1] and second[0] <= second[1] and max(first[0], second[0]) > min(first[1], second[1]):
            message = f"limits '{one.id}' and '{other.id}' contradict each other: no grade can keep both"
            yield Remark((*route, "limits", j), message, CONTRADICT)
        if _above(_rolls(one)[0], _rolls(other)[1]) or _above(_rolls(other)[0], _rolls(one)[1]):
            yield Remark(
                (*route, "limits", j),
                f"limits '{one.id}' and '{other.id}' contradict each other: both go by the same grades, and none can "
                "keep both",
                ROLLED,
            )


def _rolls(limit: Limit) -> tuple[list[Bound], list[Bound]]:
    """The floors and the ceilings of a limit that go by the grades of other sections."""
    floors, ceilings = (limit.at_least, limit.exactly), (limit.at_most, limit.exactly)
    lists = ([bound for bound in some if bound is not None and bound.roll] for some in (floors, ceilings))
    return next(lists), next(lists)


def _above(floors: list[Bound], ceilings: list[Bound]) -> bool:
    """Whether a floor lies above a ceiling that goes by the same grades, whatever those are but the very best."""
    return any(
        floor.plus > ceiling.plus and (floor.roll, set(floor.items)) == (ceiling.roll, set(ceiling.items))
        for floor in floors
        for ceiling in ceilings
        if floor.roll != "majority"
    )


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
