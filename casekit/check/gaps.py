"""What an audit still lacks, by its form: the one list behind "still to fill in" and "completed, but"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.model.audit import Audit, Box, Entry, State
from casekit.model.corpus import AuditCase
from casekit.problem import Route
from casekit.rubric.evaluation import Item
from casekit.rubric.model import Section
from casekit.words import count, listing


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: where it belongs, and a phrase for it, such as "the grade". box: a comment box."""

    route: Route
    where: str
    what: str
    box: bool = False


def gaps(case: AuditCase) -> Iterator[Gap]:
    """Everything that the form asks for and the audit lacks, in the order of the form."""
    audit = case.audit
    yield from _top(case)
    for section in case.rubric.all_sections():
        item = case.evaluation.sections.get(section.id)
        if item is None or not _counts(item):
            continue
        entry = audit.entry(section.id)
        if entry.state in (State.NOT_ASSESSED, State.NOT_APPLICABLE):
            if not entry.why:
                yield Gap((*entry.route, "grade"), section.title, "the reason why it was not assessed")
            continue
        yield from _section(case, section, entry)


def _top(case: AuditCase) -> Iterator[Gap]:
    audit, top = case.audit, "The audit"
    for value, route, what in (
        (audit.case.ref, ("case", "ref"), "the case reference (ref)"),
        (audit.case.type_ids, ("case", "type"), "the kind of case (type)"),
        (audit.case.team, ("case", "team"), "the team"),
        (audit.case.people.get("practitioner"), ("case", "practitioner"), "the practitioner"),
        (audit.case.people.get("team_manager"), ("case", "team_manager"), "the team manager"),
        (audit.auditor, ("auditor",), "the auditor"),
        (audit.start and audit.end, ("period",), "the period looked at"),
    ):
        if not value:
            yield Gap(route, top, what)
    if audit.met is None and audit.attempted is None:
        yield Gap(("with_practitioner",), top, "the day it was done with the practitioner, or the attempt")
    if audit.independent is None:
        yield Gap(("independent",), top, "whether the auditor had no part in the case (independent)")
    for need in case.evaluation.missing:
        if need.what == "date":
            label = case.rubric.dates.get(need.id, need.id)
            yield Gap(("dates", need.id), top, f"the date {need.id} ({label})")
        elif need.what == "age":
            yield Gap(("case", "age"), top, "the child's age")
    for respondent in audit.feedback.values():
        if respondent.outcome != "gained" and not respondent.why:
            label = case.rubric.feedback.respondents.get(respondent.respondent, respondent.respondent)
            yield Gap(respondent.route, "Feedback", f"why there is none from: {label}")


def _section(case: AuditCase, section: Section, entry: Entry) -> Iterator[Gap]:
    if section.scale is not None and entry.grade is None:
        yield Gap((*entry.route, "grade"), section.title, "the grade")
    open_questions = []
    for question in section.questions.values():
        item = case.evaluation.questions.get(question.id)
        answer = entry.answers.get(question.id)
        if item is None or not _counts(item):
            continue
        if answer is None or answer.state is State.UNANSWERED:
            open_questions.append(question.id)
        elif not answer.why and (
            answer.state is State.NOT_ASSESSED
            or (answer.state is State.NOT_APPLICABLE and question.not_applicable == "with_reason")
        ):
            spoken = answer.state.value.replace("_", " ")
            yield Gap(answer.route, section.title, f"why '{question.id}' is {spoken}")
    if open_questions:
        number = count(len(open_questions), "answer")
        yield Gap((*entry.route, "answers"), section.title, f"{number}: {listing(open_questions)}")
    for box in section.boxes.values():
        wanted = case.evaluation.boxes.get((section.id, box.id))
        if wanted is not None and _counts(wanted) and empty(entry.boxes.get(box.id)):
            yield Gap(box_route(case.audit, entry, box.id), section.title, f"the box '{box.title}'", box=True)


def empty(box: Box | None) -> bool:
    """Whether a comment box says nothing: no letter and no digit in it."""
    return box is None or not re.search(r"[^\W_]", box.text)


def box_route(audit: Audit, entry: Entry, box: str) -> Route:
    """Where a box stands, or, where its heading is missing, its section."""
    written = entry.boxes.get(box)
    return ("#", written.line) if written is not None else entry.route


def _counts(item: Item) -> bool:
    return item.applies is not False and item.required
