"""What a commit did to an audit, as a line of words: ids become labels, free text only for who may read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import groupby

from casekit.days import parse_day
from casekit.model.audit import Audit
from casekit.model.history import Event, Trust
from casekit.privacy.mask import privacy
from casekit.publish import format
from casekit.publish.context import Site
from casekit.publish.forms import FormView
from casekit.publish.judgements import SETTLED
from casekit.register.changes import Change
from casekit.words import count, fold, listing

TITLES = {
    "created": "Created",
    "deleted": "Deleted",
    "edited": "Details changed",
    "withdrawn": "Taken back",
    "answered": "Answered",
    "graded": "Graded",
    "overridden": "Put in place of the grade worked out",
    "commented": "Comments written",
    "completed": "Completed",
    "discussed": "Discussed",
    "reflected": "Reflection",
    "shared": "Shared",
    "concern_raised": "Immediate concern raised",
    "concern_closed": "Immediate concern closed",
    "replied": "Reply on the facts",
    "moderated": "Moderated",
    "disputed": "Disputed",
    "resolved": "Dispute settled",
    "action_added": "Action added",
    "action_agreed": "Action agreed",
    "action_moved": "Deadline moved",
    "action_handed_on": "Action handed on",
    "action_done": "Action done",
    "action_verified": "Action verified",
    "action_cancelled": "Action cancelled",
}
"""Every kind of event, in words."""

JUDGED = frozenset({"replied", "moderated", "disputed", "resolved", "action_verified"})
"""Events of which it matters who vouches for them."""
TRUST = {Trust.VERIFIED: "verified", Trust.CLAIMED: "claimed", Trust.FAILED: "contradicted by its commit"}
"""How far a record is borne out, in words."""

_MOST_NAMED = 3
_TOLD = frozenset({
    "event", "section", "question", "questions", "action", "concern", "dispute", "moderation", "reply", "for",
    "from", "to", "sections", "owner", "with", "due", "about", "outcome", "again", "boxes", "keys", "changed",
})  # fmt: skip
_RECORDS: Mapping[str, Callable[[Audit], Iterator[str]]] = {
    "action": lambda audit: (action.id for action in audit.actions),
    "concern": lambda audit: (concern.id for concern in audit.concerns),
    "dispute": lambda audit: (dispute.id for dispute in audit.disputes),
    "moderation": lambda audit: (moderation.id for moderation in audit.moderations),
    "reply": lambda audit: (reply.id for reply in audit.replies),
}


def told(site: Site, change: Change, *, brief: bool = False) -> tuple[str, ...]:
    """What a commit did, a line for each kind of event, such as "Graded: one section, one grade to another".

    brief: several of a kind are only counted.
    """
    lines = []
    for kind, some in groupby(change.events, key=lambda event: event.event):
        events = list(some)
        if brief and len(events) > 1:
            lines.append(f"{TITLES[kind]} ({len(events)})")
        else:
            parts = "; ".join(filter(None, (_told(site, event) for event in events)))
            colon = "" if parts.startswith("(") else ":"
            lines.append(f"{TITLES[kind]}{colon} {parts}" if parts else TITLES[kind])
    known = privacy(site.corpus.policy.privacy)
    return tuple(known.mask(line) for line in lines)


def _told(site: Site, event: Event) -> str:
    """One event without its kind: its details, the day that the file gives where it is another, and its trust."""
    notes = []
    if event.on is not None and (event.at is None or event.on != event.at.astimezone(site.zone).date()):
        notes.append(f"dated {format.day(event.on)}")
    if event.trust is Trust.FAILED or event.event in JUDGED:
        notes.append(TRUST[event.trust])
    if event.entered:
        notes.append(event.entered)
    said = ", ".join(_Teller(site, event).parts()) if event.detail else ""
    return f"{said} ({', '.join(notes)})".strip() if notes else said


class _Teller:
    """Tells the details of one event."""

    def __init__(self, site: Site, event: Event) -> None:
        self._site = site
        self._detail = event.detail
        self._handed = event.event == "action_handed_on"
        case = site.by_id.get(event.audit)
        self._audit = case.audit if case else None
        self._form = site.form(case) if case else None

    def parts(self) -> Iterator[str]:
        """The details in words, in an order that reads well."""
        detail, site = self._detail, self._site
        if "event" in detail:
            yield site.reader.listed(str(detail["event"]), {kind: title.lower() for kind, title in TITLES.items()})
        yield from self._places()
        for kind in _RECORDS:
            if kind in detail:
                yield site.reader.listed(str(detail[kind]), self._numbered(kind))
        if "for" in detail:
            yield f"for {self._titled('for', lambda form: {**form.question_names, **form.section_titles})}"
        yield from self._grades()
        for key in ("owner", "with"):
            if key in detail:
                yield site.person(str(detail[key]), "").text
        if "due" in detail:
            yield f"due {self._value(detail['due'], '')}"
        if "about" in detail:
            yield f"about {site.reader.listed(str(detail['about']), {'grade': 'a grade', 'action': 'an action'})}"
        if "outcome" in detail:
            yield site.reader.listed(str(detail["outcome"]), SETTLED)
        if detail.get("again"):
            yield "after it had been deleted"
        for key in ("boxes", "keys", "changed"):
            yield from self._list(key)
        if site.reader.wrote:
            yield from (f"{key} {self._value(detail[key], '')}" for key in sorted(detail.keys() - _TOLD))

    def _places(self) -> Iterator[str]:
        """The section, and the question or how many of them."""
        detail = self._detail
        if "section" in detail and "question" not in detail:
            yield self._titled("section", lambda form: form.section_titles)
        if "question" in detail:
            yield self._titled("question", lambda form: form.question_names)
        questions = detail.get("questions")
        if isinstance(questions, list | tuple):
            titles = self._form.question_names if self._form else {}
            named = [f"“{self._site.reader.listed(str(id), titles).rstrip('.')}”" for id in questions]
            yield listing(named) if len(named) <= _MOST_NAMED else count(len(named), "question")

    def _grades(self) -> Iterator[str]:
        """What stood before and what stands now, of the whole and of sections."""
        place = str(self._detail.get("section", "overall"))
        if self._handed:
            yield self._owners()
        elif "from" in self._detail or "to" in self._detail:
            yield self._step(self._detail, place)
        sections = self._detail.get("sections")
        if sections is not None and isinstance(sections, Mapping):
            titles = self._form.section_titles if self._form else {}
            for id, step in sections.items():
                if isinstance(step, Mapping):
                    yield f"{self._site.reader.listed(str(id), titles)} {self._step(step, str(id))}"

    def _owners(self) -> str:
        """Whose an action was, and whose it is."""
        old, new = (self._site.person(str(self._detail.get(key) or ""), "").text for key in ("from", "to"))
        if new:
            return f"{old} to {new}" if old else f"to {new}"
        return f"{old} is not its owner any more" if old else "no owner"

    def _step(self, step: Mapping[str, object], place: str) -> str:
        before, after = (self._value(step.get(key), place) for key in ("from", "to"))
        if before and after:
            return f"{before} to {after}"
        return after or (f"{before} taken away" if before else "text changed")

    def _list(self, key: str) -> Iterator[str]:
        """Headings and keys as somebody wrote them; those who read no free text learn how many."""
        values = self._detail.get(key)
        if isinstance(values, list | tuple) and values:
            if self._site.reader.wrote:
                named = [str(value) for value in values[:_MOST_NAMED]]
                more = len(values) - len(named)
                yield listing([*named, f"{more} more"] if more else named)
            else:
                yield count(len(values), "text" if key == "boxes" else "detail")

    def _titled(self, key: str, titles: Callable[[FormView], Mapping[str, str]]) -> str:
        known = titles(self._form) if self._form else {}
        return self._site.reader.listed(str(self._detail[key]), known).rstrip(".")

    def _numbered(self, kind: str) -> dict[str, str]:
        """Ids of the audit's own records -> how its page counts them."""
        ids = _RECORDS[kind](self._audit) if self._audit else iter(())
        return {id: f"{kind} {n}" for n, id in enumerate(ids, start=1)}

    def _value(self, value: object, place: str) -> str:
        """A grade or answer by its label, a day as a day, a number as it is; "" for nothing."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float):
            return str(value)
        if isinstance(value, list | tuple):
            return listing(self._value(one, place) for one in value)
        day = value if isinstance(value, date) else parse_day(str(value))
        if day is not None:
            return format.day(day)
        return self._site.reader.listed(str(value), self._labels(str(value), place))

    def _labels(self, value: str, place: str) -> Mapping[str, str]:
        """What a value can mean: an answer to the question, else a grade of the section or the whole."""
        if self._form is None:
            return {}
        if "question" in self._detail:
            id = str(self._detail["question"])
            question = self._form.questions.get(id)
            scale = question.answer.scale if question else None
            known = self._form.answers(id)
        else:
            section = self._form.rubric.section(place)
            scale = section.scale if section else None
            known = self._form.grades.get(place, {})
        meant = scale.names.get(fold(value)) if scale and value not in known else None
        return known if meant is None else {**known, value: known[meant]}
