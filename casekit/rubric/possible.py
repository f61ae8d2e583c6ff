"""Whether there is any case at all in which conditions hold together.

Every combination of the facts that they ask for is tried, each kind of fact reduced to the values between which the
conditions can tell. What is too large to try, or hangs on dates and scores, counts as free to be so or so; of dates
only what no calendar allows is left out. So "no" is certain, and "yes" may only mean that nobody can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product
from math import prod
from typing import cast

from casekit.rubric.condition import truth
from casekit.rubric.facts import Facts
from casekit.rubric.lengths import recent, stale, surely_within
from casekit.rubric.model import Condition, Question, Rubric
from casekit.rubric.plan import make_plan, nodes
from casekit.rubric.state import ABSENT, State

MOST = 4096
"""Combinations that are tried; beyond it nothing is decided."""
MANY = 5
"""Questions or sections of which a plural condition may speak before it counts as free."""
CLOSED = ("case_type", "flag", "age", "answer", "answers", "grade", "grades")
"""Kinds of condition whose facts are tried; any other is free."""

Assignment = tuple[object, ...]


class Possibilities:
    """Answers for one form, not expanded.

    chains: section or question -> every condition on its way down to it. homes: section or question -> the repeated
    section in which it stands, "" outside of every one.
    """

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.plan = rubric.plan or make_plan(rubric)
        self.homes = {"": ""}
        self.chains: dict[str, tuple[Condition, ...]] = {"": ()}
        for section in rubric.all_sections():
            self.homes[section.id] = section.id if section.for_each else self.homes[section.parent]
            self._chain(section.id, section.parent, section.applies_when)
            for question in section.questions.values():
                self.homes[question.id] = self.homes[section.id]
                self._chain(question.id, section.id, question.applies_when)

    def _chain(self, id: str, above: str, own: Condition | None) -> None:
        self.chains[id] = self.chains[above] if own is None else (*self.chains[above], self.placed(own, id))

    def placed(self, condition: Condition, id: str) -> Condition:
        """A condition that stands on a section or question, or in it, as it looks at cases there."""
        parts = tuple(self.placed(part, id) for part in condition.parts)
        return replace(condition, parts=parts, where=self.homes[id])

    def __call__(self, conditions: Iterable[Condition], *, kinds_free: bool = False, one_kind: bool = False) -> bool:
        """False where the conditions certainly never hold together.

        kinds_free: as if every kind of case could hold or not at will. one_kind: for cases of one kind only.
        """
        formula = _Formula(self, conditions, kinds_free)
        domains = formula.domains(one_kind)
        if domains is None or prod(map(len, domains)) > MOST:
            return True
        return any(formula.holds(values) for values in product(*domains))


class _Formula:
    """Conditions with everything that decides whether the questions in them are asked at all.

    free: what is not tried, as a flag of its own -> the condition that it stands for.
    """

    def __init__(self, among: Possibilities, conditions: Iterable[Condition], kinds_free: bool) -> None:
        self._among, self._rubric, self._plan = among, among.rubric, among.plan
        self._kinds_free = kinds_free
        conditions = tuple(conditions)
        self._where = self._only(conditions)
        self.free: dict[str, Condition] = {}
        self.wanted = [self._opened(condition) for condition in conditions]
        asked: dict[str, list[Condition]] = {}
        waiting = list(self.wanted)
        while waiting:
            for leaf in _leaves(waiting.pop()):
                for id in leaf.items if leaf.kind in ("answer", "answers") else ():
                    if id not in asked:
                        asked[id] = [self._opened(condition) for condition in among.chains[id]]
                        waiting += asked[id]
        self.asked = {id: asked[id] for kind, id in self._plan.order if kind == "question" and id in asked}
        self.leaves = [
            leaf
            for condition in (*self.wanted, *(c for chain in self.asked.values() for c in chain))
            for leaf in _leaves(condition)
        ]
        self.flags = sorted({id for leaf in self.leaves if leaf.kind == "flag" for id in leaf.items})
        self.grades = sorted({id for leaf in self.leaves if leaf.kind in ("grade", "grades") for id in leaf.items})
        self.never = tuple(_never(self.free))

    def _opened(self, condition: Condition) -> Condition:
        """The condition with a flag of its own in place of everything that is not tried."""
        if condition.parts:
            parts = tuple(self._opened(part) for part in condition.parts)
            return Condition(condition.kind, parts=parts)
        kinds = condition.kind == "case_type" and self._kinds_free
        if self._tried(condition) and not kinds:
            return condition
        said = sorted(condition.test.items())
        name = f"{condition.where} {condition.kind} {condition.subject} {condition.items} {said}"
        if kinds:
            name = f"{len(self.free)} {name}"
        self.free.setdefault(name, condition)
        return Condition("flag", items=(name,))

    def _only(self, conditions: Iterable[Condition]) -> str:
        """Whose case is tried: that of one of several, where all that is asked is of theirs; else the audit's.

        One of several may be of another kind and age than the audit, so the two are never put together.
        """
        waiting, seen, wheres = list(conditions), set[str](), set[str]()
        while waiting:
            for leaf in _leaves(waiting.pop()):
                if leaf.kind in ("case_type", "flag", "age"):
                    wheres.add(leaf.where)
                for id in leaf.items if leaf.kind in ("answer", "answers") else ():
                    if id not in seen:
                        seen.add(id)
                        waiting += self._among.chains.get(id, ())
        return wheres.pop() if len(wheres) == 1 else ""

    def _tried(self, condition: Condition) -> bool:
        """Of each instance of a repeated section only its own answers and grades are tried."""
        if condition.kind not in CLOSED or len(condition.items) > MANY:
            return False
        if condition.kind in ("case_type", "flag", "age"):
            return condition.where == self._where
        return all(self._among.homes.get(id) == condition.where for id in condition.items)

    def domains(self, one_kind: bool) -> list[Sequence[object]] | None:
        """What is tried for each fact, in the order in which holds() takes them; None where that is too much."""
        kinds = sorted({id for leaf in self.leaves if leaf.kind == "case_type" for id in leaf.items})
        if 2 ** len(kinds) > MOST:
            return None
        others = [frozenset(("",))] if set(self._rubric.case_types) - set(kinds) or not kinds else []
        sizes = range(1, 2 if one_kind else len(kinds) + 1)
        together = [frozenset(some) for size in sizes for some in combinations(kinds, size)]
        ages = _between(leaf.test for leaf in self.leaves if leaf.kind == "age")
        found: list[Sequence[object]] = [[*others, *together], ages]
        found += [(False, True)] * len(self.flags)
        found += [self._values(id) for id in self.asked]
        found += [(*self._classes(id, self._plan.graded[id].scale.ranks), ABSENT) for id in self.grades]  # type: ignore[union-attr]
        return found

    def _values(self, id: str) -> Sequence[object]:
        """Answers to a question between which the conditions can tell, and none at all."""
        question: Question = self._plan.questions[id]
        answer = question.answer
        if answer.kind == "count":
            return (*_between(leaf.test for leaf in self.leaves if id in leaf.items), ABSENT)
        one = self._classes(id, answer.scale.ranks if answer.scale else answer.options)
        if answer.kind != "choices":
            return (*one, ABSENT)
        several = [some for size in range(1, len(one) + 1) for some in combinations(one, size)]
        return (*several, ABSENT)

    def _classes(self, id: str, values: Iterable[str]) -> list[str]:
        """One value for each way in which the conditions can take it."""
        accepts = [leaf.accepts[id] for leaf in self.leaves if id in leaf.accepts]
        return [*{tuple(value in some for some in accepts): value for value in values}.values()]

    def holds(self, values: Assignment) -> bool:
        """Whether all conditions hold in a case with these facts."""
        rest = iter(values)
        kinds, age = cast(frozenset[str], next(rest)), cast(int, next(rest))
        flags = frozenset(flag for flag in self.flags if next(rest))
        if any((one in flags) is so and (other in flags) is too for one, so, other, too in self.never):
            return False
        state = State(self._rubric, self._plan, Facts(case_types=kinds, flags=flags, age=age))
        for id, chain in self.asked.items():
            value = next(rest)
            state.said[id] = value if all(truth(condition, state) for condition in chain) else ABSENT
        state.graded = dict(zip(self.grades, rest, strict=True))
        return all(truth(condition, state) for condition in self.wanted)


def _leaves(condition: Condition) -> Iterator[Condition]:
    return (node for node in nodes(condition) if not node.parts)


def _between(tests: Iterable[object]) -> list[int]:
    """Numbers around everything that is compared with; one where nothing is."""
    around = {0}
    for test in tests:
        for value in cast(dict[str, object], test).values():
            for number in value if isinstance(value, tuple) else (value,):
                if isinstance(number, int):
                    around |= {number - 1, number, number + 1}
    return sorted(number for number in around if number >= 0)


def _never(free: dict[str, Condition]) -> Iterator[tuple[str, bool, str, bool]]:
    """Pairs of dates' conditions that no calendar allows: as (one, holds, other, holds)."""
    dated = [(name, condition) for name, condition in free.items() if condition.kind == "date"]
    for (name, one), (other_name, other) in product(dated, dated):
        if name == other_name or (one.subject, one.where) != (other.subject, other.where):
            continue
        near, near_too = recent(one.test), recent(other.test)
        old, old_too = stale(one.test), stale(other.test)
        if near and near_too and near[0] >= near_too[0] and surely_within(near[1], near_too[1]):
            yield name, True, other_name, False
        if near and old_too and surely_within(near[1], old_too):
            yield name, True, other_name, True
        if old and old_too and surely_within(old_too, old):
            yield name, True, other_name, False
