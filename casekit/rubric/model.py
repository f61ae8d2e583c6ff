"""A council's form as data: sections, questions, scales, conditions, limits, triggers.

Every item carries its source: the clauses of the documents that it restates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from casekit.days import Length as Length
from casekit.problem import Route
from casekit.rubric.computing import Descriptor, Grading, Previous, Scoring
from casekit.rubric.instances import ForEach as ForEach
from casekit.rubric.instances import section_route

if TYPE_CHECKING:
    from casekit.rubric.plan import Plan

Json = object
"""A plain value as it stands in the rubric's file."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a scale: its label, a number where points are counted, other spellings, its meaning."""

    id: str
    label: str
    number: Fraction | None = None
    also: tuple[str, ...] = ()
    means: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A named scale. values stand as the rubric lists them; rank 0 is the best.

    names: every folded spelling of a value (id, label, aliases, printed number) -> its id.
    """

    id: str
    values: tuple[Value, ...]
    ranks: Mapping[str, int]
    names: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def value(self, id: str) -> Value:
        """The value of that id; KeyError where the scale has none."""
        for value in self.values:
            if value.id == id:
                return value
        raise KeyError(id)

    @property
    def best_first(self) -> tuple[Value, ...]:
        """The values, best first."""
        return tuple(sorted(self.values, key=lambda v: self.ranks[v.id]))

    def label(self, id: str | None) -> str:
        """What people call the value; the id itself where the scale does not know it, "" for none."""
        if id is None:
            return ""
        return next((v.label for v in self.values if v.id == id), id)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the language, one node of a tree; see condition.py for what each kind means.

    kind: all, any, not, case_type, flag, age, day, answer, answers, grade, grades, score, scores or date.
    subject: what it looks at, as written (an id, or a selector). test: is, at_least, at_most, above, below,
    within, …; lengths, days and the numbers of scores read. items: the ids that the subject comes to. accepts: for
    each of them with a scale or choices, the values for which the comparison holds. where: the instance in which it
    stands and whose own case and dates it looks at first; "" for the audit's.
    """

    kind: str
    subject: Json = None
    test: Mapping[str, Json] = field(default_factory=dict)
    parts: tuple[Condition, ...] = ()
    items: tuple[str, ...] = ()
    accepts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    where: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """What a question takes for an answer.

    kind: scale, text, date, count, choice or choices. scale: where kind is scale. options: id -> label where
    kind is choice or choices; numbers: id -> number of those that have one.
    """

    kind: str
    scale: Scale | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Fraction] = field(default_factory=dict)

    def label(self, value: object) -> str:
        """What people read for a value."""
        if self.scale is not None and isinstance(value, str):
            return self.scale.label(value)
        return self.options.get(str(value), str(value))


