"""Whether a second judge could read the first judgement: what stood in the repository where they first graded.

Only "not shown" is ever proved. Where a branch was squashed or rebased onto the first judgement, or the second was
deleted and written again, the repository held the first, and that is what is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casekit.history import kinds
from casekit.history.blobs import Contents, asked
from casekit.history.git import Repository
from casekit.history.reading import Reader
from casekit.model.corpus import AuditCase
from casekit.model.history import Event, History, Seen


def seconds_seen(repository: Repository | None, history: History, cases: Iterable[AuditCase]) -> dict[str, Seen]:
    """By the id of each second judgement, whether the first was shown to it. history: of both."""
    pairs = [(case.audit.id, case.audit.second_of) for case in cases if case.audit.second_of]
    if repository is None or not history.complete or not pairs:
        return {second: Seen.UNKNOWN for second, _ in pairs}
    with asked(repository) as contents:
        known = _Commits(repository, contents)
        return {second: _seen(known, history.of(second), history.of(first), first) for second, first in pairs}


class _Commits:
    """The files of any commit, by its id and their path."""

    def __init__(self, repository: Repository, contents: Contents) -> None:
        self._prefix = repository.prefix
        self._contents = contents

    def grades(self, commit: str, path: str, audit: str) -> bool | None:
        """Whether the file holds a grade of the audit there; None where it is there and cannot be read."""
        found = self._contents[f"{commit}:{self._prefix}{path}"]
        if found is None:
            return False
        version = Reader().read(found) if isinstance(found, bytes) else None
        if version is None or version.facts is None:
            return None
        return version.id == audit and any(key[0] == kinds.GRADED for key in version.facts.values)


def _seen(known: _Commits, second: Sequence[Event], first: Sequence[Event], audit: str) -> Seen:
    """At the first commit that holds a grade of the second, of each line of history on which it was begun."""
    begun = list(_first_graded(second))
    if not begun or not first:
        return Seen.UNKNOWN
    paths = {event.path: None for event in first}
    told = [known.grades(commit, path, audit) for commit in begun for path in paths]
    if True in told:
        return Seen.SHOWN
    return Seen.UNKNOWN if None in told else Seen.NOT_SHOWN


def _first_graded(events: Iterable[Event]) -> Iterator[str]:
    """The commit of the first grade after each creation: a second creation is a new beginning."""
    waiting = False
    for event in events:
        if event.event == kinds.CREATED:
            waiting = True
        if event.event == kinds.GRADED and waiting:
            waiting = False
            yield event.commit
