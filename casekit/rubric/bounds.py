"""What a bound comes to: a grade, or what the grades of other sections come to; and which of them decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from casekit.rubric.causes import Cause, grade_cause
from casekit.rubric.facts import NOTHING, UNANSWERED
from casekit.rubric.model import Bound, Scale
from casekit.rubric.state import State
from casekit.words import count


def ranks_of(bound: Bound, scale: Scale, state: State) -> frozenset[int]:
    """The ranks that the bound may come to; none where there is nothing to go by. Rank 0 is the best grade."""
    if bound.value is not None:
        return frozenset((scale.ranks[bound.value],))
    present = Counter(scale.ranks[grade] for id in bound.items if (grade := state.grade(id)) is not None)
    if not present:
        return frozenset()
    open_ = sum(1 for id in bound.items if open_grade(id, state))
    worst = len(scale.values) - 1
    ranks: Iterable[int]
    if bound.roll == "lowest":
        ranks = range(max(present), (worst if open_ else max(present)) + 1)
    elif bound.roll == "highest":
        ranks = range(0 if open_ else min(present), min(present) + 1)
    else:
        most = max(present.values())
        ranks = [rank for rank in range(worst + 1) if present[rank] + open_ >= most]
    return frozenset(max(0, rank - bound.plus) for rank in ranks)


def open_grade(section: str, state: State) -> bool:
    """Whether a grade may still come: it is asked for, and there is none yet."""
    if state.graded.get(section) is not None or not state.awaited(section):
        return False
    computed = state.computed.get(section)
    return bool(computed.missing) if computed else state.grades.get(section, NOTHING).state == UNANSWERED


def roll_causes(bound: Bound, state: State) -> Iterator[Cause]:
    """Which grades a rolled bound goes by."""
    if bound.roll is None:
        return
    graded = [(id, grade) for id in bound.items if (grade := state.grade(id)) is not None]
    if bound.roll == "majority":
        for _, says, route in sorted(_majority(graded, state)):
            yield Cause(says, route)
        return
    ranks = {id: _scale(id, state).ranks[grade] for id, grade in graded}
    chosen = max(ranks.values()) if bound.roll == "lowest" else min(ranks.values())
    for id, rank in ranks.items():
        if rank == chosen:
            yield grade_cause(id, state)


def _majority(graded: list[tuple[str, str]], state: State) -> Iterator[tuple[int, str, tuple[str | int, ...]]]:
    counted = Counter(grade for _, grade in graded)
    most = max(counted.values())
    for grade, number in counted.items():
        if number == most:
            first = next(id for id, given in graded if given == grade)
            scale = _scale(first, state)
            verb = "is" if number == 1 else "are"
            says = f"{number} of {count(len(graded), 'section grade')} {verb} {scale.label(grade)}"
            yield scale.ranks[grade], says, state.grade_route(first)


def _scale(section: str, state: State) -> Scale:
    scale = state.plan.sections[section].scale
    if scale is None:
        raise ValueError(f"section {section} is not graded")
    return scale
