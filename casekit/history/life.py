"""An audit's life as sentences, for the terminal and for its page, and as data for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, tzinfo

from casekit.days import MONTHS, written
from casekit.history import kinds
from casekit.history.labels import FEW, Labels
from casekit.model.history import Event, Trust
from casekit.words import count, listing, shown

RECORDS = {
    kinds.RAISED: "immediate concern",
    kinds.CLOSED: "closing of immediate concern",
    kinds.REPLIED: "reply",
    kinds.MODERATED: "moderation",
    kinds.DISPUTED: "dispute",
    kinds.RESOLVED: "resolution of dispute",
    kinds.ADDED: "action",
    kinds.AGREED: "agreement of action",
    kinds.DONE: "record that it was done, action",
    kinds.VERIFIED: "verification of action",
    kinds.CANCELLED: "cancellation of action",
    kinds.SHARED: "sharing with",
    kinds.COMPLETED: "day of completion",
    kinds.DISCUSSED: "day of discussion",
    kinds.REFLECTED: "day of reflection",
}
"""What the record behind an event is called where it is edited or withdrawn."""


def line(event: Event, labels: Labels, zone: tzinfo) -> str:
    """One event: when it was committed (in the council's zone), who, what; and the file's own day where it differs."""
    local = event.at.astimezone(zone) if event.at else None
    when = f"{local.day} {MONTHS[local.month - 1][:3]} {local.year} {local:%H:%M}" if local else "Invalid date"
    who = labels.person(event.by) if event.by else shown(event.author) or "Nobody named"
    if on_behalf(event):
        who = f"entered by {who} for {labels.person(event.person)}"
    dated = f", dated {written(event.on)}" if event.on and (local is None or local.date() != event.on) else ""
    return f"{when}, {who}: {sentence(event, labels)}{dated}{_borne(event)}"


def on_behalf(event: Event) -> bool:
    """Whether somebody else committed what the file gives as a person's own record; a change of one is nobody's."""
    return bool(event.person) and event.person != event.by and event.event not in (kinds.EDITED, kinds.WITHDRAWN)


def _borne(event: Event) -> str:
    """How far the commit bears a record out, where it says anything of it."""
    if event.trust is Trust.FAILED:
        return (
            f" (the commit contradicts this record: {event.why})"
            if event.why
            else " (the commit contradicts this record)"
        )
    if event.trust is Trust.VERIFIED:
        return f" (verified: {event.why})"
    return f" ({event.entered})" if event.entered else ""


def sentence(event: Event, labels: Labels) -> str:
    """What an event did, in words, without when and who."""
    return phrase(event.event, event.detail, labels)


def phrase(kind: str, detail: Mapping[str, object], labels: Labels) -> str:
    """What an event of that kind did, in words."""
    return _WORDS[kind](detail, labels)


def as_data(audit: str, stage: str, events: Sequence[Event]) -> dict[str, object]:
    """The life in the form that `log --format json` promises: version 1, oldest event first, times in UTC."""
    return {"version": 1, "audit": audit, "stage": stage, "events": [_event(event) for event in events]}


def _event(event: Event) -> dict[str, object]:
    return {
        "commit": event.commit,
        "at": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if event.at else None,
        "on": event.on.isoformat() if event.on else None,
        "by": event.by,
        "person": event.person,
        "event": event.event,
        "trust": event.trust.value,
        "via": event.via,
        "why": event.why,
        "detail": dict(event.detail),
    }


Detail = Mapping[str, object]


def _created(detail: Detail, labels: Labels) -> str:
    return "created again after it had been deleted" if detail.get("again") else "created"


def _answered(detail: Detail, labels: Labels) -> str:
    if "questions" in detail:
        asked = _each(detail["questions"])
        if len(asked) > FEW:
            return f"answered {count(len(asked), 'question')}"
        return f"answered {listing(f'“{labels.question(one)}”' for one in asked)}"
    question = detail.get("question")
    return f"answer to “{labels.question(question)}” {_step(detail, lambda value: labels.answer(question, value))}"


def _graded(detail: Detail, labels: Labels) -> str:
    section = detail.get("section")
    return f"{_grade_of(section, labels)} {_step(detail, lambda value: labels.grade(section, value))}"


def _overridden(detail: Detail, labels: Labels) -> str:
    section = detail.get("section")
    changed = listing(shown(str(field)) for field in _each(detail.get("changed")))
    step = f"changed ({changed})" if changed else _step(detail, lambda value: labels.grade(section, value))
    return f"{_grade_of(section, labels)}, in place of what the form works out, {step}"


def _grade_of(section: object, labels: Labels) -> str:
    return "overall grade" if section == kinds.OVERALL else f"grade of “{labels.section(section)}”"


def _commented(detail: Detail, labels: Labels) -> str:
    boxes = _each(detail.get("boxes"))
    names = [" / ".join(labels.place(part) for part in str(box).split(" / ") if part) for box in boxes]
    return f"wrote or changed {labels.named(names, 'text') if all(names) else 'text above the first heading'}"


def _replied(detail: Detail, labels: Labels) -> str:
    about = f" about “{labels.place(str(detail['for'])).rstrip('.')}”" if detail.get("for") else ""
    return f"reply {_id(detail, 'reply', labels)} on the facts{about}"


def _moderated(detail: Detail, labels: Labels) -> str:
    return "; ".join(("moderated", *_judged(detail, labels)))


def _disputed(detail: Detail, labels: Labels) -> str:
    about = f" (about the {labels.word(detail['about'])})" if detail.get("about") else ""
    return f"moderation {_id(detail, 'moderation', labels)} disputed{about}"


def _resolved(detail: Detail, labels: Labels) -> str:
    outcome = f": {labels.word(detail['outcome'])}" if detail.get("outcome") else ""
    return "; ".join((f"dispute {_id(detail, 'dispute', labels)} settled{outcome}", *_judged(detail, labels)))


def _judged(detail: Detail, labels: Labels) -> Iterator[str]:
    """The grades that a moderation or a resolution gave."""
    sections = detail.get("sections")
    steps: dict[str, object] = {kinds.OVERALL: detail} if "to" in detail else {}
    steps |= sections if isinstance(sections, Mapping) else {}
    for section, step in steps.items():
        if isinstance(step, Mapping):
            old, new = step.get("from"), step.get("to")
            if old is not None and old == new:
                yield f"{_grade_of(section, labels)} confirmed as {labels.grade(section, new)}"
            else:
                yield _graded({"section": section, "from": old, "to": new}, labels)


def _added(detail: Detail, labels: Labels) -> str:
    owner = f" for {labels.person(detail['owner'])}" if detail.get("owner") else ""
    due = f", due {labels.plain(detail['due'])}" if detail.get("due") else ""
    return f"action {_id(detail, 'action', labels)} added{owner}{due}"


def _moved(detail: Detail, labels: Labels) -> str:
    return f"deadline of action {_id(detail, 'action', labels)} {_step(detail, labels.plain, 'moved')}"


def _handed(detail: Detail, labels: Labels) -> str:
    if "from" not in detail or detail["to"] is None:
        return f"action {_id(detail, 'action', labels)} taken from its owner"
    given = f"to {labels.person(detail['to'])}"
    if detail["from"] is None:
        return f"action {_id(detail, 'action', labels)} given {given}"
    return f"action {_id(detail, 'action', labels)} handed on from {labels.person(detail['from'])} {given}"


def _shared(detail: Detail, labels: Labels) -> str:
    return f"shared with {labels.person(detail.get('with', ''))}"


def _edited(detail: Detail, labels: Labels) -> str:
    if "keys" in detail or "filled" in detail:
        parts = (("filled in", detail.get("filled")), ("changed", detail.get("keys")))
        named = ((verb, list(map(str, _each(some)))) for verb, some in parts if some)
        return listing(f"{verb} {labels.named(some, 'entry', 'entries')}" for verb, some in named)
    name = _record(detail, labels)
    if "changed" not in detail:
        return f"{name} {_step(detail, labels.plain)}"
    changed = labels.fields(list(map(str, _each(detail["changed"]))))
    if detail.get(kinds.RENAMED):
        return f"{name} says the same by the names of a newer version of the form ({changed})"
    grades = f"; overall grade {_step(detail, lambda value: labels.grade(kinds.OVERALL, value))}"
    return f"{name} changed afterwards ({changed}){grades if 'to' in detail else ''}"


def _withdrawn(detail: Detail, labels: Labels) -> str:
    was = f" (was {labels.plain(detail['from'])})" if detail.get("from") else ""
    return f"{_record(detail, labels)} taken away{was}"


def _record(detail: Detail, labels: Labels) -> str:
    kind = str(detail.get("event"))
    if kind == kinds.SHARED:
        return f"{RECORDS[kind]} {labels.person(detail.get('with', ''))}"
    entry = kinds.ENTRIES.get(kind)
    return f"{RECORDS[kind]} {_id(detail, entry, labels)}" if entry else RECORDS[kind]


_WORDS: Mapping[str, Callable[[Detail, Labels], str]] = {
    kinds.CREATED: _created,
    kinds.ANSWERED: _answered,
    kinds.GRADED: _graded,
    kinds.OVERRIDDEN: _overridden,
    kinds.COMMENTED: _commented,
    kinds.RAISED: lambda detail, labels: f"immediate concern {_id(detail, 'concern', labels)} raised",
    kinds.CLOSED: lambda detail, labels: f"immediate concern {_id(detail, 'concern', labels)} closed",
    kinds.COMPLETED: lambda detail, labels: "completed",
    kinds.REPLIED: _replied,
    kinds.MODERATED: _moderated,
    kinds.DISPUTED: _disputed,
    kinds.RESOLVED: _resolved,
    kinds.ADDED: _added,
    kinds.AGREED: lambda detail, labels: f"action {_id(detail, 'action', labels)} agreed",
    kinds.MOVED: _moved,
    kinds.HANDED: _handed,
    kinds.DONE: lambda detail, labels: f"action {_id(detail, 'action', labels)} done",
    kinds.VERIFIED: lambda detail, labels: f"action {_id(detail, 'action', labels)} verified",
    kinds.CANCELLED: lambda detail, labels: f"action {_id(detail, 'action', labels)} cancelled",
    kinds.DISCUSSED: lambda detail, labels: "discussed with the practitioner",
    kinds.SHARED: _shared,
    kinds.REFLECTED: lambda detail, labels: "the practitioner reflected on it",
    kinds.EDITED: _edited,
    kinds.WITHDRAWN: _withdrawn,
    kinds.DELETED: lambda detail, labels: "deleted",
}


def _step(detail: Detail, label: Callable[[object], str], verb: str = "changed") -> str:
    """ "changed from Good to Poor", "set to Good", "taken away (was Good)", or "changed" where no value is told."""
    if "from" not in detail:
        return verb
    old, new = detail["from"], detail["to"]
    if new is None:
        return f"taken away (was {label(old)})" if old is not None else "taken away"
    return f"set to {label(new)}" if old is None else f"{verb} from {label(old)} to {label(new)}"


def _id(detail: Detail, noun: str, labels: Labels) -> str:
    return labels.entry(noun, detail.get(noun, ""))


def _each(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []
