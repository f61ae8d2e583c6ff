"""When each commit came onto the main branch, and what that branch held before: whose keys counted then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casekit.history.git import Repository
from casekit.history.log import Commit
from casekit.history.outcome import Opened


@dataclass(frozen=True, slots=True)
class Arrival:
    """before: the main branch's commit before this one came, "" where there was none. by: the one that brought it.

    by is None where it has not come there yet, or nobody here knows how. seen: the latest time that any commit of the
    main branch up to `before` gives, None where there is none: this one came after that, whatever it says itself.
    """

    before: str
    by: Commit | None = None
    seen: datetime | None = None


def arrivals(walked: Sequence[Commit], line: Sequence[str]) -> dict[str, Arrival]:
    """For each commit how it came. walked: parents before children. line: the main branch, by its first parents."""
    on_line = frozenset(line)
    by_id = {commit.id: commit for commit in walked}
    found: dict[str, Arrival] = {}
    last = ""
    seen: datetime | None = None
    for commit in walked:
        if commit.id not in on_line:
            continue
        arrival = Arrival(commit.parents[0] if commit.parents else "", commit, seen)
        waiting = [commit.id]
        while waiting:
            one = waiting.pop()
            if one in found or one not in by_id:
                continue
            found[one] = arrival
            waiting += by_id[one].parents
        last = commit.id
        seen = max(filter(None, (seen, commit.committer.utc)), default=None)
    here = Arrival(last, None, seen)
    return {commit.id: found.get(commit.id, here) for commit in walked}


def main_line(opened: Opened, name: str) -> list[str]:
    """The main branch by its first parents, newest first: the branch of that name, else what is checked out.

    What was fetched of it counts before what is here, since here everybody can write.
    """
    assert opened.repository is not None  # whoever asks has commits
    tip = opened.head if opened.branch == name else _tip(opened.repository, name) or opened.head
    said = opened.repository.run("rev-list", "--first-parent", "--end-of-options", tip, "--")
    return said.decode("ascii").split()


def _tip(repository: Repository, name: str) -> str | None:
    for ref in (f"refs/remotes/origin/{name}", f"refs/heads/{name}"):
        tip = repository.resolve(ref)
        if tip:
            return tip
    return None
