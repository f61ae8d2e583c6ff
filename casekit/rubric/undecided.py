"""What leaves a limit, a trigger or a worked-out grade open, item by item, and whether anybody still owes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casekit.problem import Route
from casekit.rubric.bounds import open_grade
from casekit.rubric.causes import JUDGEMENTS, unknown
from casekit.rubric.condition import item_truth, truth
from casekit.rubric.evaluation import ASIDE, LEFT, OWED, Lack, LooseEnd
from casekit.rubric.facts import NOT_ASSESSED, NOTHING, UNANSWERED
from casekit.rubric.model import Bound, Condition, Limit, Trigger
from casekit.rubric.state import ABSENT, State


def undecided(limits: Iterable[Limit], triggers: Iterable[Trigger], state: State) -> dict[str, tuple[LooseEnd, ...]]:
    """For each of these, of which nobody can tell whether it counts, and each grade that cannot be worked out: why."""
    found = {limit.id: _of_limit(limit, state) for limit in limits}
    found |= {trigger.id: open_ends(trigger.when, state) for trigger in triggers}
    for id, computed in state.computed.items():
        if computed.grade is None and state.opens[id] is True and state.awaited(id) and state.covered(id) is None:
            found[id] = tuple(dict.fromkeys(end for lack in computed.missing for end in _of_lack(lack, state)))
    return found


def open_ends(condition: Condition | None, state: State) -> tuple[LooseEnd, ...]:
    """The answers, grades and scores without which nobody can tell whether the condition holds."""
    if condition is None:
        return ()
    return tuple(dict.fromkeys(end for leaf in unknown(condition, state) for end in _of_leaf(leaf, state)))


def silenced(triggers: Iterable[Trigger], state: State) -> frozenset[str]:
    """The triggers that would fire by all that was assessed, if what was not assessed were passed over."""
    tables = {name: dict(table) for name, table in (("said", state.said), ("graded", state.graded))}
    for id in state.plan.questions:
        if state.said.get(id) is None and state.given(id).state == NOT_ASSESSED:
            tables["said"][id] = ABSENT
    for id in state.plan.graded:
        if state.graded.get(id) is None and NOT_ASSESSED in (_given(id, state), state.covered(id)):
            tables["graded"][id] = ABSENT
    out = {id: ABSENT for id, found in state.scored.items() if found is None and not state.scores[id].missing}
    passed = replace(state, said=tables["said"], graded=tables["graded"], scored={**state.scored, **out})
    return frozenset(trigger.id for trigger in triggers if truth(trigger.when, passed))


def _given(section: str, state: State) -> str:
    return state.grades.get(section, NOTHING).state


def _of_limit(limit: Limit, state: State) -> tuple[LooseEnd, ...]:
    bounds: Iterable[Bound] = filter(None, (limit.at_least, limit.exactly, limit.at_most))
    rolled = (id for bound in bounds for id in bound.items if open_grade(id, state))
    return (*open_ends(limit.when, state), *(end for id in rolled for end in _of_grade(id, state)))


def _of_leaf(leaf: Condition, state: State) -> Iterator[LooseEnd]:
    if leaf.kind not in JUDGEMENTS:
        yield LooseEnd("a fact of the case is missing", ("case",), OWED)
        return
    what = leaf.kind.removesuffix("s")
    for id in leaf.items:
        if item_truth(leaf, id, state) is None:
            yield from _ITEM[what](id, state)


def _of_lack(lack: Lack, state: State) -> Iterator[LooseEnd]:
    if lack.what == "rule":
        for rule in state.plan.sections[lack.id].grading.rules:
            ends = open_ends(rule.when, state)
            if ends:
                yield from ends
                return
    elif lack.what == "limit":
        for limit in state.plan.limits:
            if limit.id == lack.id:
                yield from _of_limit(limit, state)
    elif lack.what == "applies":
        yield LooseEnd("nobody can tell yet whether something applies", ("case",), OWED)
    else:
        yield from _ITEM[lack.what](lack.id, state)


def _of_answer(id: str, state: State) -> Iterator[LooseEnd]:
    question, given = state.plan.questions[id], state.given(id)
    aside = given.state == NOT_ASSESSED
    owed = OWED if state.awaited(id) or given.state != UNANSWERED else LEFT
    says = f'"{question.called}" {"was not assessed" if aside else "has no answer"}'
    yield LooseEnd(says, state.answer_route(id), ASIDE if aside else owed)


def _of_grade(id: str, state: State) -> Iterator[LooseEnd]:
    section, computed = state.plan.sections[id], state.computed.get(id)
    if computed is not None and computed.missing:
        yield from (end for lack in computed.missing for end in _of_lack(lack, state))
        return
    aside = NOT_ASSESSED in (_given(id, state), state.covered(id))
    owed = OWED if open_grade(id, state) else LEFT
    says = f'"{section.title}" {"was not assessed" if aside else "has no grade"}'
    yield LooseEnd(says, state.grade_route(id), ASIDE if aside else owed)


def _of_score(id: str, state: State) -> Iterator[LooseEnd]:
    section, score = state.plan.sections[id], state.scores[id]
    if score.missing:
        yield from (end for lack in score.missing for end in _of_lack(lack, state))
        return
    whole = state.covered(id) == NOT_ASSESSED
    inside = section.score.items if section.score is not None and section.score.on == "questions" else ()
    aside = whole or any(state.given(question).state == NOT_ASSESSED for question in inside)
    says = "was not assessed" if whole else "has no score, since nothing that counts in it was assessed"
    yield LooseEnd(f'"{section.title}" {says}', _route(id, state), ASIDE if aside else LEFT)


def _route(section: str, state: State) -> Route:
    return state.plan.sections[section].route


_ITEM = {"answer": _of_answer, "grade": _of_grade, "score": _of_score}
