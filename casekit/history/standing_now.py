"""Every audit as the files of one commit have it, for what history knows of it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field

from casekit.history.facts import Facts
from casekit.history.outcome import Opened
from casekit.history.reading import Reader
from casekit.history.tree import Tree
from casekit.link.corpus import audit_paths
from casekit.problem import Problem
from casekit.read.document import read_audit


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in one commit. facts: by id what each audit's file says; None where it cannot be read, and then
    unread has what its first mistake is, by path. Of two with one id the first by path.
    """

    facts: dict[str, Facts | None] = field(default_factory=dict)
    unread: dict[str, Problem] = field(default_factory=dict)


def standing(opened: Opened) -> Standing:
    """Every audit behind the commit that is checked out."""
    assert opened.repository is not None  # whoever asks has commits
    found = Standing()
    with closing(Tree(opened.repository, opened.head)) as tree:
        for path in audit_paths(tree):
            raw, problems = tree.read(path)
            version = Reader().read(raw) if raw is not None else None
            if version is not None and version.id:
                found.facts.setdefault(version.id, version.facts)
            if version is None or version.facts is None:
                if raw is not None:
                    _, problems = read_audit(path, raw)
                found.unread.update((path, problem) for problem in problems[:1])
    return found
