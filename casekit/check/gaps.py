"""What an audit still lacks, by its form: the one list behind "still to fill in" and "completed, but".

Where something stands that is not understood, or a key that is probably a slip for the one looked for, nothing is
missing: what is wrong there is told already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.check.gaps_each import WHOLE, not_there, too_few, unclear, unsigned, where_asked
from casekit.check.said import meant, said
from casekit.model.audit import Audit, Box, Entry, State
from casekit.model.corpus import AuditCase
from casekit.problem import Route
from casekit.rubric.evaluation import Item
from casekit.rubric.instances import instance_route, one_of, typed
from casekit.rubric.model import Section
from casekit.words import count, listing


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: where it belongs, and a phrase for it, such as "the grade". box: a comment box.

    where: the section's title in quotes, "the audit" or "the feedback".
    """

    route: Route
    where: str
    what: str
    box: bool = False


def gaps(case: AuditCase) -> Iterator[Gap]:
    """Everything that the form asks for and the audit lacks, in the order of the form."""
    audit = case.audit
    yield from _top(case)
    slips = unclear(audit, case.rubric)
    for section in case.rubric.all_sections():
        item = case.evaluation.sections.get(section.id)
        if item is None or item.applies is False:
            continue
        if not_there(audit, section):
            if section.id == section.instance and item.required and section.id not in slips:
                yield Gap(instance_route(section.id)[:-1], f"'{section.title}'", WHOLE)
            continue
        entry = audit.entry(section.id)
        if entry.state in (State.NOT_ASSESSED, State.NOT_APPLICABLE):
            if not entry.why:
                spoken = entry.state.value.replace("_", " ")
                yield Gap((*entry.route, "grade"), f"'{section.title}'", f"the reason why it is {spoken}")
        elif item.required:
            if section.id not in slips:
                missed = (*too_few(audit, section), *unsigned(case, section))
                yield from (Gap(route, f"'{section.title}'", what) for route, what in missed)
                yield from _values(case, section, entry)
            yield from _boxes(case, section, entry)


def _top(case: AuditCase) -> Iterator[Gap]:
    audit, top = case.audit, "the audit"
    wanted: list[tuple[object, Route, str]] = [
        (audit.case.ref, ("case", "ref"), "the case reference (ref)"),
        (audit.case.type_ids or not case.rubric.case_types, ("case", "type"), "the kind of case (type)"),
        (audit.case.team, ("case", "team"), "the team"),
        (audit.case.people.get("practitioner"), ("case", "practitioner"), "the practitioner"),
        (audit.case.people.get("team_manager"), ("case", "team_manager"), "the team manager"),
        (audit.auditor, ("auditor",), "the auditor"),
        (audit.start, ("period", "from"), "the first day of the period looked at"),
        (audit.end, ("period", "to"), "the last day of the period looked at"),
        (
            audit.met or audit.attempted,
            ("with_practitioner",),
            "the day it was done with the practitioner, or the attempt",
        ),
        (
            audit.independent is not None,
            ("independent",),
            "the auditor's word that they had no part in the case (independent)",
        ),
    ]
    dates = meant(audit, ("dates",), case.rubric.dates)
    for need in {(need.what, need.id, need.where): need for need in case.evaluation.missing}.values():
        if need.what == "date" and need.id not in dates:
            label = case.rubric.dates.get(need.id, need.id)
            wanted.append((None, *where_asked(case, need, f"the date {need.id} ({label})")))
        elif need.what == "age":
            wanted.append((None, *where_asked(case, need, "the child's age")))
    for value, route, what in wanted:
        if not value and not said(audit, route) and route[-1] not in case.rubric.leaves_out:
            yield Gap(route, top, what)
    if audit.attempted is not None and not audit.attempted_why:
        yield Gap(("with_practitioner", "why"), top, "the reason why the meeting did not come about")
    for respondent in audit.feedback.values():
        if respondent.outcome != "gained" and not respondent.why:
            label = case.rubric.feedback.respondents.get(respondent.respondent, respondent.respondent)
            yield Gap(respondent.route, "the feedback", f"the reason why there is none ({label})")


def _values(case: AuditCase, section: Section, entry: Entry) -> Iterator[Gap]:
    title = f"'{section.title}'"
    if (
        section.scale is not None
        and not section.computed
        and entry.grade is None
        and not said(case.audit, (*entry.route, "grade"))
    ):
        yield Gap((*entry.route, "grade"), title, "the grade")
    open_questions = []
    slips = meant(case.audit, (*entry.route, "answers"), map(typed, section.questions))
    for question in section.questions.values():
        item = case.evaluation.questions.get(question.id)
        answer = entry.answers.get(question.id)
        if item is None or not _counts(item):
            continue
        if answer is None or answer.state is State.UNANSWERED:
            if typed(question.id) not in slips and not _answered(case.audit, question.id):
                open_questions.append(typed(question.id))
        elif not answer.why and (
            answer.state is State.NOT_ASSESSED
            or (answer.state is State.NOT_APPLICABLE and question.not_applicable == "with_reason")
        ):
            spoken = answer.state.value.replace("_", " ")
            yield Gap(answer.route, title, f"the reason why '{typed(question.id)}' is {spoken}")
    if open_questions:
        number = count(len(open_questions), "answer")
        yield Gap((*entry.route, "answers"), title, f"{number} ({listing(open_questions)})")


def _boxes(case: AuditCase, section: Section, entry: Entry) -> Iterator[Gap]:
    for name, box in section.every_box().items():
        wanted = case.evaluation.boxes.get((section.id, name))
        if wanted is not None and _counts(wanted) and empty(entry.boxes.get(name)):
            yield Gap(box_route(entry, name), f"'{section.title}'", f"the box '{box.title}'", box=True)


def _answered(audit: Audit, question: str) -> bool:
    """Whether an answer to the question stands anywhere, if only in the wrong section or not understood."""
    whose = one_of(question)
    entries = (entry for entry in audit.entries() if not whose or one_of(entry.id) in ("", whose))
    spots: list[Route] = [(*entry.route, "answers", typed(question)) for entry in entries]
    return any(
        said(audit, spot) and (not said(audit, (*spot, "why")) or said(audit, (*spot, "answer"))) for spot in spots
    )


def empty(box: Box | None) -> bool:
    """Whether a comment box says nothing: no letter and no digit in it."""
    return box is None or not re.search(r"[^\W_]", box.text)


def box_route(entry: Entry, box: str) -> Route:
    """Where a box stands, or, where its heading is missing, its section."""
    written = entry.boxes.get(box)
    return ("#", written.line) if written is not None else entry.route


def _counts(item: Item) -> bool:
    return item.applies is not False and item.required
