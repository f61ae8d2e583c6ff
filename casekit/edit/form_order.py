"""The order in which an audit's front matter has what its form names: sections, questions, dates."""

from __future__ import annotations

from collections.abc import Sequence

from casekit.edit.canonical import order_of
from casekit.edit.writing import Order
from casekit.problem import Route
from casekit.rubric.instances import typed
from casekit.rubric.model import Rubric


def form_order(rubric: Rubric) -> Order:
    """The order of the keys of a mapping, by its route, in audits of that form."""
    sections = {typed(section.id): section for section in rubric.all_sections() if section.template is None}
    sections |= {part.id: part for s in rubric.all_sections() if s.template for part in s.template.walk()}
    each = {s.id: tuple(s.for_each.of) for s in rubric.all_sections() if s.for_each is not None}

    def order(route: Route) -> Sequence[str]:
        match route:
            case ("sections",) | (*_, "each", _, "sections"):
                return tuple(sections)
            case ("sections", id, "each") if id in each:
                return each[str(id)]
            case ("dates",) | ("sections", _, "each", _, "dates"):
                return tuple(rubric.dates)
            case ("feedback",):
                return tuple(rubric.feedback.respondents)
            case ("feedback", _, "answers"):
                return tuple(rubric.feedback.questions)
            case ("overall", "answers"):
                return tuple(rubric.overall.questions)
            case (*_, "sections", id, "answers") | ("sections", id, "each", _, "answers") if id in sections:
                return tuple(sections[str(id)].questions)
            case _:
                return order_of(route)

    return order
