"""Which file holds which audit at each commit: identity is the id in the front matter, whatever the path.

Follows every line of history from the first commit on and keeps the files of those commits that something still
grows from. So an audit is found in each parent of a merge, under whatever name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casekit.history.log import Commit


@dataclass(frozen=True, slots=True, order=True)
class File:
    """An audit's file at one commit.

    blob: its version's object id. sound: the version whose facts hold: this one, or where it cannot be read the last
    one before it that could; "" where none could. grew: the files that it grew from, one for each parent that had it.
    """

    path: str
    blob: str
    sound: str
    grew: tuple[File, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """A commit that touched an audit.

    before: its file in each parent, None where it was not there; of a first commit, one None. after: its file in the
    commit, None where it is gone. again: a commit before deleted it.
    """

    commit: Commit
    audit: str
    before: tuple[File | None, ...]
    after: File | None
    again: bool

    @property
    def diverged(self) -> bool:
        """Whether two sides of a merge had each changed the audit, so that one of them may have been overruled.

        A merge that keeps what its first parent had is no step at all.
        """
        if len(self.before) == 1 or self.after is None:
            return False
        sides = [file for file in self.before if file is not None]
        taken = next((file for file in sides if file.sound == self.after.sound), None)
        return taken is None or not all(_grew(taken, file) for file in sides)


def _grew(later: File, earlier: File) -> bool:
    """Whether the later file is the earlier one, or came of it commit by commit."""
    waiting, seen = [later], set()
    while waiting:
        file = waiting.pop()
        if file is earlier:
            return True
        if id(file) not in seen:
            seen.add(id(file))
            waiting += file.grew
    return False


Named = Mapping[str, tuple[str, bool]]
"""For each version's object id the audit's id ("" where it tells none), and whether the version can be read."""


def steps(commits: Iterable[Commit], named: Named) -> Iterator[Step]:
    """What each commit did to which audits, in the order of commits, which must have parents before children."""
    commits = list(commits)
    waiting = Counter(parent for commit in commits for parent in set(commit.parents))
    live: dict[str, _Files] = {}
    for commit in commits:
        parents = [live[parent] for parent in commit.parents if parent in live] or [_Files()]
        for parent in live.keys() & set(commit.parents):
            waiting[parent] -= 1
            if not waiting[parent]:
                live.pop(parent).holders -= 1
        files = parents[0]
        gone = files.gone.union(*(parent.gone for parent in parents[1:]))
        if commit.changes or gone != files.gone:
            files = files.copy() if files.holders else files
            files.gone = gone
            yield from files.change(commit, parents, named)
        if waiting[commit.id]:
            live[commit.id] = files
            files.holders += 1


@dataclass(slots=True)
class _Files:
    """The files of a commit by audit; of two with one id, the first by path is the audit.

    unnamed: paths whose version tells no id, with the id that stood there before. gone: audits once deleted.
    holders: how many commits have exactly these files and are still grown from.
    """

    audits: dict[str, tuple[File, ...]] = field(default_factory=dict)
    unnamed: dict[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    holders: int = 0

    def copy(self) -> _Files:
        return _Files(dict(self.audits), dict(self.unnamed), self.gone)

    def audit(self, id: str) -> File | None:
        found = self.audits.get(id)
        return found[0] if found else None

    def change(self, commit: Commit, parents: Sequence[_Files], named: Named) -> Iterator[Step]:
        """Takes over what a commit changed. parents: their files as they are; the first may be self, which changes."""
        before: dict[str, tuple[File | None, ...]] = {}
        for change in commit.changes:
            id = ""
            if change.old is not None:
                id = self.unnamed.pop(change.path, "") or named.get(change.old, ("", False))[0]
                self._touch(id, before, parents)
                self._remove(id, change.path)
            if change.new is not None:
                name, sound = named.get(change.new, ("", False))
                if not name and id:
                    name = self.unnamed[change.path] = id
                self._touch(name, before, parents)
                self._add(name, change.path, change.new, sound, before)
        for id, files in before.items():
            after = self.audit(id)
            yield Step(commit, id, files, after, id in self.gone)
            if after is None and files[0] is not None:
                self.gone |= {id}

    def _touch(self, id: str, before: dict[str, tuple[File | None, ...]], parents: Sequence[_Files]) -> None:
        if id and id not in before:
            before[id] = tuple(parent.audit(id) for parent in parents)

    def _remove(self, id: str, path: str) -> None:
        left = tuple(file for file in self.audits.get(id, ()) if file.path != path)
        if left:
            self.audits[id] = left
        else:
            self.audits.pop(id, None)

    def _add(self, id: str, path: str, blob: str, sound: bool, before: Mapping[str, tuple[File | None, ...]]) -> None:
        if not id:
            return
        sides = tuple(file for file in before[id] if file is not None)
        last = blob if sound else next((file.sound for file in sides if file.sound), "")
        file = next((side for side in sides if (side.path, side.blob) == (path, blob)), None)
        self.audits[id] = tuple(sorted((*self.audits.get(id, ()), file or File(path, blob, last, sides))))
