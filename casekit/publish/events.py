"""What a commit did to an audit, as a line of words: as in its log, in the labels that this audience may read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from casekit.days import parse_day, written
from casekit.history.labels import Labels
from casekit.history.life import on_behalf, sentence
from casekit.model.audit import Audit
from casekit.model.history import Event, Trust
from casekit.privacy.mask import privacy
from casekit.publish import format
from casekit.publish.context import Site
from casekit.publish.forms import FormView
from casekit.publish.judgements import SETTLED
from casekit.register.changes import Change
from casekit.words import count, fold

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
"""Every kind of event, as several of it are counted under."""

JUDGED = frozenset({"replied", "moderated", "disputed", "resolved", "action_verified"})
"""Events of which it matters who vouches for them."""
TRUST = {Trust.VERIFIED: "verified", Trust.CLAIMED: "claimed", Trust.FAILED: "contradicted by its commit"}
"""How far a record is borne out, in words."""

_WORDS = {**{key: label.lower() for key, label in SETTLED.items()}, "grade": "grade", "action": "action"}
_RECORDS: Mapping[str, Callable[[Audit], Iterator[str]]] = {
    "action": lambda audit: (action.id for action in audit.actions),
    "concern": lambda audit: (concern.id for concern in audit.concerns),
    "dispute": lambda audit: (dispute.id for dispute in audit.disputes),
    "moderation": lambda audit: (moderation.id for moderation in audit.moderations),
    "reply": lambda audit: (reply.id for reply in audit.replies),
}


def told(site: Site, change: Change, *, brief: bool = False) -> tuple[str, ...]:
    """What a commit did, a line for each kind of event, such as "Grade of “Plan” set to Good".

    brief: several of a kind are only counted.
    """
    lines = []
    for kind, some in groupby(change.events, key=lambda event: event.event):
        events = list(some)
        if brief and len(events) > 1:
            lines.append(f"{TITLES[kind]} ({len(events)})")
        else:
            said = "; ".join(_told(site, event) for event in events)
            lines.append(said[:1].upper() + said[1:])
    known = privacy(site.corpus.policy.privacy)
    return tuple(known.mask(line) for line in lines)


def _told(site: Site, event: Event) -> str:
    """One event, with the day that the file gives where it is another, whose record it is, and its trust."""
    names = audience_labels(site, event.audit)
    notes = []
    if event.on is not None and (event.at is None or event.on != event.at.astimezone(site.zone).date()):
        notes.append(f"dated {format.day(event.on)}")
    if on_behalf(event) and not site.hides(event.audit):
        notes.append(f"entered for {names.person(event.person)}")
    if event.trust is Trust.FAILED or event.event in JUDGED:
        notes.append(TRUST[event.trust])
    if event.entered:
        notes.append(event.entered)
    said = sentence(event, names)
    return f"{said} ({', '.join(notes)})" if notes else said


def audience_labels(site: Site, audit: str) -> AudienceLabels:
    """What this audience may read of an audit: of one that is gone, next to nothing."""
    case = site.by_id.get(audit)
    return AudienceLabels(site=site, audit=case.audit if case else None, form=site.form(case) if case else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceLabels(Labels):
    """Labels for whom the site is built: what nobody declared is somebody's own words, and only the team reads them."""

    site: Site
    audit: Audit | None
    form: FormView | None

    def person(self, id: object) -> str:
        """A person as the site calls them."""
        return self.site.person(str(id), "").text

    def section(self, id: object) -> str:
        """A section's title."""
        return self._listed(id, self.form.section_titles if self.form else {})

    def question(self, id: object) -> str:
        """A question's title, with whose it is where several answer."""
        return self._listed(id, self.form.question_names if self.form else {}).rstrip(".")

    def place(self, part: str) -> str:
        """A section or a question; a heading as it stands there, for whoever may read it."""
        known = {**self.form.question_names, **self.form.section_titles} if self.form else {}
        return self._listed(part, known).rstrip(".")

    def grade(self, section: object, value: object) -> str:
        """A grade by its label."""
        if self.form is None:
            return self._listed(value, {})
        model = self.form.rubric.section(str(section))
        names = model.scale.names if model and model.scale else {}
        return self._meant(value, self.form.grades.get(str(section), {}), names)

    def answer(self, question: object, value: object) -> str:
        """An answer by its label; a day as a day, a number as it is, several with commas."""
        if isinstance(value, list | tuple):
            return ", ".join(self.answer(question, one) for one in value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        day = parse_day(value)
        if day is not None or isinstance(value, int | float):
            return written(day) if day else str(value)
        asked = self.form.questions.get(str(question)) if self.form else None
        scale = asked.answer.scale if asked else None
        return self._meant(value, self.form.answers(str(question)) if self.form else {}, scale.names if scale else {})

    def entry(self, noun: str, id: object) -> str:
        """How the audit's page counts its own records."""
        ids = _RECORDS[noun](self.audit) if self.audit and noun in _RECORDS else iter(())
        return self._listed(id, {known: str(n) for n, known in enumerate(ids, start=1)})

    def word(self, value: object) -> str:
        """One of the few words that a record may hold."""
        return self._listed(value, _WORDS)

    def plain(self, value: object) -> str:
        """A day; anything else is somebody's own words."""
        day = parse_day(value)
        return written(day) if day else self._listed(value, {})

    def named(self, items: Sequence[str], one: str, many: str = "") -> str:
        """Headings and keys as somebody wrote them; those who read no free text learn how many."""
        if not self.site.reader.wrote:
            return count(len(items), one, many)
        return Labels.named(self, items, one, many)

    def fields(self, items: Sequence[str]) -> str:
        """The fields of an entry, or how many."""
        return Labels.fields(self, items) if self.site.reader.wrote else count(len(items), "detail")

    def _listed(self, value: object, known: Mapping[str, str]) -> str:
        return self.site.reader.listed(str(value), known)

    def _meant(self, value: object, known: Mapping[str, str], names: Mapping[str, str]) -> str:
        """The label of a value, also where it was typed as one of the scale's other names."""
        typed = str(value)
        meant = names.get(fold(typed)) if typed not in known else None
        return self._listed(typed, known if meant is None else {**known, typed: known[meant]})
