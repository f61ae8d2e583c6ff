"""A form as one audit has it: each section that several answer becomes a heading over one section for each of them.

All that works on audits works on the expanded form and needs to know nothing of instances. A form without
`for_each` is its own expansion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casekit.rubric.computing import Descriptor, Grading
from casekit.rubric.instances import ForEach, joined, typed
from casekit.rubric.model import Bound, BoxModel, Condition, DateTest, Limit, Question, Rubric, Section, Trigger
from casekit.rubric.plan import make_plan

NONE: Mapping[str, Sequence[str]] = {}


def repeated(rubric: Rubric) -> tuple[Section, ...]:
    """The sections that several answer and that are not expanded yet, in the form's order."""
    return tuple(s for s in rubric.all_sections() if s.for_each is not None and s.template is None)


def instances(section: Section, given: Sequence[str]) -> tuple[str, ...]:
    """For whom a repeated section stands in an audit that answers it for those given.

    All whom the form names, always; where the form names nobody those given, as many as it takes.
    """
    each = section.for_each
    if each is None:
        return ()
    return tuple(each.of) or tuple(dict.fromkeys(given))[: each.at_most]


def expand(rubric: Rubric, given: Mapping[str, Sequence[str]] = NONE) -> Rubric:
    """The form with a section for each instance, ids joined as "agency.police"; the same object where none repeats.

    given: for whom the audit answers each repeated section; whom the form names and the audit leaves out is left to
    its choice, unless all of them are wanted. Outside an instance an id of the section means every instance, inside
    one it means that instance's.
    """
    sections = repeated(rubric)
    if not sections:
        return rubric
    made = _Expansion.of(sections, given)
    whole = replace(
        rubric,
        sections={id: made.section(section) for id, section in rubric.sections.items()},
        overall=made.section(rubric.overall),
        instances=tuple((id, tuple(ones)) for id, ones in made.ones.items()),
        plan=None,
    )
    return replace(whole, plan=make_plan(whole)) if rubric.plan is not None else whole


def sample(rubric: Rubric) -> Rubric:
    """The form with all whom it names, and two of each that audits name themselves: to check it by."""
    return expand(rubric, {section.id: ("A", "B") for section in repeated(rubric)})


def targets(rubric: Rubric) -> list[str]:
    """What an action can be for: a section or a question, of all who answer it or of one of them."""
    ids = [*(section.id for section in rubric.all_sections()), *rubric.questions()]
    return list(dict.fromkeys((*ids, *map(typed, ids)))) if rubric.instances else ids


@dataclass(frozen=True, slots=True)
class _Expansion:
    """One expansion under way. ones: repeated section -> its instances. homes: id in it -> that section.

    left: the instances that the audit left out and may leave out.
    """

    ones: Mapping[str, Sequence[str]]
    homes: Mapping[str, str]
    left: frozenset[str]

    @classmethod
    def of(cls, sections: Iterable[Section], given: Mapping[str, Sequence[str]]) -> _Expansion:
        ones, homes, left = {}, {}, set()
        for section in sections:
            there = given.get(section.id, ())
            ones[section.id] = instances(section, there)
            for inner in section.walk():
                homes.update(dict.fromkeys((inner.id, *inner.questions), section.id))
            each = section.for_each
            if each is not None and each.at_least < len(each.of):
                left |= {joined(section.id, one) for one in each.of if one not in (*there, *each.always)}
        return cls(ones, homes, frozenset(left))

    def section(self, section: Section) -> Section:
        """A section that stands outside every instance."""
        if section.for_each is not None and section.template is None:
            return self._heading(section)
        names = _Names(self, "", "")
        return replace(
            names.judged(section),
            questions={id: names.question(q) for id, q in section.questions.items()},
            sections={id: self.section(s) for id, s in section.sections.items()},
        )

    def _heading(self, section: Section) -> Section:
        """The heading over those who answer the section: it holds what they share and is not graded itself."""
        each = section.for_each
        assert each is not None
        made = [self._instance(section, each, one) for one in self.ones[section.id]]
        return Section(
            id=section.id,
            title=section.title,
            parent=section.parent,
            printed=section.printed,
            guide=section.guide,
            prompts=section.prompts,
            sections={one.id: one for one in made},
            source=section.source,
            for_each=each,
            template=section,
        )

    def _instance(self, section: Section, each: ForEach, one: str) -> Section:
        names = _Names(self, section.id, one, each.label(one))
        made = names.section(section, parent=section.id, above=section.title, heading=each.label(one))
        left = made.id in self.left
        return replace(
            made, printed="", guide="", prompts=(), for_each=None, required="chosen" if left else made.required
        )


