"""What an audit lacks of those who answer a section together: enough of them, and what is asked of each."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.check.said import meant, said
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.problem import Route
from casekit.rubric.evaluation import MissingFact
from casekit.rubric.instances import instance_route, one_of, typed
from casekit.rubric.model import Rubric, Section
from casekit.words import count


def unclear(audit: Audit, rubric: Rubric) -> set[str]:
    """Sections for which something stands in the audit that was probably meant for them."""
    plain = meant(audit, ("sections",), [section.id for section in rubric.all_sections() if not section.instance])
    found = set(plain)
    for id, ones in rubric.instances:
        slips = meant(audit, ("sections", id, "each"), ones)
        found |= {s.id for s in rubric.all_sections() if s.instance and _belongs(s, id, plain, slips)}
    return found


def _belongs(section: Section, repeated: str, plain: set[str], slips: set[str]) -> bool:
    return typed(section.instance) == repeated and (repeated in plain or one_of(section.instance) in slips)


WHOLE = "all of it (write it under its id, or there grade: not_assessed or not_applicable, and why)"
"""What is missing of somebody for whom nothing is there at all."""


def not_there(audit: Audit, section: Section) -> bool:
    """Whether nothing at all stands in the audit for the one of several to whom the section belongs."""
    return bool(section.instance) and section.instance not in audit.instances


def too_few(audit: Audit, section: Section) -> Iterator[tuple[Route, str]]:
    """Where more entries belong, and how many, where fewer answer the section than the form wants.

    Where all whom the form names are wanted, each is told apart.
    """
    each = section.for_each
    if each is None or section.template is None or each.at_least == len(each.of):
        return
    there = sum(typed(id) == section.id for id in audit.instances)
    if there < each.at_least:
        number = count(each.at_least - there, "entry", "entries")
        wanted = "one is" if each.at_least == 1 else f"{each.at_least} are"
        yield ("sections", section.id, "each"), f"{number} below 'each:' (at least {wanted} wanted)"


def unsigned(case: AuditCase, section: Section) -> Iterator[tuple[Route, str]]:
    """Where it belongs who answered, for one of several of whom the form wants to know."""
    home = case.rubric.section(typed(section.instance)) if section.id == section.instance else None
    if home is not None and home.for_each is not None and home.for_each.signed:
        route: Route = (*instance_route(section.id), "by")
        entry = case.audit.entry(section.id)
        if not getattr(entry, "by", "") and not said(case.audit, route):
            yield route, "who answered (by)"


def where_asked(case: AuditCase, need: MissingFact, what: str) -> tuple[Route, str]:
    """Where a missing fact belongs, and what it is called: at one of several, or at the audit."""
    route: Route = ("dates", need.id) if need.what == "date" else ("case", "age")
    if not need.where:
        return route, what
    section = case.rubric.section(need.where)
    return (*instance_route(need.where), *route), f"{what} of '{section.title if section else need.where}'"