@dataclass(frozen=True, slots=True)
class DateTest:
    """The date that an answer has to agree with.

    yes_only: the date must hold for a yes, but may hold for a no (most questions say more than their date).
    applies_when: in which cases the test counts at all. where: the instance whose own date counts first.
    """

    date: str
    test: Mapping[str, Json]
    yes_only: bool = False
    applies_when: Condition | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class BoxModel:
    """A comment box of the form. needs: "action" where what it says has to become an action.

    about: what of that which every audit deals with it is about, such as strength or impact.
    """

    id: str
    title: str
    applies_when: Condition | None = None
    required: bool = True
    needs: str = ""
    guide: str = ""
    source: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question. section: the id of the section that directly holds it. tags: such as statutory. about: such as
    impact.

    not_applicable: "with_reason", "freely" or "never". reversed: yes is the bad answer. weight: how much it counts in
    a score, 0 for not at all. boxes: its own, under its heading. descriptors: grade of the section, or value of the
    answer -> what that looks like here. of: whose answer it is, such as "Police", where the section is answered once
    for each.
    """

    id: str
    ask: str
    section: str
    answer: Answering
    title: str = ""
    guide: str = ""
    tags: tuple[str, ...] = ()
    not_applicable: str = "with_reason"
    reversed: bool = False
    applies_when: Condition | None = None
    required: str = "if_applies"
    agrees_with: tuple[DateTest, ...] = ()
    weight: Fraction = Fraction(1)
    boxes: Mapping[str, BoxModel] = field(default_factory=dict)
    descriptors: Mapping[str, tuple[Descriptor, ...]] = field(default_factory=dict)
    source: tuple[str, ...] = ()
    of: str = ""
    about: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Its title or what it asks, and of whom where several are asked."""
        name = self.title or self.ask
        return f"{name.rstrip('.')} ({self.of})" if self.of else name


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on a grade: a grade's id (value), or what other grades come to (roll).

    roll: "lowest", "majority" or "highest" of the selector in of; plus: so many grades better than that.
    items: the sections that the selector comes to.
    """

    value: str | None = None
    roll: str | None = None
    of: Json = None
    plus: int = 0
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A limiting judgement.

    hard: it "cannot" be lifted (always); else it is expected (usually) and settled by a written reason,
    and by a moderator's agreement too where agreed_by says "moderator". at_most, at_least, exactly: its bounds.
    """

    id: str
    section: str
    title: str
    hard: bool
    when: Condition | None
    at_most: Bound | None = None
    at_least: Bound | None = None
    exactly: Bound | None = None
    agreed_by: str = ""
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """Something that must follow: people told (roles), within a length, and an action or a concern on record."""

    id: str
    section: str
    title: str
    when: Condition | None
    tell: tuple[str, ...] = ()
    within: Length | None = None
    needs: str = ""
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the form; the whole is one too, with id "overall".

    scale: of its grade, None where it is not graded. grading: how it comes by the grade. score: how it comes by a
    number, None where it has none; weight: how much it counts in a score of sections. parent: "" at the top.
    questions and sections: what is directly in it, by id, in the form's order. required: always, if_applies or chosen.
    descriptors: grade id -> what that grade looks like here. about: such as voice. looks_back_how: "" where the section
    looks back as far as the rubric does, "none" where it may look at any time, else must, main or suggested for
    looks_back.

    for_each: it is answered once for each of several. template: the section as the form has it, where this one is what
    expansion made of it: a heading over one section for each. instance: the one (such as "agency.police") that this
    section is, or is part of. heading: what stands over it in an audit, where its title says more.
    """

    id: str
    title: str
    parent: str = ""
    printed: str = ""
    guide: str = ""
    prompts: tuple[str, ...] = ()
    scale: Scale | None = None
    grading: Grading = Grading()
    score: Scoring | None = None
    weight: Fraction = Fraction(1)
    questions: Mapping[str, Question] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)
    boxes: Mapping[str, BoxModel] = field(default_factory=dict)
    limits: tuple[Limit, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    descriptors: Mapping[str, tuple[Descriptor, ...]] = field(default_factory=dict)
    applies_when: Condition | None = None
    required: str = "if_applies"
    looks_back: Length | None = None
    looks_back_how: str = ""
    source: tuple[str, ...] = ()
    for_each: ForEach | None = None
    template: Section | None = field(default=None, repr=False)
    instance: str = ""
    heading: str = ""
    about: tuple[str, ...] = ()

    @property
    def route(self) -> Route:
        """Where its entry stands in an audit's front matter."""
        return section_route(self.id, self.instance)

    @property
    def computed(self) -> bool:
        """Whether its grade is worked out and not judged."""
        return self.scale is not None and self.grading.computed

    def every_box(self) -> dict[str, BoxModel]:
        """Its own boxes by id, then those of its questions as "question/box": the names that an audit's boxes go by."""
        return {
            **self.boxes,
            **{f"{q.id}/{box.id}": box for q in self.questions.values() for box in q.boxes.values()},
        }

    def walk(self) -> Iterator[Section]:
        """This section and all beneath it, in the form's order."""
        yield self
        for section in self.sections.values():
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class FeedbackModel:
    """What families are asked: respondents (id -> label), questions, and what the audit must say."""

    title: str = ""
    guide: str = ""
    respondents: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    required: bool = False
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A part of the form that others fill in (reflection, moderation): a title, boxes, and labels of its fields."""

    title: str = ""
    guide: str = ""
    boxes: Mapping[str, BoxModel] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConcernModel:
    """Who must be told of an immediate concern (roles), and within what the response must come."""

    tell: tuple[str, ...] = ()
    respond: Length | None = None
    guide: str = ""
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One of the rubric's own worked cases: a name, what is given, and what is expected.

    own: what is given in the case itself, where it is like another one and given holds that one's, too.
    """

    name: str
    given: Mapping[str, Json] = field(default_factory=dict)
    expect: Mapping[str, Json] = field(default_factory=dict)
    own: Mapping[str, Json] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Rubric:
    """A form, whole. ref is how audits name it: id@version.

    looks_back: the window that is evaluated and how hard it is (must, main or suggested); None for none.
    in_force: the first and the last day, None for an open end, on which an audit's period may end. previous: what
    became of the ids of the version before. sections: the top ones by id; overall: the whole, whose grade is optional.
    leaves_out: what of an audit's head it does without. instances: who answers each repeated section; see expand.py.
    """

    id: str
    version: int
    title: str
    subject: str = ""
    leaves_out: tuple[str, ...] = ()
    in_force: tuple[date | None, date | None] = (None, None)
    previous: Previous | None = None
    scales: Mapping[str, Scale] = field(default_factory=dict)
    case_types: Mapping[str, str] = field(default_factory=dict)
    several_types: bool = False
    flags: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    looks_back: Length | None = None
    looks_back_how: str = ""
    guide: str = ""
    sections: Mapping[str, Section] = field(default_factory=dict)
    overall: Section = Section("overall", "Overall judgement")
    feedback: FeedbackModel = FeedbackModel()
    reflection: Form = Form()
    moderation: Form = Form()
    concern: ConcernModel = ConcernModel()
    cases: tuple[WorkedCase, ...] = ()
    source: tuple[str, ...] = ()
    instances: tuple[tuple[str, tuple[str, ...]], ...] = ()
    plan: Plan | None = field(default=None, compare=False, repr=False)
    """What loading works out once, so that evaluating an audit need not: see plan.py."""

    @property
    def ref(self) -> str:
        """How audits name it: id@version."""
        return f"{self.id}@{self.version}"

    def all_sections(self) -> Iterator[Section]:
        """Every section at any depth in the form's order, the whole last."""
        outer = (*self.sections.values(), self.overall)
        yield from self.plan.sections.values() if self.plan is not None else (s for o in outer for s in o.walk())

    def section(self, id: str) -> Section | None:
        """The section of that id at any depth, "overall" included; None where there is none."""
        if self.plan is not None:
            return self.plan.sections.get(id)
        return next((s for s in self.all_sections() if s.id == id), None)

    def questions(self) -> dict[str, Question]:
        """Every question of the form by id, feedback apart."""
        if self.plan is not None:
            return dict(self.plan.questions)
        return {q.id: q for s in self.all_sections() for q in s.questions.values()}