@dataclass(frozen=True, slots=True)
class _Names:
    """What ids mean inside one instance (home: its section, one: whose), or outside every one (both "")."""

    whole: _Expansion
    home: str
    one: str
    label: str = ""

    @property
    def where(self) -> str:
        return joined(self.home, self.one) if self.home else ""

    def own(self, id: str) -> str:
        """The id of something that stands here."""
        return joined(id, self.one) if self.home else id

    def items(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The sections or questions that these ids mean from here."""
        return tuple(dict.fromkeys(meant for id in ids for meant in self._meant(id)))

    def _meant(self, id: str) -> Iterator[str]:
        home = self.whole.homes.get(id)
        if home is None:
            yield id
        elif home == self.home:
            yield joined(id, self.one)
        else:
            yield from (joined(id, one) for one in self.whole.ones[home])

    def section(self, section: Section, parent: str, above: str, heading: str) -> Section:
        title = f"{above}: {heading}"
        id = self.own(section.id)
        inner = [self.section(s, id, title, s.title) for s in section.sections.values()]
        questions = [self.question(q) for q in section.questions.values()]
        return replace(
            self.judged(section),
            id=id,
            title=title,
            parent=parent,
            questions={q.id: q for q in questions},
            sections={s.id: s for s in inner},
            instance=self.where,
            heading=heading,
        )

    def judged(self, section: Section) -> Section:
        """The section with its conditions, limits and triggers as they read from here."""
        return replace(
            section,
            grading=self._grading(section.grading),
            score=replace(section.score, items=self.items(section.score.items)) if section.score else None,
            descriptors=self._descriptors(section.descriptors),
            boxes={id: self._box(box) for id, box in section.boxes.items()},
            limits=tuple(map(self._limit, section.limits)),
            triggers=tuple(map(self._trigger, section.triggers)),
            applies_when=self.condition(section.applies_when),
        )

    def question(self, question: Question) -> Question:
        return replace(
            question,
            id=self.own(question.id),
            section=self.own(question.section),
            applies_when=self.condition(question.applies_when),
            agrees_with=tuple(map(self._test, question.agrees_with)),
            boxes={id: self._box(box) for id, box in question.boxes.items()},
            descriptors=self._descriptors(question.descriptors),
            of=self.label,
        )

    def _grading(self, grading: Grading) -> Grading:
        rules = tuple(replace(rule, when=self.condition(rule.when)) for rule in grading.rules)
        return replace(grading, items=self.items(grading.items), rules=rules)

    def _descriptors(self, found: Mapping[str, tuple[Descriptor, ...]]) -> dict[str, tuple[Descriptor, ...]]:
        return {
            value: tuple(replace(look, applies_when=self.condition(look.applies_when)) for look in looks)
            for value, looks in found.items()
        }

    def _box(self, box: BoxModel) -> BoxModel:
        return replace(box, applies_when=self.condition(box.applies_when)) if box.applies_when else box

    def _limit(self, limit: Limit) -> Limit:
        return replace(
            limit,
            id=self.own(limit.id),
            section=self.own(limit.section),
            when=self.condition(limit.when),
            at_most=self._bound(limit.at_most),
            at_least=self._bound(limit.at_least),
            exactly=self._bound(limit.exactly),
        )

    def _bound(self, bound: Bound | None) -> Bound | None:
        return replace(bound, items=self.items(bound.items)) if bound is not None else None

    def _trigger(self, trigger: Trigger) -> Trigger:
        return replace(
            trigger,
            id=self.own(trigger.id),
            section=self.own(trigger.section),
            title=f"{trigger.title} ({self.label})" if self.home else trigger.title,
            when=self.condition(trigger.when),
        )

    def _test(self, test: DateTest) -> DateTest:
        return replace(test, where=self.where, applies_when=self.condition(test.applies_when))

    def condition(self, condition: Condition | None) -> Condition | None:
        """The condition as it reads from here. One answer or grade of several people means at least one of them."""
        if condition is None:
            return None
        kind, accepts = condition.kind, condition.accepts
        items = condition.items
        if kind in ("answer", "answers", "grade", "grades", "score", "scores"):
            items = self.items(condition.items)
            accepts = {meant: accepts[id] for id in condition.items if id in accepts for meant in self._meant(id)}
            several = any(self.whole.homes.get(id, self.home) != self.home for id in condition.items)
            if several and kind in _PLURAL:
                kind = _PLURAL[kind]
        parts = tuple(part for inner in condition.parts if (part := self.condition(inner)) is not None)
        return replace(condition, kind=kind, items=items, accepts=accepts, parts=parts, where=self.where)


_PLURAL = {"answer": "answers", "grade": "grades", "score": "scores"}
