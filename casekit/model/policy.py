"""What a council has decided, read from casekit.toml; every value has a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.days import Length
from casekit.model.law import Law
from casekit.model.people import Key
from casekit.privacy.words import Words


@dataclass(frozen=True, slots=True)
class Waiving:
    """Who may waive: the roles, any of which will do, by rule code and by id of a limit that no reason lifts.

    What is not named cannot be waived.
    """

    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judging:
    """Who judges after the auditor, most lists by roles of people.yaml, any of which will do (D2, D8, D9).

    replies: whose it is to reply on facts before a moderation, by place in the case; of nobody, nobody replies.
    manages: the roles whose holders answer for their own team's cases, and so moderate none of them.
    disputes: who may disagree: "auditor", or a place in the case such as practitioner. grades, actions: who settles
    a dispute about a grade, and one about an action where the case is in their area; deputies: who does it instead
    where that person audited, moderated or manages the case. signed: which of moderated, disputed and resolved are
    committed only with the person's own signature.
    """

    moderators: tuple[str, ...] = ("moderator",)
    manages: tuple[str, ...] = ("practitioner", "practice_supervisor", "team_manager", "service_manager")
    replies: tuple[str, ...] = ("practitioner",)
    disputes: tuple[str, ...] = ("auditor", "practitioner", "team_manager")
    grades: tuple[str, ...] = ("head_of_quality",)
    actions: tuple[str, ...] = ("head_of_service",)
    deputies: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreeing:
    """What may be told of who judged how: figures for each auditor; in a calibration, which grades were whose."""

    auditors: bool = False
    judges: bool = False


@dataclass(frozen=True, slots=True)
class Sampling:
    """Which audits of a month are moderated.

    grades: those that always are: lowest and highest of the form's scale, or a grade by its id or label. percent: of
    the others.
    """

    grades: tuple[str, ...] = ("lowest", "highest")
    percent: int = 10


@dataclass(frozen=True, slots=True)
class Programming:
    """How the month's programme is drawn and followed (D1 to D4, F5, F6, F10).

    expected: role of people.yaml -> audits a month. window: no case is audited again within so many months.
    reserve: so many cases are kept in reserve for each hundred drawn. seed: of the draw; "" for the authority's name.
    references: the shapes of case references, # a digit and @ a letter; none for any.
    restricted: the ids of those who may audit restricted records; nobody else, and nobody where it is empty.
    notice: so many days before the last one whoever has not finished is reminded. copies: who gets a copy of a
    reminder, by place: "manager" is the line manager. key: where an auditor learns whose case a reference is.
    changes: the roles that may change a programme once it is drawn. late_reasons, stop_reasons: why an audit may be
    late or has to be stopped (F9), by id with what each is called; where there are none, any reason will do. forms:
    whether the site for the team carries the forms of the month. site: where that site is read, for messages.
    """

    expected: Mapping[str, int] = field(default_factory=dict)
    window: int = 6
    reserve: int = 10
    seed: str = ""
    references: tuple[str, ...] = ()
    restricted: tuple[str, ...] = ()
    notice: int = 7
    copies: tuple[str, ...] = ("manager",)
    key: str = ""
    changes: tuple[str, ...] = ()
    late_reasons: Mapping[str, str] = field(default_factory=dict)
    stop_reasons: Mapping[str, str] = field(default_factory=dict)
    forms: bool = False
    site: str = ""

    def form(self, audit: str) -> str:
        """Where the form of an audit is read; "" where no message is to say so."""
        return f"{self.site.rstrip('/')}/forms/{audit}.html" if self.forms and self.site else ""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who does what around an action, by roles or by places of the audit (F5, E13, D7).

    records: who may add, finish and move actions besides the owner. agrees: who agrees one, or
    records that the practitioner did. verifies: who verifies that one was done. settles:
    who cancels one. escalates: who is told of an overdue action -> after how many days. completed: who is told of
    each one that is done (C12).
    """

    records: tuple[str, ...] = ()
    agrees: tuple[str, ...] = ()
    verifies: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    escalates: Mapping[str, int] = field(default_factory=dict)
    completed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forge:
    """A forge that signs, with its own key, what people do in its web pages: it vouches for the commit's author.

    name: what it is called. emails: the addresses under which it commits.
    """

    name: str
    key: Key
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trusting:
    """What it takes for a record to be verified, and what verify finds fault with.

    main: the branch whose people.yaml and casekit.toml say which keys count. late: a judgement that is committed more
    than so many days after the day it gives was dated back.
    """

    main: str = "main"
    late: int = 14
    forges: tuple[Forge, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What counts as evidence for a grade (A2, D14, D15); words and phrases are compared without case.

    words: how many carry a grade, and words_best_worst the best and the worst one. nothing: what says that there is
    nothing to say. bland: phrases that would fit any case; a sentence with one needs bland_rest words beside it that
    are no filler. retelling: phrases of which a retelling is made, and retold how many of them and of days are one.
    pasted: how a line begins that was pasted from the file. alike_words: from how many words on a paragraph is held
    against those about other children, and alike the percentage that makes it the same. beyond: how many words say
    what goes beyond good.
    """

    words: int = 10
    words_best_worst: int = 15
    nothing: tuple[str, ...] = ()
    bland: tuple[str, ...] = ()
    bland_rest: int = 3
    filler: tuple[str, ...] = ()
    retelling: tuple[str, ...] = ()
    retold: int = 4
    pasted: tuple[str, ...] = ()
    alike_words: int = 30
    alike: int = 80
    beyond: int = 8


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How soon what follows an audit is expected, and by whom; policy/defaults.toml says the same.

    concern_told: of an immediate concern, where the form sets no time for the response; concern_closed: since it was
    noticed. discussed, shared: since the audit was completed. met, outcome: since it was moderated; settled: since
    somebody disagreed. three_way: since the case was re-allocated. shared_with: places in the case that receive the
    audit. escalated_to: roles, one of which hears of the worst grade of a form.
    """

    concern_told: Length = Length(1, "days")
    concern_closed: Length = Length(1, "months")
    discussed: Length = Length(1, "months")
    shared: Length = Length(1, "months")
    met: Length = Length(2, "weeks")
    outcome: Length = Length(1, "months")
    settled: Length = Length(1, "months")
    three_way: Length = Length(1, "months")
    shared_with: tuple[str, ...] = ("service_manager", "reviewer")
    escalated_to: tuple[str, ...] = ("service_manager", "head_of_service")


@dataclass(frozen=True, slots=True)
class Following:
    """How actions are agreed and followed up (D7, D17, E10, E13).

    moves: so often a deadline may be moved. tracks, answers: the roles that follow an action up, and that answer for
    it. next_review: dates of forms under which the next review stands. no_verb: words with which an action does not
    begin; vague: with which it says nothing that one can see; whenever: what is no time; no_outcome: what is no
    outcome for a child.
    """

    moves: int = 2
    tracks: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    next_review: tuple[str, ...] = ()
    no_verb: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    whenever: tuple[str, ...] = ()
    no_outcome: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """The profile by which small numbers are left out, for each audience that gets figures alone."""

    board: str = "dfe-c5"
    public: str = "dfe-c5"


@dataclass(frozen=True, slots=True)
class Look:
    """What of the site's looks a council sets; "" leaves casekit's own.

    logo: the file's name in policy/. header: the colour behind the head of each page; link, link_dark: of links, by
    light and by dark. footer: a text at the end of each page. staff: whether people are called by role, id or both.
    """

    logo: str = ""
    header: str = ""
    link: str = ""
    link_dark: str = ""
    footer: str = ""
    staff: str = "role and id"


@dataclass(frozen=True, slots=True)
class Policy:
    """The council's choices.

    authority: its name, shown on every page. timezone: the civil day is counted in it. audience: for whom
    everything is made unless told otherwise (team, service, board or public). visibility: "public" where the council
    means everybody to read the repository, which a report is then built from all the same. rubrics: the forms in use,
    as ids; empty means any that is there. severities: rule code -> "error", "warning" or "off".
    marking: the protective marking printed on every page. waivers: who may waive what.
    law: the timescales of the council's nation, which no form replaces.
    moderation: who may moderate, dispute, and settle a dispute. trust: which signatures count.
    privacy: the words by which names and numbers are told apart.
    programme: how the month's audits are drawn. actions: who does what around an action.
    evidence: what counts as evidence for a grade. follow_up: how soon what follows an audit is expected.
    following: by which words and numbers actions are judged, and who follows them up.
    agreement: what is told of who judged how. sample: which audits of a month are moderated.
    site: its looks, and how it calls people.
    small_numbers: how they are left out for readers outside the service.
    closes_after: a month is closed, and those readers get its report, so many days after its last one.
    """

    authority: str = "This authority"
    timezone: str = "Europe/London"
    audience: str = "service"
    visibility: str = "private"
    rubrics: tuple[str, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    marking: str = "OFFICIAL-SENSITIVE"
    waivers: Waiving = Waiving()
    moderation: Judging = Judging()
    trust: Trusting = Trusting()
    follow_up: FollowUp = FollowUp()
    agreement: Agreeing = Agreeing()
    sample: Sampling = Sampling()
    privacy: Words = Words()
    law: Law = Law()
    programme: Programming = Programming()
    actions: Acting = Acting()
    evidence: Evidence = Evidence()
    following: Following = Following()
    site: Look = Look()
    small_numbers: SmallNumbers = SmallNumbers()
    closes_after: int = 14
