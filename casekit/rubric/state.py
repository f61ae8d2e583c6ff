"""Where an evaluation stands: what applies so far, what was said, and whose grades are being looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from casekit.problem import Route
from casekit.rubric.evaluation import Computed, Score
from casekit.rubric.facts import (
    ANSWERED,
    NO_EVIDENCE,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    NOTHING,
    UNANSWERED,
    Facts,
    Given,
)
from casekit.rubric.instances import instance_route, typed
from casekit.rubric.model import Answering, Rubric
from casekit.rubric.plan import Plan

COVERING: Final = (NOT_APPLICABLE, NOT_ASSESSED)
"""States of a section that hold for whatever stands in it unanswered."""

ABSENT: Final = object()
"""Stands for what compares to nothing: it does not apply, or the auditor put it down as not applicable."""


@dataclass(slots=True)
class State:
    """One evaluation under way; nothing outlives it.

    opens: sections and questions -> whether they apply, as far as worked out (True, False, or None for unknown);
    for a section its own condition and those above it. cover: sections that are as a whole not applicable or not
    assessed -> that state. wanted: sections whose contents are asked for. left: sections and questions that the auditor
    may leave out and did, unless something is on record for them all the same. said: questions -> what a condition
    compares, ABSENT or None for unknown. grades: those that are being looked at, an auditor's or as a moderation
    left them; graded: sections -> the same of them. owners: section -> who gave its grade, where not the auditor.
    scores, computed: section -> what was worked out; scored: what a condition compares of the scores.
    """

    rubric: Rubric
    plan: Plan
    facts: Facts
    opens: dict[str, bool | None] = field(default_factory=dict)
    cover: dict[str, str] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    said: dict[str, object] = field(default_factory=dict)
    grades: Mapping[str, Given] = field(default_factory=dict)
    graded: dict[str, object] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    scores: dict[str, Score] = field(default_factory=dict)
    scored: dict[str, object] = field(default_factory=dict)
    computed: dict[str, Computed] = field(default_factory=dict)

    def hear(self, question: str) -> None:
        """Take down what a question's answer compares as, once it is known whether it applies."""
        if self.opens[question] is False:
            self.said[question] = ABSENT
            return
        model = self.plan.questions[question]
        given = self.facts.answers.get(question, NOTHING)
        self.said[question] = _compared(given, model.answer, self.cover.get(model.section))

    def look(self, grades: Mapping[str, Given], owners: Mapping[str, str]) -> None:
        """From here on conditions see these grades; computed ones that no judge gave are still to be worked out."""
        self.grades, self.owners = grades, owners
        self.computed = {}
        self.graded = {id: self._graded(id, answering) for id, answering in self.plan.graded.items()}

    def _graded(self, section: str, answering: Answering) -> object:
        if self.opens.get(section) is False:
            return ABSENT
        if self.plan.sections[section].computed and section not in self.owners:
            return ABSENT if self.covered(section) == NOT_APPLICABLE else None
        return _compared(self.grades.get(section, NOTHING), answering, self.cover.get(section))

    def covered(self, section: str) -> str | None:
        """Whether the section as a whole is not applicable or not assessed; None where it is neither."""
        own = self.facts.grades.get(section, NOTHING).state
        return own if own in COVERING else self.cover.get(section)

    def awaited(self, id: str) -> bool:
        """Whether the section's grade, or the question's answer, is asked for: nobody left it out, nor may have."""
        if self.opens.get(id) is False:
            return False
        question = self.plan.questions.get(id)
        if question is not None:
            return question.required == "always" or (question.section in self.wanted and question.required != "chosen")
        return id in self.wanted or (self.plan.sections[id].required == "always" and id not in self.cover)

    def given(self, question: str) -> Given:
        """The answer; where there is none, the state of the section that covers it."""
        given = self.facts.answers.get(question, NOTHING)
        cover = self.cover.get(self.plan.questions[question].section)
        return Given(cover) if cover and given.state == UNANSWERED else given

    def grade(self, section: str) -> str | None:
        """The id of the grade that is being looked at; None unless the section applies and its scale has it."""
        grade = self.graded.get(section)
        return grade if isinstance(grade, str) else None

    def answer_route(self, question: str) -> Route:
        """Where the answer stands in the audit."""
        section = self.plan.sections[self.plan.questions[question].section]
        return (*section.route, "answers", typed(question))

    def grade_route(self, section: str) -> Route:
        """Where the grade that is being looked at stands in the audit."""
        owner = self.owners.get(section)
        if owner is None and section in self.computed:
            return self.plan.sections[section].route
        for judged in self.facts.judged:
            if judged.by == owner and judged.route:
                return (*judged.route, "overall") if section == "overall" else (*judged.route, "sections", section)
        return (*self.plan.sections[section].route, "grade")

    def date_route(self, date: str, instance: str) -> Route:
        """Where a date stands that counts for an instance: its own, else the audit's."""
        own = self.facts.own.get(instance)
        return (*(instance_route(instance) if own is not None and date in own.dates else ()), "dates", date)

    def case_route(self, key: str, instance: str) -> Route:
        """Where "type", "flags" or "age" stands that counts for an instance."""
        own = self.facts.own.get(instance)
        told = own is not None and {"type": own.case_types, "flags": own.flags, "age": own.age}[key] is not None
        return (*(instance_route(instance) if told else ()), "case", key)


def _compared(given: Given, answering: Answering, cover: str | None) -> object:
    """What a condition compares: a value that the scale, the choices or the kind of answer has, else unknown."""
    state = given.state
    if state == UNANSWERED and cover:
        state = cover
    if state == NOT_APPLICABLE:
        return ABSENT
    scale = answering.scale
    if state == NO_EVIDENCE:
        return scale.values[-1].id if scale else None
    if state != ANSWERED:
        return None
    value = given.value
    if isinstance(value, str):
        return value if value in (scale.ranks if scale else answering.options) else None
    if answering.kind == "choices" and isinstance(value, tuple):
        return value
    if answering.kind == "count" and isinstance(value, int) and not isinstance(value, bool):
        return value
    return None
