"""What a rule is: a code, a name, how bad a breach is, and a function from values to remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.people import People
from casekit.model.policy import Policy
from casekit.model.programme import Allotted, Programme
from casekit.problem import Remark


class Severity(Enum):
    """Only errors make lint exit 1."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Context:
    """What an audit is checked with: the authority's people, its policy, and the civil day of the run.

    today may turn nothing into an error: the same files have the same errors on every day.
    programmes: each month's, by month. entitled: the people with the roles that they held in another commit, where the
    policy comes from there; None where it is the same people's.
    """

    people: People
    policy: Policy
    today: date
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    entitled: People | None = None

    @property
    def holders(self) -> People:
        """The people, with the roles by which they may judge: nobody gives them to themselves in a request."""
        return self.people if self.entitled is None else self.entitled

    def allotted(self, audit: Audit) -> Allotted | None:
        """What the month's programme says of the audit; None where it has none such."""
        programme = self.programmes.get(audit.month)
        return programme.audit(audit.id) if programme is not None else None


@dataclass(frozen=True, slots=True)
class Judged:
    """What history knows of a moderation: the audit as it was judged, and the commit in which it first stood."""

    audit: Audit
    commit: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Unseen:
    """A record that was made without knowing of another one, which a merge then put beside it.

    within, id: the list of the audit's file and the entry in it; other_within, other_id: those of the other one.
    judged: both are judgements; otherwise the other is a change of what the record is about.
    """

    within: str
    id: str
    other_within: str
    other_id: str
    commit: str
    other_commit: str
    judged: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The entry."""
        return self.within, self.id


@dataclass(frozen=True, slots=True)
class Shift:
    """A deadline that a commit moved from one day to another."""

    start: date
    to: date
    commit: str


@dataclass(frozen=True, slots=True)
class Record:
    """A judgement of which history tells something: an entry of the audit's file, as one commit recorded it.

    event: moderated, disputed or resolved. id: the entry's. why: in words, where somebody had to vouch for it.
    """

    event: str
    id: str
    commit: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What history tells rules.

    judged: by (audit id, moderation id), what was judged. unseen: by audit id, what merges put
    together. shifts: by (audit id, action id), the moves of its deadline
    since the audit was completed, oldest first. moves: so often policy lets a deadline be moved. unsigned: by audit id,
    the records that policy wants signed and that no signature bears out. first: by (audit id, the record as it came),
    the audit as it stood then, where a judgement may have been rewritten since. thawed: by audit id, of those that were
    stopped and have changed since, the commit that stopped them.
    """

    judged: Mapping[tuple[str, str], Judged] = field(default_factory=dict)
    unseen: Mapping[str, tuple[Unseen, ...]] = field(default_factory=dict)
    shifts: Mapping[tuple[str, str], tuple[Shift, ...]] = field(default_factory=dict)
    moves: int = 0
    unsigned: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    first: Mapping[tuple[str, Record], Audit] = field(default_factory=dict)
    thawed: Mapping[str, str] = field(default_factory=dict)


AuditCheck = Callable[[AuditCase, Context], Iterator[Remark]]
CorpusCheck = Callable[[Corpus, Context], Iterator[tuple[str, Remark]]]
TextCheck = Callable[[str, Context], Iterator[Remark]]
PastCheck = Callable[[AuditCase, Past], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of mistake.

    Exactly one of audit (looks at one audit), text (looks at an audit file's text, whether or not it can be read as
    one), corpus (looks across files and names the path of each remark) and past (needs the history) is set; none where
    reading, linking or the history reports the code themselves.
    """

    code: str
    name: str
    severity: Severity
    audit: AuditCheck | None = None
    text: TextCheck | None = None
    corpus: CorpusCheck | None = None
    past: PastCheck | None = None
