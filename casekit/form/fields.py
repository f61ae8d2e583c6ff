"""What a prefilled audit already says, as the values with which the controls of the page begin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from casekit.link.values import mapping
from casekit.model.audit import Action, Answer, Audit, Concern, Entry, Feedback, Told
from casekit.model.document import Value

Fields = dict[str, object]


def fields(audit: Audit, data: Value) -> Fields:
    """Every value of the audit that the page lets the auditor change. data: the file's front matter."""
    entries = list(audit.entries())
    met = "attempted" if audit.attempted else "met" if audit.met else ""
    case = mapping(mapping(data).get("case"))
    return {
        "id": audit.id,
        "auditor": audit.auditor,
        "independent": {True: "yes", False: "no", None: ""}[audit.independent],
        "period": {"from": _day(audit.start), "to": _day(audit.end)},
        "met": {"how": met, "on": _day(audit.met or audit.attempted), "why": audit.attempted_why},
        "completed": _day(audit.completed),
        "case": {
            **{key: str(value) for key, value in case.items() if isinstance(value, str | int)},
            "type": "",
        },
        "types": list(audit.case.type_ids),
        "flags": list(audit.case.flags),
        "dates": {id: {"days": [_day(day) for day in days], "none": not days} for id, days in audit.dates.items()},
        "feedback": {one.respondent: _feedback(one) for one in audit.feedback.values()},
        "answers": {id: _answer(answer) for entry in entries for id, answer in entry.answers.items()},
        "grades": {entry.id: {"state": entry.state.value, "value": entry.grade, "why": entry.why} for entry in entries},
        "reasons": {entry.id: dict(entry.reasons) for entry in entries if entry.reasons},
        "told": {entry.id: _told(entry.told) for entry in entries if entry.told},
        "by": {id: one.by for id, one in audit.instances.items()},
        "boxes": _texts(entries),
        "themes": list(audit.overall.themes),
        "concerns": [_concern(concern) for concern in audit.concerns],
        "actions": [_action(action) for action in audit.actions],
    }


def _texts(entries: Iterable[Entry]) -> dict[str, str]:
    """Comment boxes by "section box", remarks on single answers by "section question"."""
    found = {}
    for entry in entries:
        for name, box in (*entry.boxes.items(), *entry.comments.items()):
            found[f"{entry.id} {name}"] = box.text
    return found


def _answer(answer: Answer) -> Fields:
    value = answer.value
    plain: object = list(value) if isinstance(value, tuple) else _day(value) if isinstance(value, date) else value
    return {"state": answer.state.value, "value": plain, "why": answer.why}


def _feedback(one: Feedback) -> Fields:
    answers = {id: _answer(answer) for id, answer in one.answers.items()}
    return {"how": one.outcome, "on": _day(one.on), "why": one.why, "answers": answers}


def _told(told: Iterable[Told]) -> list[Fields]:
    return [{"who": one.who, "at": _moment(one.at)} for one in told]


def _concern(concern: Concern) -> Fields:
    return {
        "id": concern.id,
        "noticed": _moment(concern.noticed),
        "told": _told(concern.told),
        "at": _moment(concern.response_at),
        "what": concern.response,
        "why": concern.response_why,
        "siblings": concern.siblings,
        "closed": _day(concern.closed),
    }


def _action(action: Action) -> Fields:
    return {
        "id": action.id,
        "for": action.target,
        "do": action.do,
        "outcome": action.outcome,
        "owner": action.owner,
        "agreed": _day(action.agreed),
        "due": _day(action.due),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(at: date | datetime | None) -> str:
    return at.strftime("%Y-%m-%dT%H:%M") if isinstance(at, datetime) else _day(at)
