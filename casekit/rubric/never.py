"""What in a form can never come about: a question that nobody is asked, a limit that never counts.

The form can be used with such a slip in it, but something in it was surely meant otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from casekit.problem import Remark, Route
from casekit.rubric.checks.figures import figures
from casekit.rubric.checks.limits import window
from casekit.rubric.checks.places import routes
from casekit.rubric.computing import Descriptor
from casekit.rubric.model import Condition, Limit, Rubric, Section, Trigger
from casekit.rubric.possible import Possibilities

HINT = "Mend the condition, or take out what it stands on."


def never(rubric: Rubric) -> list[Remark]:
    """Everything in the form that no case can bring about; nothing that perhaps might."""
    return [*_Looking(rubric).remarks()]


def only_after_change(rubric: Rubric) -> list[Remark]:
    """What can come about only in a case whose kind changed in the period, where a case has one kind at a time."""
    return [] if rubric.several_types else [*_Looking(rubric, one_kind=True).remarks()]


class _Looking:
    """one_kind: look at cases of one kind only, and report only what others do reach."""

    def __init__(self, rubric: Rubric, *, one_kind: bool = False) -> None:
        self._rubric, self._one_kind = rubric, one_kind
        self._possible = Possibilities(rubric)

    def remarks(self) -> Iterator[Remark]:
        """In the form's order; nothing is said of what stands in something that is reported."""
        lost: set[str] = set()
        boxes: dict[str, list[Remark | None]] = {}
        for section, route in routes(self._rubric):
            if section.parent in lost:
                lost.add(section.id)
                continue
            around = self._possible.chains[section.parent]
            at = (*route, "applies_when")
            own = self._look(section.applies_when, section.id, around, at, f"section '{section.id}'", "apply")
            if own is not None:
                yield own
                lost.add(section.id)
                continue
            yield from self._inside(section, route)
            for box in section.boxes.values():
                at = (*route, "boxes", box.id)
                found = self._look(box.applies_when, section.id, self._chain(section), at, f"box '{box.id}'", "apply")
                boxes.setdefault(box.id, []).append(found)
        if not self._one_kind:
            yield from figures(self._rubric)
        yield from (found[0] for found in boxes.values() if found[0] is not None and all(found))

    def _inside(self, section: Section, route: Route) -> Iterator[Remark]:
        chain = self._chain(section)
        for question in section.questions.values():
            at = (*route, "questions", question.id)
            what = f"question '{question.id}'"
            own = self._look(question.applies_when, section.id, chain, (*at, "applies_when"), what, "be asked")
            if own is not None:
                yield own
                continue
            around = self._possible.chains[question.id]
            for test in question.agrees_with:
                key = "yes_needs" if test.yes_only else "agrees_with"
                found = self._look(test.applies_when, section.id, around, (*at, key), f"'{key}' of {what}", "count")
                yield from [found] if found else []
            for box in question.boxes.values():
                there = (*at, "boxes", box.id)
                found = self._look(box.applies_when, section.id, around, there, f"box '{box.id}' of {what}", "apply")
                yield from [found] if found else []
            yield from self._looks(question.descriptors, section, around, at, what)
        yield from self._looks(section.descriptors, section, chain, route, f"section '{section.id}'")
        yield from self._rules(section, route)
        judged: tuple[tuple[str, str, Sequence[Limit | Trigger]], ...] = (
            ("limit", "count", section.limits),
            ("trigger", "fire", section.triggers),
        )
        for kind, verb, rules in judged:
            for i, rule in enumerate(rules):
                at = (*route, f"{kind}s", i, "when")
                found = self._look(rule.when, section.id, chain, at, f"{kind} '{rule.id}'", verb)
                yield from [found] if found else []
        if not self._one_kind:
            yield from self._against(section, route)

    def _looks(
        self,
        descriptors: Mapping[str, tuple[Descriptor, ...]],
        section: Section,
        around: tuple[Condition, ...],
        route: Route,
        what: str,
    ) -> Iterator[Remark]:
        """Descriptors that nobody is shown."""
        for value, looks in descriptors.items():
            for look in looks:
                at = (*route, "descriptors", value)
                says = f"a descriptor of '{value}' in {what}"
                found = self._look(look.applies_when, section.id, around, at, says, "be shown")
                yield from [found] if found else []

    def _rules(self, section: Section, route: Route) -> Iterator[Remark]:
        """Rules of a computed grade that never hold, or only where one above them does.

        The last one, without a condition, has to stand there however complete the others are.
        """
        above = list(self._chain(section))
        for i, rule in enumerate(section.grading.rules):
            at = (*route, "grade", "rules", i)
            found = self._look(rule.when, section.id, self._chain(section), at, f"the rule for '{rule.grade}'", "count")
            if found is not None:
                yield found
                continue
            if rule.when is None:
                continue
            own = self._possible.placed(rule.when, section.id)
            if not self._one_kind and not self._possible((*above, own)):
                yield Remark(at, f"the rule for '{rule.grade}' is never reached: one above it always holds first", HINT)
            above.append(Condition("not", parts=(own,)))

    def _chain(self, section: Section) -> tuple[Condition, ...]:
        return self._possible.chains[section.id]

    def _look(
        self,
        condition: Condition | None,
        section: str,
        around: tuple[Condition, ...],
        route: Route,
        what: str,
        verb: str,
    ) -> Remark | None:
        """What is wrong with a condition in that section; around: those that it stands in."""
        if condition is None:
            return None
        own = self._possible.placed(condition, section)
        whole = (*around, own)
        if self._one_kind:
            if self._possible(whole, one_kind=True) or not self._possible(whole):
                return None
            return Remark(route, f"{what} can {verb} only in a case whose kind changed in the period")
        if self._possible(whole):
            return None
        who = "no kind of case" if self._possible(whole, kinds_free=True) else "no case"
        together = " together with the conditions around it" if self._possible((own,)) else ""
        return Remark(route, f"{what} can never {verb}: {who} meets its condition{together}", HINT)

    def _against(self, section: Section, route: Route) -> Iterator[Remark]:
        """Limits of which one always counts where the other does, and that no grade can keep together."""
        for (_, one), (j, other) in combinations(enumerate(section.limits), 2):
            if not (one.hard and other.hard) or one.when == other.when or self._agree(section, one, other):
                continue
            for first, second in ((one, other), (other, one)):
                if self._entails(section, first, second):
                    yield Remark(
                        (*route, "limits", j),
                        f"limits '{one.id}' and '{other.id}' contradict each other: wherever '{first.id}' counts, "
                        f"'{second.id}' does, and no grade can keep both",
                    )
                    break

    def _agree(self, section: Section, one: Limit, other: Limit) -> bool:
        if section.scale is None:
            return True
        first, second = window(one, section.scale), window(other, section.scale)
        return max(first[0], second[0]) <= min(first[1], second[1])

    def _entails(self, section: Section, first: Limit, second: Limit) -> bool:
        if first.when is None or second.when is None:
            return False
        chain = (*self._chain(section), self._possible.placed(first.when, section.id))
        against = Condition("not", parts=(self._possible.placed(second.when, section.id),))
        return self._possible(chain) and not self._possible((*chain, against))
