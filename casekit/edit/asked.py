"""What of a form may come up in an audit of which little is known yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from casekit.rubric.condition import truth
from casekit.rubric.evaluate import evaluate
from casekit.rubric.evaluation import Item
from casekit.rubric.facts import Facts
from casekit.rubric.model import Condition, Rubric
from casekit.rubric.plan import make_plan
from casekit.rubric.state import State

Key = TypeVar("Key", str, tuple[str, str])


@dataclass(slots=True)
class Asked:
    """Ids of sections and questions, and (section, box) pairs, that may apply; and the dates that they ask for.

    own_dates: the same for each of several, who may have dates of their own.

    sometimes: of the sections and questions, those that do not apply in every such case.
    """

    sections: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    boxes: set[tuple[str, str]] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    sometimes: set[str | tuple[str, str]] = field(default_factory=set)
    own_dates: dict[str, set[str]] = field(default_factory=dict)

    def dates_of(self, instance: str) -> set[str]:
        """The dates asked for of one of several; those of the whole for ""."""
        return self.own_dates.setdefault(instance, set()) if instance else self.dates


def asked(rubric: Rubric, case_types: Sequence[str], flags: Sequence[str] | None) -> Asked:
    """What may apply. No case types: any of them; flags None: any of them, and none."""
    found = Asked()
    for facts in _possible(rubric, case_types, flags):
        made = evaluate(rubric, facts)
        _take(found.sections, found.sometimes, made.sections)
        _take(found.questions, found.sometimes, made.questions)
        _take(found.boxes, found.sometimes, made.boxes)
        _dates(found, rubric, facts)
    return found


def _dates(found: Asked, rubric: Rubric, facts: Facts) -> None:
    state = State(rubric, rubric.plan or make_plan(rubric), facts)
    for question in rubric.questions().values():
        if question.id in found.questions:
            for test in question.agrees_with:
                if truth(test.applies_when, state) is not False:
                    also = {str(v) for k, v in test.test.items() if k in ("from", "after")}
                    found.dates_of(test.where).update({test.date, *also})
    for section in rubric.all_sections():
        for name, box in section.every_box().items():
            if (section.id, name) in found.boxes and box.applies_when is not None:
                found.dates_of(section.instance).update(_asked_in(box.applies_when))


def _asked_in(condition: Condition) -> Iterator[str]:
    if condition.kind == "date":
        yield str(condition.subject)
    for part in condition.parts:
        yield from _asked_in(part)


def _possible(rubric: Rubric, case_types: Sequence[str], flags: Sequence[str] | None) -> Iterator[Facts]:
    types = [frozenset(case_types)] if case_types else [frozenset([type]) for type in rubric.case_types]
    marks = [frozenset(flags)] if flags is not None else [frozenset(), *(frozenset([f]) for f in rubric.flags)]
    for kind in types or [frozenset[str]()]:
        for marked in marks:
            yield Facts(case_types=kind, flags=marked)


def _take(found: set[Key], sometimes: set[str | tuple[str, str]], items: Mapping[Key, Item]) -> None:
    for place, item in items.items():
        if item.applies is not False:
            found.add(place)
        if item.applies is not True:
            sometimes.add(place)
