"""Whether a condition holds: yes, no, or unknown because a fact is missing; and what makes it so.

Unknown is None. What does not apply, and what the auditor put down as not applicable, compares to nothing: false.
What was not assessed or not answered is unknown. No evidence counts as the last value of the scale. "All" and "most"
pass over what the auditor may leave out and did.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from casekit.rubric.model import Condition
from casekit.rubric.state import ABSENT, State
from casekit.rubric.timescales import judge

Truth = bool | None


def truth(condition: Condition | None, state: State) -> Truth:
    """Whether the condition holds; no condition always does."""
    if condition is None:
        return True
    return _KINDS[condition.kind](condition, state)


def conjunction(truths: Iterable[Truth]) -> Truth:
    """False if one is, else unknown if one is, else true."""
    found: Truth = True
    for one in truths:
        if one is False:
            return False
        if one is None:
            found = None
    return found


def disjunction(truths: Iterable[Truth]) -> Truth:
    """True if one is, else unknown if one is, else false."""
    found: Truth = False
    for one in truths:
        if one is True:
            return True
        if one is None:
            found = None
    return found


def _all(condition: Condition, state: State) -> Truth:
    return conjunction(truth(part, state) for part in condition.parts)


def _any(condition: Condition, state: State) -> Truth:
    return disjunction(truth(part, state) for part in condition.parts)


def _not(condition: Condition, state: State) -> Truth:
    inner = truth(condition.parts[0], state)
    return None if inner is None else not inner


def _case_type(condition: Condition, state: State) -> Truth:
    types = state.facts.of(condition.where).case_types
    return not types.isdisjoint(condition.items) if types else None


def _flag(condition: Condition, state: State) -> Truth:
    return not state.facts.of(condition.where).flags.isdisjoint(condition.items)


def _age(condition: Condition, state: State) -> Truth:
    age = state.facts.of(condition.where).age
    return None if age is None else fits(age, condition.test)


def _date(condition: Condition, state: State) -> Truth:
    return judge(str(condition.subject), condition.test, state.facts.of(condition.where)).holds


def _answer(condition: Condition, state: State) -> Truth:
    return _compare(condition, condition.items[0], state.said)


def _grade(condition: Condition, state: State) -> Truth:
    return _compare(condition, condition.items[0], state.graded)


def _score(condition: Condition, state: State) -> Truth:
    return _compare(condition, condition.items[0], state.scored)


def _day(condition: Condition, state: State) -> Truth:
    end = state.facts.end
    if end is None:
        return None
    first, last = condition.test.get("from"), condition.test.get("to")
    return (not isinstance(first, date) or first <= end) and (not isinstance(last, date) or end <= last)


def _answers(condition: Condition, state: State) -> Truth:
    return _several(condition, state.said, state.left)


def _grades(condition: Condition, state: State) -> Truth:
    return _several(condition, state.graded, state.left)


def _scores(condition: Condition, state: State) -> Truth:
    return _several(condition, state.scored, state.left)


def item_truth(condition: Condition, id: str, state: State) -> Truth:
    """Whether the comparison holds for one question's answer, or one section's grade or score."""
    tables = {"grade": state.graded, "score": state.scored}
    return _compare(condition, id, tables.get(condition.kind.removesuffix("s"), state.said))


def _several(condition: Condition, table: Mapping[str, object], left: Collection[str]) -> Truth:
    how_many = condition.test.get("how_many", 1)
    items: Sequence[str] = condition.items
    if how_many in ("all", "most"):
        items = [id for id in items if (found := table.get(id)) is not ABSENT and not (found is None and id in left)]
    truths = [_compare(condition, id, table) for id in items]
    if how_many == "all":
        return conjunction(truths) if truths else False
    wanted = how_many if isinstance(how_many, int) else len(items) // 2 + 1
    certain = truths.count(True)
    if certain >= wanted:
        return True
    return None if certain + truths.count(None) >= wanted else False


def _compare(condition: Condition, id: str, table: Mapping[str, object]) -> Truth:
    value = table.get(id)
    if value is None:
        return None
    if value is ABSENT:
        return False
    accepted = condition.accepts.get(id)
    if accepted is None:
        return isinstance(value, int | Fraction) and fits(value, condition.test)
    if isinstance(value, tuple):
        return not accepted.isdisjoint(value)
    return value in accepted


def fits(number: int | Fraction, test: Mapping[str, object]) -> bool:
    """Whether a number keeps every comparison of the test."""
    for key, than in test.items():
        if key == "is" and isinstance(than, tuple):
            if number not in than:
                return False
        elif key in _ORDER and isinstance(than, int | Fraction) and not _ORDER[key](number, than):
            return False
    return True


_ORDER: Mapping[str, Callable[[int | Fraction, int | Fraction], bool]] = {
    "at_least": lambda number, than: number >= than,
    "at_most": lambda number, than: number <= than,
    "above": lambda number, than: number > than,
    "below": lambda number, than: number < than,
}

_KINDS: Mapping[str, Callable[[Condition, State], Truth]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "case_type": _case_type,
    "flag": _flag,
    "age": _age,
    "date": _date,
    "answer": _answer,
    "answers": _answers,
    "grade": _grade,
    "grades": _grades,
    "score": _score,
    "scores": _scores,
    "day": _day,
}
