"""All that the page carries as data: the form, whom it may name, and the audit as far as it is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casekit.edit.new import LENGTH, LETTERS
from casekit.edit.outline import form_outline
from casekit.form.fields import fields
from casekit.form.plain import Plain, plain_facts, plain_form, plain_question
from casekit.link.facts import facts
from casekit.model.audit import Box
from casekit.model.corpus import AuditCase
from casekit.model.document import Document
from casekit.model.people import People
from casekit.read.body import LINES_MOST
from casekit.read.split import BODY_MOST, FRONT_MOST
from casekit.rubric.expand import targets
from casekit.rubric.instances import one_of
from casekit.rubric.model import Rubric
from casekit.words import spoken


@dataclass(frozen=True, slots=True)
class Prefilled:
    """The audit with which the page begins. month: its programme's. drawn: the page draws its id."""

    case: AuditCase
    document: Document
    month: str
    drawn: bool = False


def content(audit: Prefilled, people: People) -> Plain:
    """The data of the page: plain values only, and nothing of anybody but ids and job titles."""
    rubric, data = audit.case.rubric, dict(audit.document.data) if isinstance(audit.document.data, dict) else {}
    begin = fields(audit.case.audit, data)
    if audit.drawn:
        data["id"] = begin["id"] = ""
    return {
        "form": plain_form(rubric),
        "title": rubric.title,
        "guide": rubric.guide,
        "month": audit.month,
        "most": {"front": FRONT_MOST, "body": BODY_MOST, "lines": LINES_MOST},
        "letters": LETTERS,
        "length": LENGTH,
        "caseTypes": _pairs(rubric.case_types),
        "severalTypes": rubric.several_types,
        "leavesOut": list(rubric.leaves_out),
        "spells": with_spells(data),
        "flags": _pairs(rubric.flags),
        "themes": _pairs(rubric.themes),
        "feedback": _feedback(rubric),
        "concern": {
            "guide": rubric.concern.guide,
            "tell": [spoken(role) for role in rubric.concern.tell],
            "respond": str(rubric.concern.respond) if rubric.concern.respond else "",
        },
        "tail": _tail(audit.case),
        "people": [[id, people.show(id)] for id in people.by_id],
        "teams": _pairs(people.teams),
        "targets": [[id, called(rubric, id)] for id in targets(rubric)],
        "data": data,
        "fields": begin,
        "facts": plain_facts(facts(audit.case.audit)),
    }


def _tail(case: AuditCase) -> list[list[object]]:
    """The practitioner's and the moderator's part of the body, which the page leaves as it is."""
    audit, found = case.audit, form_outline(case.rubric.reflection, "reflection")
    tail: list[list[object]] = [[h.level, h.title, _text(audit.reflection_boxes, h.box)] for h in found]
    if audit.moderation_boxes:
        report = form_outline(case.rubric.moderation, "moderation")
        tail += [[h.level, h.title, _text(audit.moderation_boxes, h.box)] for h in report]
    return tail


def _text(boxes: Mapping[str, Box], id: str) -> str:
    return boxes[id].text if id in boxes else ""


def _feedback(rubric: Rubric) -> Plain:
    form = rubric.feedback
    return {
        "title": form.title,
        "guide": form.guide,
        "respondents": _pairs(form.respondents),
        "questions": [plain_question(question) for question in form.questions.values()],
        "required": form.required,
    }


def called(rubric: Rubric, id: str) -> str:
    """What people call the section or question that an action is for."""
    section, question = rubric.section(id), rubric.questions().get(id)
    whose = f" ({one_of(id)})" if one_of(id) else ""
    return f"{section.title}{whose}" if section else question.called if question else id


def with_spells(data: Mapping[str, object]) -> bool:
    """Whether the kinds of case are written with the days on which each held, which the page leaves alone."""
    case = data.get("case")
    types = case.get("type") if isinstance(case, dict) else None
    return isinstance(types, list) and any(isinstance(one, dict) for one in types)


def _pairs(labels: Mapping[str, str] | Iterable[tuple[str, str]]) -> list[list[str]]:
    """Ids with their labels, in the form's order, which an object would not keep for every id."""
    return [[id, label] for id, label in dict(labels).items()]
