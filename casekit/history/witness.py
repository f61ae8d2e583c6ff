"""Who vouches for a commit: the signature that it carries, held against the keys that counted when it came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, tzinfo
from zoneinfo import ZoneInfo

from casekit.history.arrivals import Arrival, arrivals, main_line
from casekit.history.blobs import contents
from casekit.history.git import Repository
from casekit.history.keys import Days, Held, Ring, Standing, ring
from casekit.history.log import Commit
from casekit.history.outcome import Opened
from casekit.history.signatures import Checker, Signature, State
from casekit.link.corpus import Surroundings
from casekit.link.people import PEOPLE, people
from casekit.link.policy import POLICY, policy
from casekit.model.people import People
from casekit.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a signature says: the people whose key it is, or the forge; and in words why it says nothing.

    contradicts: it does not fit the commit, or was made with a key that was given up. emails: those of the forge.
    """

    people: frozenset[str] = frozenset()
    forge: str = ""
    emails: frozenset[str] = frozenset()
    why: str = ""
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class Then:
    """Who held which role and key, and what was policy, on the main branch at one time."""

    people: People
    policy: Policy
    ring: Ring


UNSIGNED = Vouched(why="the commit is not signed")
NO_PROGRAM = "it is signed in a way that cannot be checked on this computer"
FOREIGN = "it is signed with a certificate (X.509) or in another way that casekit does not check"
WORDS = {
    State.UNKNOWN: "it is signed with a key that people.yaml of the main branch did not list before",
    State.EXPIRED: "it is signed with a key that had run out",
    State.UNCHECKED: NO_PROGRAM,
    State.FOREIGN: FOREIGN,
    State.BAD: "its signature does not fit it",
    State.REVOKED: "it is signed with a key that was given up",
}


class Witness:
    """Vouches for commits of one history. around: what is there now; walked: all commits, parents before children."""

    def __init__(self, opened: Opened, walked: Sequence[Commit], around: Surroundings, checker: Checker) -> None:
        assert opened.repository is not None  # there are commits
        self._repository: Repository = opened.repository
        self._prefix = opened.repository.prefix
        self._checker = checker
        self._zone: tzinfo = ZoneInfo(around.policy.timezone)
        line = main_line(opened, around.policy.trust.main)
        self._arrivals = arrivals(walked, line)
        listed = (key for person in around.people.by_id.values() for key in person.keys)
        self._now = (*listed, *(forge.key for forge in around.policy.trust.forges))
        self._then: dict[tuple[str, str], Then] = {}
        self._signatures: dict[tuple[str, frozenset[str]], Signature] = {}

    def look(self, commits: Iterable[Commit]) -> None:
        """Has the signatures of these commits checked, all at once."""
        asked = [(commit.id, commit.signed, self._keys(commit)) for commit in commits if commit.signed]
        self._signatures = self._checker.check(asked)

    def vouched(self, commit: Commit) -> Vouched:
        """Who vouches for a commit that was looked at."""
        if not commit.signed:
            return UNSIGNED
        signature = self._signatures[commit.id, self._keys(commit)]
        if signature.state is not State.FITS:
            contradicts = signature.state in (State.BAD, State.REVOKED)
            return Vouched(why=WORDS[signature.state], contradicts=contradicts)
        keys = self.then(commit).ring
        return self._whose(commit, keys.holders(signature.key), keys)

    def then(self, commit: Commit) -> Then:
        """What the main branch held before that commit came onto it."""
        before = self._arrivals[commit.id].before
        blobs = (self._blob(before, PEOPLE), self._blob(before, POLICY))
        if blobs not in self._then:
            listed, decided = map(self._content, blobs)
            them = people(listed)[0] if blobs[0] else People()
            rules = policy(decided)[0]
            self._then[blobs] = Then(them, rules, ring(them, rules.trust.forges, self._now))
        return self._then[blobs]

    def day(self, commit: Commit) -> date | None:
        """The civil day of a commit, as it says itself."""
        at = commit.committer.at
        return at.astimezone(self._zone).date() if at else None

    def _whose(self, commit: Commit, held: Sequence[Held], keys: Ring) -> Vouched:
        arrival: Arrival = self._arrivals[commit.id]
        came = () if arrival.by is None else (self.day(arrival.by),)
        before = arrival.seen.astimezone(self._zone).date() if arrival.seen else None
        days = Days(self.day(commit), came, before)
        standing = {one: keys.standing(one.key, days) for one in held}
        if Standing.REVOKED in standing.values():
            return Vouched(why=WORDS[State.REVOKED], contradicts=True)
        good = [one for one, how in standing.items() if how is Standing.COUNTS]
        if not good:
            return Vouched(why="it is signed with a key on a day on which that key was not in use")
        forge = next((one.forge for one in good if one.forge), None)
        if forge is not None:
            return Vouched(forge=forge.name, emails=frozenset(email.casefold() for email in forge.emails))
        return Vouched(frozenset(one.person for one in good))

    def _keys(self, commit: Commit) -> frozenset[str]:
        return frozenset(one.key.text for one in self.then(commit).ring.held)

    def _content(self, blob: str) -> bytes:
        """A small file's bytes; nothing where it is not there or too large to be looked into."""
        if not blob:
            return b""
        with closing(contents(self._repository, [blob])) as found:
            raw = next(found)
        return raw if isinstance(raw, bytes) else b""

    def _blob(self, commit: str, name: str) -> str:
        if not commit:
            return ""
        return self._repository.ask("rev-parse", "--verify", "--quiet", f"{commit}:{self._prefix}{name}") or ""
