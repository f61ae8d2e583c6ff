"""Where an evaluation stands: what applies so far, and whose grades are being looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.problem import Route
from casekit.rubric.facts import NO_EVIDENCE, NOT_APPLICABLE, NOT_ASSESSED, NOTHING, UNANSWERED, Facts, Given
from casekit.rubric.model import Rubric
from casekit.rubric.plan import Plan

COVERING = (NOT_APPLICABLE, NOT_ASSESSED)
"""States of a section that hold for whatever stands in it unanswered."""


@dataclass(slots=True)
class State:
    """One evaluation under way; nothing outlives it.

    opens: sections and questions -> whether they apply, as far as worked out (True, False, or None for unknown);
    for a section its own condition and those above it. cover: sections that are as a whole not applicable or not
    assessed -> that state. wanted: sections whose contents are asked for. grades: those that conditions see, an
    auditor's or as a moderation left them. owners: section -> who gave its grade, where not the auditor.
    """

    rubric: Rubric
    plan: Plan
    facts: Facts
    opens: dict[str, bool | None] = field(default_factory=dict)
    cover: dict[str, str] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    grades: Mapping[str, Given] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)

    def given(self, question: str) -> Given:
        """The answer; where there is none, the state of the section that covers it."""
        given = self.facts.answers.get(question, NOTHING)
        if given.state == UNANSWERED and self.cover:
            state = self.cover.get(self.plan.questions[question].section)
            return Given(state) if state else given
        return given

    def grade(self, section: str) -> Given:
        """The grade that is being looked at."""
        given = self.grades.get(section, NOTHING)
        if given.state == UNANSWERED and section in self.cover:
            return Given(self.cover[section])
        return given

    def graded(self, section: str) -> str | None:
        """The id of the grade that is being looked at, None unless the section applies and its scale has it."""
        scale = self.plan.sections[section].scale
        given = self.grade(section)
        if scale is None or self.opens.get(section) is False:
            return None
        if given.state == NO_EVIDENCE:
            return scale.values[-1].id
        return given.value if isinstance(given.value, str) and given.value in scale.ranks else None

    def answer_route(self, question: str) -> Route:
        """Where the answer stands in the audit."""
        return (*section_route(self.plan.questions[question].section), "answers", question)

    def grade_route(self, section: str) -> Route:
        """Where the grade that is being looked at stands in the audit."""
        owner = self.owners.get(section)
        for judged in self.facts.judged:
            if judged.by == owner and judged.route:
                return (*judged.route, "overall") if section == "overall" else (*judged.route, "sections", section)
        return (*section_route(section), "grade")


def section_route(section: str) -> Route:
    """Where a section, or the whole, stands in an audit."""
    return ("overall",) if section == "overall" else ("sections", section)
