"""Reads every version of every audit once, in several processes where there are many.

Versions of one path are read one after another, since they share most of what they say, and are compared right where
they were read: what comes back is small.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import accumulate, repeat

from casekit.cores import copies, cores, made
from casekit.history.blobs import Contents, contents
from casekit.history.changes import Draft
from casekit.history.facts import Facts
from casekit.history.git import Repository
from casekit.history.log import Commit
from casekit.history.reading import Reader, Version, first_line
from casekit.history.recalled import keep, recall
from casekit.history.sifted import Pair, Sifted
from casekit.history.telling import told
from casekit.kept.store import NOTHING, Store

FEW = 2000
"""So many versions are read faster in this process than others start."""
FEWEST = 250
"""Versions for each worker below which not even copying this process pays."""
KEPT = 256
"""Versions that a merge or a rename needed, held in case the next one needs them too."""
SHARES = 4
"""Parts for each process, so that none waits long for the others."""


def sift(
    repository: Repository,
    commits: Sequence[Commit],
    wanted: frozenset[str] | None = None,
    processes: int | None = None,
    store: Store = NOTHING,
) -> Sifted:
    """Reads what commits (parents before children) brought.

    wanted: the audits that matter, all unless said; of the others only the ids are read. processes: as many as pay,
    unless said. store: where what versions told is kept, so that they are not read again.
    """
    result = Sifted()
    left = []
    for group in pairs(commits).values():
        known = recall(store, group, wanted) if len(store) else None
        if known is not None:
            result.take(known)
        else:
            left.append(group)
    found = _read(repository, left, wanted, processes)
    if store.keeps:
        for group in left:
            keep(store, group, found)
    result.take(found)
    return result


def _read(
    repository: Repository, groups: Sequence[Sequence[Pair]], wanted: frozenset[str] | None, processes: int | None
) -> Sifted:
    result = Sifted()
    if not groups:
        return result
    count = sum(map(len, groups))
    if copies():
        processes = cores(count, FEWEST) if processes is None else processes
        for found in made(
            list(shared(groups, max(1, processes * SHARES))), partial(work, repository, wanted=wanted), processes
        ):
            result.take(found)
        return result
    processes = processes or min(os.cpu_count() or 1, 8, 1 + count // FEW)
    if processes == 1:
        return work(repository, groups, wanted)
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for found in pool.map(work, repeat(repository), shared(groups, processes * SHARES), repeat(wanted)):
            result.take(found)
    return result


def shared(groups: Sequence[Sequence[Pair]], shares: int) -> Iterator[Sequence[Sequence[Pair]]]:
    """The groups in so many runs of about as many versions: git keeps what came in at one time close together."""
    ends = list(accumulate(map(len, groups)))
    whole = ends[-1] if ends else 0
    start = 0
    for share in range(1, shares + 1):
        end = bisect_left(ends, whole * share / shares) + 1
        if groups[start:end]:
            yield groups[start:end]
        start = max(start, end)


def pairs(commits: Sequence[Commit]) -> dict[str, list[Pair]]:
    """By path, each version that history brings, with the one before it there; no version twice."""
    found: dict[str, list[Pair]] = {}
    seen: set[str] = set()
    for commit in commits:
        for change in commit.changes:
            if change.new is not None and change.new not in seen:
                seen.add(change.new)
                found.setdefault(change.path, []).append((change.old, change.new))
    return found


def work(repository: Repository, groups: Sequence[Sequence[Pair]], wanted: frozenset[str] | None = None) -> Sifted:
    """One process's part of the work: some paths, through one git. Drafts that are alike are one, and travel once."""
    result = Sifted()
    alike: dict[str, Draft] = {}
    ids = [new for group in groups for _, new in group]
    with closing(contents(repository, ids)) as found:
        for group in groups:
            reader = Reader()
            known: dict[str, Version] = {}
            for old, new in group:
                raw = next(found)
                id = result.first[new] = first_line(raw) if isinstance(raw, bytes) else ""
                if raw is None:
                    result.missing.add(new)
                elif wanted is not None and id and id not in wanted:
                    result.named[new] = (id, True)
                    result.passed.add(new)
                    continue
                version = known[new] = reader.read(raw) if isinstance(raw, bytes) else Version("")
                result.named[new] = (version.id, version.facts is not None)
                if version.facts is not None and (old is None or old in known):
                    before = known[old].facts if old is not None else None
                    if old is None or (before is not None and before.id == version.id):
                        drafts = told([before], version.facts)
                        result.drafts[old, new] = [alike.setdefault(repr(draft), draft) for draft in drafts]
    return result


class Comparer:
    """Compares an audit's versions: by what was sifted, else by reading them again."""

    def __init__(self, sifted: Sifted, contents: Contents) -> None:
        self._sifted = sifted
        self._contents = contents
        self._read: OrderedDict[str, Facts | None] = OrderedDict()

    def told(self, before: Sequence[str | None], after: str | None) -> list[Draft]:
        """What a commit did. before: the version in each parent, None where there was none; after: None where gone."""
        if after is not None and after in before:
            return []
        if len(before) == 1 and after is not None and (before[0], after) in self._sifted.drafts:
            return self._sifted.drafts[before[0], after]
        facts = [None if version is None else self._facts(version) for version in before]
        return told(facts, None if after is None else self._facts(after))

    def _facts(self, version: str) -> Facts | None:
        if version not in self._read:
            raw = self._contents[version]
            self._read[version] = Reader().read(raw).facts if isinstance(raw, bytes) else None
            if len(self._read) > KEPT:
                self._read.popitem(last=False)
        return self._read[version]
