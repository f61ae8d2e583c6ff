"""The history of every audit, as events: what each commit did, in the order in which it came about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from casekit.history import codes, kinds
from casekit.history.blobs import asked
from casekit.history.changes import Draft
from casekit.history.files import Step, steps
from casekit.history.judged import Judgements
from casekit.history.log import Commit, Naming, commits
from casekit.history.outcome import Opened
from casekit.history.trust import JUDGED, JUDGING, trust
from casekit.history.versions import Comparer, Sifted, sift
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
) -> History:
    """Everything that git tells of the audits behind the commit that is checked out.

    people: whose address is whose. audits: the ids of those that matter, all unless said; a few are told much faster.
    around: what audits are linked with, so that fingerprints which commits claim can be proved; not given, they are
    taken as said.
    processes: how many may read file versions; as many as pay, unless said.
    """
    told: dict[str, tuple[Event, ...]] = {}
    diverged: set[str] = set()
    problems = list(opened.problems)
    if opened.repository is not None and opened.head:
        wanted = None if audits is None else frozenset(audits)
        walked = list(commits(opened.repository, opened.head, naming(opened.repository.prefix)))[::-1]
        sifted = sift(opened.repository, walked, wanted, processes)
        with asked(opened.repository) as contents:
            comparer = Comparer(sifted, contents)
            taken = (step for step in steps(walked, sifted.named) if wanted is None or step.audit in wanted)
            judgements = Judgements(opened.repository, contents, around) if around is not None else None
            told = _events(taken, comparer, people, diverged, judgements)
        problems += [*_dates(walked), *_missing(sifted)]
    return History(opened.outcome, opened.head, opened.branch, told, tuple(problems), frozenset(diverged))


def naming(prefix: str) -> Naming:
    """Audits go by their path below prefix, the audit repository's place below git's top; nothing else matters."""

    def name(path: str) -> str | None:
        below = path.removeprefix(prefix)
        return below if path.startswith(prefix) and kind(below) is Kind.AUDIT else None

    return name


def _events(
    taken: Iterable[Step],
    comparer: Comparer,
    people: People,
    diverged: set[str],
    judgements: Judgements | None,
) -> dict[str, tuple[Event, ...]]:
    """Each audit's events; ids of those that diverged are added to the set."""
    found: dict[str, list[Event]] = {}
    persons: dict[str, str] = {}
    for person in people.by_id.values():
        for email in person.emails:
            persons.setdefault(email.casefold(), person.id)
    for step in taken:
        if step.diverged:
            diverged.add(step.audit)
        events = _of(step, _drafts(step, comparer), persons, judgements)
        if events:
            found.setdefault(step.audit, []).extend(events)
    return {audit: tuple(found[audit]) for audit in sorted(found)}


def _drafts(step: Step, comparer: Comparer) -> list[Draft]:
    before = [file.sound or None if file else None for file in step.before]
    if step.after is None:
        return comparer.told(before, None)
    return comparer.told(before, step.after.sound) if step.after.sound else []


def _of(step: Step, drafts: Sequence[Draft], persons: Mapping[str, str], judgements: Judgements | None) -> list[Event]:
    """The drafts with what is the same for all events of a commit on one audit."""
    commit = step.commit
    file = step.after or step.before[0]
    if file is None or not drafts:
        return []
    author = persons.get(commit.author.email.casefold(), "")
    committer = persons.get(commit.committer.email.casefold(), "")
    at = commit.committer.utc
    claimed = commit.trailers.get(JUDGED, "")
    denied = (
        claimed != ""
        and judgements is not None
        and step.after is not None
        and any(draft.kind in JUDGING for draft in drafts)
        and judgements.denies(commit.id, file.path, file.blob, claimed)
    )
    return [
        Event(
            audit=step.audit,
            commit=commit.id,
            at=at,
            on=draft.on,
            by=author,
            author=commit.author.name,
            event=draft.kind,
            trust=trust(draft, step.audit, committer, author, commit.trailers, denied),
            detail=AGAIN if draft.kind == kinds.CREATED and step.again else draft.detail,
            blob=file.blob,
            path=file.path,
        )
        for draft in drafts
    ]


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
