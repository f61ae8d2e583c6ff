"""Whether a condition holds: yes, no, or unknown because a fact is missing; and what makes it so.

Unknown is None. What does not apply, and what the auditor put down as not applicable, compares to nothing: false.
What was not assessed or not answered is unknown. No evidence counts as the last value of the scale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from casekit.rubric.facts import ANSWERED, NO_EVIDENCE, NOT_APPLICABLE, Given
from casekit.rubric.model import Answering, Condition
from casekit.rubric.state import State
from casekit.rubric.timescales import judge

Truth = bool | None


def truth(condition: Condition | None, state: State) -> Truth:
    """Whether the condition holds; no condition always does."""
    if condition is None:
        return True
    return _KINDS[condition.kind](condition, state)


def conjunction(truths: Iterator[Truth]) -> Truth:
    """False if one is, else unknown if one is, else true."""
    found: Truth = True
    for one in truths:
        if one is False:
            return False
        if one is None:
            found = None
    return found


def disjunction(truths: Iterator[Truth]) -> Truth:
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
    types = state.facts.case_types
    return not types.isdisjoint(condition.items) if types else None


def _flag(condition: Condition, state: State) -> Truth:
    return not state.facts.flags.isdisjoint(condition.items)


def _age(condition: Condition, state: State) -> Truth:
    age = state.facts.age
    return None if age is None else _compare(age, condition.test)


def _date(condition: Condition, state: State) -> Truth:
    return judge(str(condition.subject), condition.test, state.facts).holds


def _one(condition: Condition, state: State) -> Truth:
    return item_truth(condition, condition.items[0], state)


def _several(condition: Condition, state: State) -> Truth:
    how_many = condition.test.get("how_many", 1)
    truths = [
        item_truth(condition, id, state) for id in condition.items if how_many != "all" or _counts(condition, id, state)
    ]
    if how_many == "all":
        return conjunction(iter(truths)) if truths else False
    wanted = how_many if isinstance(how_many, int) else 1
    certain = truths.count(True)
    if certain >= wanted:
        return True
    return None if certain + truths.count(None) >= wanted else False


def _counts(condition: Condition, id: str, state: State) -> bool:
    """Whether an item is one of "all": it applies and the auditor did not put it down as not applicable."""
    return state.opens.get(id) is not False and _given(condition, id, state).state != NOT_APPLICABLE


_KINDS: Mapping[str, Callable[[Condition, State], Truth]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "case_type": _case_type,
    "flag": _flag,
    "age": _age,
    "date": _date,
    "answer": _one,
    "grade": _one,
    "answers": _several,
    "grades": _several,
}


def _given(condition: Condition, id: str, state: State) -> Given:
    return state.grade(id) if condition.kind in ("grade", "grades") else state.given(id)


def item_truth(condition: Condition, id: str, state: State) -> Truth:
    """Whether the comparison holds for one question's answer or one section's grade."""
    if state.opens.get(id) is False:
        return False
    given = _given(condition, id, state)
    if given.state == NOT_APPLICABLE:
        return False
    value = given.value
    if given.state == NO_EVIDENCE:
        value = _worst(condition, id, state)
    elif given.state != ANSWERED:
        return None
    if id not in condition.accepts:
        known_number = isinstance(value, int) and not isinstance(value, bool)
        return _compare(value, condition.test) if known_number and isinstance(value, int) else None
    accepted = condition.accepts[id]
    if isinstance(value, tuple):
        return not accepted.isdisjoint(value)
    if value in accepted:
        return True
    return False if _known(condition, id, value, state) else None


def _answering(condition: Condition, id: str, state: State) -> Answering:
    if condition.kind in ("grade", "grades"):
        return Answering("scale", state.plan.sections[id].scale)
    return state.plan.questions[id].answer


def _worst(condition: Condition, id: str, state: State) -> str | None:
    scale = _answering(condition, id, state).scale
    return scale.values[-1].id if scale else None


def _known(condition: Condition, id: str, value: object, state: State) -> bool:
    answering = _answering(condition, id, state)
    return value in (answering.scale.ranks if answering.scale else answering.options)


def _compare(number: int, test: Mapping[str, object]) -> bool:
    for key, than in test.items():
        if key == "is" and isinstance(than, tuple):
            if number not in than:
                return False
        elif key in _ORDER and isinstance(than, int) and not _ORDER[key](number, than):
            return False
    return True


_ORDER: Mapping[str, Callable[[int, int], bool]] = {
    "at_least": lambda number, than: number >= than,
    "at_most": lambda number, than: number <= than,
    "above": lambda number, than: number > than,
    "below": lambda number, than: number < than,
}
