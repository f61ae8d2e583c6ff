"""Every audit as the files of one commit have it, for what history knows of it."""

from __future__ import annotations

from contextlib import closing

from casekit.history.facts import Facts
from casekit.history.outcome import Opened
from casekit.history.reading import Reader
from casekit.history.tree import Tree
from casekit.link.corpus import audit_paths


def standing(opened: Opened) -> dict[str, Facts | None]:
    """By id what each audit's file says; None where it cannot be read. Of two with one id the first by path."""
    assert opened.repository is not None  # whoever asks has commits
    found: dict[str, Facts | None] = {}
    with closing(Tree(opened.repository, opened.head)) as tree:
        for path in audit_paths(tree):
            raw, _ = tree.read(path)
            version = Reader().read(raw) if raw is not None else None
            if version is not None and version.id:
                found.setdefault(version.id, version.facts)
    return found
