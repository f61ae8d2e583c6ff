"""What a commit did to an audit, as a line of words: ids become labels, free text only for who may read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from casekit.model.corpus import AuditCase
from casekit.model.history import Event, Trust
from casekit.publish import format
from casekit.publish.context import Site

TITLES = {
    "created": "Created",
    "renamed": "Moved to another place",
    "deleted": "Deleted",
    "answered": "Answered",
    "graded": "Graded",
    "commented": "Commented",
    "completed": "Completed",
    "discussed": "Discussed",
    "shared": "Shared",
    "concern_raised": "Immediate concern raised",
    "concern_closed": "Immediate concern closed",
    "action_added": "Action added",
    "action_moved": "Deadline of an action moved",
    "action_done": "Action done",
    "action_verified": "Action verified",
    "action_cancelled": "Action cancelled",
    "moderated": "Moderated",
    "disputed": "Disputed",
    "resolved": "Dispute settled",
    "reflected": "Reflection added",
}
"""Kinds of event, in words; any other kind is shown by its own name."""

TRUST = {Trust.CLAIMED: "Claimed", Trust.FAILED: "Contradicted by the commit"}
"""How far a record is borne out, in words."""

_OWN = ("action", "concern", "moderation", "dispute")


def event_text(site: Site, event: Event) -> str:
    """The event as a line, such as "Graded: Management grip, Good to Requires improvement"."""
    case = site.by_id.get(event.audit)
    title = TITLES.get(event.event) or event.event.replace("_", " ").capitalize()
    parts = list(_parts(site, case, event.detail))
    return f"{title}: {', '.join(parts)}" if parts else title


def _parts(site: Site, case: AuditCase | None, detail: Mapping[str, object]) -> Iterator[str]:
    labels = _labels(case, detail)
    for key in ("section", "question", "box"):
        if text := _text(site, detail.get(key), _titles(case, key)):
            yield text
    for key in _OWN:
        if text := _text(site, detail.get(key), _records(case, key)):
            yield text
    before, after = (_text(site, detail.get(key), labels) for key in ("from", "to"))
    if before and after:
        yield f"{before} to {after}"
    elif before or after:
        yield after or f"{before} taken away"
    known = {"section", "question", "box", "from", "to", *_OWN}
    if site.reader.wrote:
        for key, value in sorted(detail.items()):
            if key not in known and (text := _text(site, value, labels)):
                yield f"{key.replace('_', ' ')} {text}"


def _text(site: Site, value: object, labels: Mapping[str, str]) -> str:
    """A value of an event: dates and numbers as they are, ids by their label, lists with commas."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return format.moment(value, site.zone)
    if isinstance(value, date):
        return format.day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (_text(site, one, labels) for one in value)))
    if isinstance(value, Mapping):
        shown = ((_text(site, key, labels), _text(site, one, labels)) for key, one in value.items())
        return ", ".join(f"{key} {one}" for key, one in shown)
    text = str(value)
    try:
        return format.day(date.fromisoformat(text))
    except ValueError:
        return site.reader.listed(text, labels)


def _titles(case: AuditCase | None, key: str) -> dict[str, str]:
    """Ids of sections, questions or boxes -> what the form calls them."""
    if case is None:
        return {}
    if key == "section":
        return {section.id: section.title for section in case.rubric.all_sections()}
    if key == "question":
        return {id: question.title or question.ask for id, question in case.rubric.questions().items()}
    boxes = [section.boxes for section in case.rubric.all_sections()]
    boxes += [case.rubric.reflection.boxes, case.rubric.moderation.boxes]
    return {id: box.title for some in boxes for id, box in some.items()}


def _records(case: AuditCase | None, key: str) -> dict[str, str]:
    """Ids of the audit's own records -> how its page counts them."""
    if case is None:
        return {}
    audit = case.audit
    records = {
        "action": [action.id for action in audit.actions],
        "concern": [concern.id for concern in audit.concerns],
        "moderation": [moderation.id for moderation in audit.moderations],
        "dispute": [dispute.id for dispute in audit.disputes],
    }[key]
    return {id: f"{key} {n}" for n, id in enumerate(records, start=1)}


def _labels(case: AuditCase | None, detail: Mapping[str, object]) -> dict[str, str]:
    """What from and to can be: the grades of the section, the answers of the question."""
    if case is None:
        return {}
    found: dict[str, str] = {}
    section = case.rubric.section(str(detail.get("section", "overall")))
    if section is not None and section.scale is not None:
        found |= {value.id: value.label for value in section.scale.values}
    question = case.rubric.questions().get(str(detail.get("question", "")))
    if question is not None:
        scale = question.answer.scale
        found |= {value.id: value.label for value in scale.values} if scale else dict(question.answer.options)
    return found
