"""An audit of one child's case file, as the auditor wrote it: no judgement of casekit's is in here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from casekit.model.document import Document
from casekit.problem import Route
from casekit.rubric.instances import is_reference, one_of


class State(Enum):
    """What became of a question, a section or a grade (five different things, and they stay apart)."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"
    NO_EVIDENCE = "no_evidence"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    value: what stands in the file, an id of the question's scale or choice once resolved, a text, a date or
    a number; a tuple where several may be chosen; None unless state is ANSWERED. why: the reason given.
    """

    state: State = State.UNANSWERED
    value: str | int | date | tuple[str, ...] | None = None
    why: str = ""
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody was told something: a person's id or role, and when. A bare date has no time of day."""

    who: str
    at: date | datetime | None
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A comment box: its text as Markdown source, and the file lines it takes (1-based, end exclusive)."""

    text: str
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Override:
    """A grade recorded in place of the one that the form works out: by whom (a person's id), and why.

    grade: an id of the section's scale; None where none stands, or one that the scale does not know.
    """

    grade: str | None
    by: str = ""
    why: str = ""
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What the auditor gave for one section, or for the whole (id "overall").

    grade: an id of the section's scale; None where none stands. state: NOT_ASSESSED or NOT_APPLICABLE with
    why, else ANSWERED or UNANSWERED by the grade. answers: by question id. reasons: written reasons by the
    id of the limit that they settle. override: of a grade that the form works out. boxes: by box id, of a question by
    "question/box". comments: remarks on single answers, by question id.
    themes: only overall.
    """

    id: str
    grade: str | None = None
    state: State = State.UNANSWERED
    why: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    override: Override | None = None
    told: tuple[Told, ...] = ()
    boxes: Mapping[str, Box] = field(default_factory=dict)
    comments: Mapping[str, Box] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Spell:
    """A case status and the days on which it held (both inclusive; None where open)."""

    type: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Whose file it is, without saying who: a random reference, kinds of case, an age in years, and people's ids.

    former_team: which held the case before; allocated: the day on which the practitioner took it over.
    """

    ref: str = ""
    types: tuple[Spell, ...] = ()
    flags: tuple[str, ...] = ()
    age: int | None = None
    team: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    """practitioner, team_manager, reviewer, …: role in this case -> person's id."""
    former_team: str = ""
    allocated: date | None = None

    @property
    def type_ids(self) -> tuple[str, ...]:
        """The kinds of case, each once, in the order of the file."""
        return tuple(dict.fromkeys(spell.type for spell in self.types))


@dataclass(frozen=True, slots=True)
class Instance:
    """One of several for whom a section is answered: an agency, a member of a panel, a brother or sister.

    id: the section's and its own, such as "agency.police". by: who answered, a person's id. ref: a random reference.
    types, flags, age, dates: its own; none given, and flags None, where the audit's hold for it too.
    """

    id: str
    by: str = ""
    ref: str = ""
    types: tuple[Spell, ...] = ()
    flags: tuple[str, ...] | None = None
    age: int | None = None
    dates: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one kind of respondent (a parent, the child …) said, or why nothing.

    on: when it was gained. attempted: when it was tried and not gained. declined and not_appropriate carry
    their reason in why. outcome: "gained", "attempted", "declined" or "not_appropriate".
    """

    respondent: str
    outcome: str
    on: date | None = None
    why: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Concern:
    """An immediate concern for the child's safety, handled before the audit is finished (F2).

    response: what was done; response_why: the reason where it came late.
    """

    id: str
    noticed: date | datetime | None
    told: tuple[Told, ...] = ()
    response_at: date | datetime | None = None
    response: str = ""
    response_why: str = ""
    siblings: str = ""
    closed: date | None = None
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What the practitioner says to the facts of an audit before it is moderated; it judges nothing.

    target: the section or question that it is about; "" where it is about the whole.
    """

    id: str
    by: str
    on: date | None
    target: str = ""
    says: str = ""
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Moderation:
    """A moderator's judgement beside the auditor's, which stays as it is.

    grades: the moderator's grade by section id and "overall", only those that were given.
    """

    id: str
    by: str
    on: date | None
    grades: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    met: date | datetime | None = None
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disagreement after moderation, about a grade or an action, and how it was settled."""

    id: str
    of: str
    about: str
    by: str
    on: date | None
    why: str = ""
    resolved_by: str = ""
    resolved_on: date | None = None
    outcome: str = ""
    reason: str = ""
    grades: Mapping[str, str] = field(default_factory=dict)
    file_reviewed: bool | None = None
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A deadline moved: from, to, the reason, and the day it was moved."""

    start: date | None
    to: date | None
    why: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """An action handed on: from whom ("" where it had no owner), to whom, the reason, and the day."""

    start: str
    to: str
    why: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something agreed to be done.

    target: the section or question it answers to. due: the deadline as it now stands.
    """

    id: str
    target: str = ""
    do: str = ""
    outcome: str = ""
    owner: str = ""
    agreed: date | None = None
    due: date | None = None
    moves: tuple[Move, ...] = ()
    done_by: str = ""
    done_on: date | None = None
    evidence: str = ""
    verified_by: str = ""
    verified_on: date | None = None
    cancelled_on: date | None = None
    cancelled_why: str = ""
    route: Route = ()
    handed: tuple[Handed, ...] = ()

    @property
    def open(self) -> bool:
        """Neither done nor cancelled."""
        return self.done_on is None and self.cancelled_on is None

    def overdue(self, today: date) -> bool:
        """Open, and its deadline lies before today (due today is not overdue)."""
        return self.open and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Waiver:
    """A problem that lint is not to report, and why: which rule, who said so, and until when it holds.

    limit: the form's limit or trigger that it is about; where: the place, such as actions/a1; "" for any in the audit.
    on: the day on which it was given, on which the role of who is judged.
    """

    id: str
    code: str
    reason: str = ""
    who: str = ""
    on: date | None = None
    until: date | None = None
    limit: str = ""
    where: str = ""
    route: Route = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit file.

    rubric: its reference as written, such as our-form@1. start, end: the period looked at; end is the
    day from which timescales run ("the audit's date"). instances: for whom sections are answered that several answer,
    by their id. met: the day with the practitioner; attempted and
    attempted_why where it did not come about; three_way, three_way_attempted and three_way_why: the same of the meeting
    with the former practitioner too. discussions: every day on which it was talked through. dates: by date id of the
    rubric, each once or several times.
    boxes of reflection and moderation stand in reflection_boxes and report_boxes.
    together_with: ids of the audits of brothers and sisters that were done together with this one.
    """

    id: str
    path: str
    rubric: str
    case: Case = Case()
    auditor: str = ""
    independent: bool | None = None
    start: date | None = None
    end: date | None = None
    met: date | None = None
    attempted: date | None = None
    attempted_why: str = ""
    three_way: date | None = None
    three_way_attempted: date | None = None
    three_way_why: str = ""
    completed: date | None = None
    dates: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    feedback: Mapping[str, Feedback] = field(default_factory=dict)
    sections: Mapping[str, Entry] = field(default_factory=dict)
    instances: Mapping[str, Instance] = field(default_factory=dict)
    overall: Entry = Entry("overall")
    discussions: tuple[date, ...] = ()
    shared: tuple[Told, ...] = ()
    concerns: tuple[Concern, ...] = ()
    replies: tuple[Reply, ...] = ()
    moderations: tuple[Moderation, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    reflected: date | None = None
    reflection_boxes: Mapping[str, Box] = field(default_factory=dict)
    moderation_boxes: Mapping[str, Box] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    actions: tuple[Action, ...] = ()
    second_of: str = ""
    together_with: tuple[str, ...] = ()
    stray: tuple[Box, ...] = ()
    """Text under no heading that the rubric knows: kept, shown and reported, never dropped."""
    document: Document | None = field(default=None, compare=False, repr=False)

    @property
    def discussed(self) -> date | None:
        """The day on which it was first talked through with the practitioner."""
        return self.discussions[0] if self.discussions else None

    @property
    def children(self) -> frozenset[str]:
        """The references of every child whom the audit is about: the case's, and of several cases each one's."""
        named = (ref for one in self.instances.values() for ref in (one.ref, one_of(one.id)) if is_reference(ref))
        return frozenset(filter(None, (self.case.ref, *named)))

    @property
    def month(self) -> str:
        """The programme's month, YYYY-MM: the folder it lies in."""
        parts = self.path.split("/")
        return parts[-2] if len(parts) > 1 else ""

    def entries(self) -> Iterator[Entry]:
        """Every section that the file mentions, in its order, then the whole."""
        yield from self.sections.values()
        yield self.overall

    def entry(self, section: str) -> Entry:
        """The section's entry, or an empty one where the file does not mention it."""
        if section == "overall":
            return self.overall
        return self.sections.get(section) or Entry(section, route=("sections", section))

    def answer(self, question: str) -> Answer:
        """The answer to a question, wherever it stands."""
        for entry in self.entries():
            if question in entry.answers:
                return entry.answers[question]
        return Answer()
