"""The history of every audit, as events: what each commit did, in the order in which it came about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from casekit.history import codes, kinds
from casekit.history.bearing import Signed, bear
from casekit.history.blobs import asked
from casekit.history.changes import Draft
from casekit.history.files import File, Step, steps
from casekit.history.judged import Judgements
from casekit.history.log import Commit, Naming, commits
from casekit.history.outcome import Opened
from casekit.history.parallel import Pair, parallel
from casekit.history.sifted import Sifted
from casekit.history.trust import JUDGED, JUDGING, PERSONAL, Made, enters, personal, trust
from casekit.history.versions import Comparer, sift
from casekit.kept.store import NOTHING, Store
from casekit.link.corpus import Surroundings
from casekit.model.history import Event, History
from casekit.model.people import People
from casekit.problem import START, Problem
from casekit.read.names import Kind, kind
from casekit.words import count

AGAIN = {"again": True}
"""The detail of an audit's second creation, after it was deleted."""


def history(
    opened: Opened,
    people: People,
    audits: Collection[str] | None = None,
    processes: int | None = None,
    around: Surroundings | None = None,
    seen: list[Commit] | None = None,
    store: Store = NOTHING,
) -> History:
    """Everything that git tells of the audits behind the commit that is checked out.

    people: whose address is whose. audits: the ids of those that matter, all unless said; a few are told much faster.
    around: what audits are linked with, so that fingerprints which commits claim can be proved, and signatures checked;
    not given, the former are taken as said, and the latter as not there.
    processes: how many may read file versions; as many as pay, unless said. seen: takes every commit, parents before
    children. store: where what versions told is kept for the next run; nothing is unless said.
    """
    told: dict[str, tuple[Event, ...]] = {}
    diverged: set[str] = set()
    beside: dict[str, tuple[Pair, ...]] = {}
    problems = list(opened.problems)
    if opened.repository is not None and opened.head:
        wanted = None if audits is None else frozenset(audits)
        walked = list(commits(opened.repository, opened.head, naming(opened.repository.prefix)))[::-1]
        if seen is not None:
            seen += walked
        sifted = sift(opened.repository, walked, wanted, processes, store)
        with asked(opened.repository) as contents:
            comparer = Comparer(sifted, contents)
            taken = (step for step in steps(walked, sifted.named) if wanted is None or step.audit in wanted)
            judgements = Judgements(opened.repository, contents, around) if around is not None else None
            telling = _Telling(people, judgements)
            for step in taken:
                telling.take(step, _drafts(step, comparer))
        if around is not None:
            bear(telling.found, telling.signed, opened, walked, around)
        told = {audit: tuple(telling.found[audit]) for audit in sorted(telling.found)}
        diverged = telling.diverged
        beside = parallel(walked, told, diverged)
        problems += [*_dates(walked), *_missing(sifted)]
    return History(opened.outcome, opened.head, opened.branch, told, tuple(problems), frozenset(diverged), beside)


def naming(prefix: str) -> Naming:
    """Audits go by their path below prefix, the audit repository's place below git's top; nothing else matters."""

    def name(path: str) -> str | None:
        below = path.removeprefix(prefix)
        return below if path.startswith(prefix) and kind(below) is Kind.AUDIT else None

    return name


@dataclass(slots=True)
class _Telling:
    """Each audit's events as they are found. diverged: the audits that did; signed: what is looked at in the end."""

    people: People
    judgements: Judgements | None
    found: dict[str, list[Event]] = field(default_factory=dict)
    diverged: set[str] = field(default_factory=set)
    signed: list[Signed] = field(default_factory=list)
    _persons: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for person in self.people.by_id.values():
            for email in person.emails:
                self._persons.setdefault(email.casefold(), person.id)

    def take(self, step: Step, drafts: Sequence[Draft]) -> None:
        """What a commit did to an audit, with what is the same for all events of the two."""
        if step.diverged:
            self.diverged.add(step.audit)
        file = step.after or step.before[0]
        if file is None or not drafts:
            return
        commit = step.commit
        drafts = [self._told(step, draft) for draft in drafts]
        made = self._made(step, file, drafts)
        events = self.found.setdefault(step.audit, [])
        for draft in drafts:
            if commit.signed and personal(draft):
                self.signed.append(Signed(step.audit, len(events), draft, made, commit))
            borne = trust(draft, step.audit, made)
            event = Event(
                audit=step.audit,
                commit=commit.id,
                at=commit.committer.utc,
                on=draft.on,
                by=made.author,
                author=commit.author.name,
                event=draft.kind,
                trust=borne.trust,
                detail=AGAIN if draft.kind == kinds.CREATED and step.again else draft.detail,
                blob=file.blob,
                path=file.path,
                person=draft.person,
                why=borne.why,
            )
            events.append(event)

    def _told(self, step: Step, draft: Draft) -> Draft:
        """The draft, or where a record only got the names of a newer version of its form, that it did."""
        before, after, kind = step.before[0], step.after, draft.detail.get("event")
        if draft.kind != kinds.EDITED or kind not in PERSONAL or not (self.judgements and before and after):
            return draft
        id = str(draft.detail[kinds.ENTRIES[str(kind)]])
        if not self.judgements.renames(before, after, str(kind), id):
            return draft
        return replace(draft, detail={**draft.detail, kinds.RENAMED: True})

    def _made(self, step: Step, file: File, drafts: Sequence[Draft]) -> Made:
        commit = step.commit
        claimed = commit.trailers.get(JUDGED, "")
        denied = (
            claimed != ""
            and self.judgements is not None
            and step.after is not None
            and any(draft.kind in JUDGING for draft in drafts)
            and self.judgements.denies(commit.id, file.path, file.blob, claimed)
        )
        committer, author = commit.committer.email, commit.author.email
        persons = self._persons
        made = Made(
            committer=persons.get(committer.casefold(), ""),
            author=persons.get(author.casefold(), ""),
            trailers=commit.trailers,
            denied=denied,
            address=committer,
        )
        if self.judgements is None or not enters(made):
            return made
        days = [draft.on or _day(commit) for draft in drafts if draft.kind == kinds.MODERATED]
        barred = self.judgements.bars(commit.id, file.path, file.blob, made.committer, days[0]) if days else ""
        return replace(made, barred=barred)


def _day(commit: Commit) -> date | None:
    at = commit.committer.at
    return at.date() if at else None


def _drafts(step: Step, comparer: Comparer) -> list[Draft]:
    before = [file.sound or None if file else None for file in step.before]
    if step.after is None:
        return comparer.told(before, None)
    return comparer.told(before, step.after.sound) if step.after.sound else []


def _dates(walked: Sequence[Commit]) -> Iterator[Problem]:
    """One problem for all commits whose date cannot be right."""
    wrong = [commit.id for commit in walked if commit.committer.at is None or commit.author.at is None]
    if wrong:
        carry = "carries a date" if len(wrong) == 1 else "carry dates"
        yield Problem(
            ".",
            START,
            codes.DATE,
            f"{count(len(wrong), 'commit')} {carry} that cannot be right, such as {wrong[-1][:10]}.",
            "Nothing is lost: commits are ordered by what they grow from. Set the clock where they came from.",
        )


def _missing(sifted: Sifted) -> Iterator[Problem]:
    """One problem for all versions of audits that this copy of the repository does not have."""
    if sifted.missing:
        yield Problem(
            ".",
            START,
            codes.MISSING,
            f"{count(len(sifted.missing), 'version')} of audits cannot be had from this copy of the repository.",
            "Fetch everything: clone it again without a filter.",
        )
