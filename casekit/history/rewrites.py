"""Rewritten histories that somebody has recorded, with why and by whom: in rewrites.yaml, beside people.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casekit.conform.messages import conform
from casekit.history.blobs import asked
from casekit.history.log import Commit, commits
from casekit.history.outcome import Opened
from casekit.history.tree import Tree
from casekit.link.values import entries, mapping, text
from casekit.model.document import Value
from casekit.read.document import read_yaml

REWRITES = "rewrites.yaml"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """old: the head that was published before. new: the head that took its place. removed: audits that went with it.

    by: the person who had it done. on: the day. why: in their words.
    """

    old: str
    new: str
    by: str
    on: str
    why: str
    removed: tuple[str, ...] = ()


def recorded(opened: Opened) -> tuple[list[Rewrite], list[str]]:
    """The rewrites on record in what is checked out, and what is wrong with the file, in sentences."""
    assert opened.repository is not None  # whoever asks has commits
    tree = Tree(opened.repository, opened.head)
    there = tree.blob(REWRITES)
    raw, faults = tree.read(REWRITES) if there else (None, [])
    tree.close()
    if raw is None:
        return [], [fault.message for fault in faults]
    document, problems = read_yaml(REWRITES, raw)
    if document is None:
        return [], [f"line {problem.span.line}: {problem.message}" for problem in problems]
    wrong = [f"line {document.marks.of(r.route).line}: {r.message}" for r in conform("rewrites", document.data)]
    if wrong:
        return [], wrong
    return list(_rewrites(document.data)), []


def _rewrites(data: Value) -> Iterator[Rewrite]:
    for item, _ in entries(mapping(data).get("rewrites"), ()):
        removed = item.get("removed")
        ids = tuple(map(text, removed)) if isinstance(removed, list) else ()
        old, new, by, on, why = (text(item.get(key)) for key in ("old", "new", "by", "on", "why"))
        yield Rewrite(old, new, by, on, why, ids)


def recorders(opened: Opened) -> dict[tuple[str, str], Commit]:
    """The commit in which each entry first stands, by its old and new head."""
    assert opened.repository is not None  # whoever asks has commits
    path = opened.repository.prefix + REWRITES
    found: dict[tuple[str, str], Commit] = {}
    walked = list(commits(opened.repository, opened.head, lambda name: name if name == path else None))
    with asked(opened.repository) as contents:
        for commit in walked[::-1]:
            for change in commit.changes:
                raw = contents[change.new] if change.new else None
                document = read_yaml(REWRITES, raw)[0] if isinstance(raw, bytes) else None
                for one in _rewrites(document.data) if document is not None else ():
                    found.setdefault((one.old, one.new), commit)
    return found


def way(rewrites: Sequence[Rewrite], old: str, reached: frozenset[str]) -> list[Rewrite]:
    """The rewrites that lead from a head that was published to a commit that is reached now; none where none do."""
    by_old = {one.old: one for one in rewrites}
    found: list[Rewrite] = []
    while old not in reached:
        step = by_old.get(old)
        if step is None or step in found:
            return []
        found.append(step)
        old = step.new
    return found
