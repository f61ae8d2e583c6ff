"""The commit that somebody names to compare with: as it is, or where a branch started from it."""

from __future__ import annotations

from casekit.history.outcome import Opened
from casekit.history.tree import Tree
from casekit.model.history import Outcome
from casekit.stop import REPOSITORY, USAGE, Stop
from casekit.words import shown


def tree_of(opened: Opened, revision: str, option: str) -> Tree:
    """The files of the commit that the text names; Stop where there is none. option: what it was given for."""
    if opened.repository is None:
        raise Stop(REPOSITORY, f"{option} needs git: this folder is not under git.")
    commit = opened.repository.resolve(revision)
    if commit is None:
        fetch = "; fetch more of the history first" if opened.outcome is Outcome.SHALLOW else ""
        raise Stop(USAGE, f"{option}: there is no commit {shown(revision)} here{fetch}.")
    return Tree(opened.repository, commit)


def branched_from(opened: Opened, revision: str, option: str) -> Tree:
    """The files of the last commit that the text's commit and what is checked out have in common.

    So what others have added to the target meanwhile does not count as changed here. Where the two have no commit in
    common (or it was not fetched), the commit itself.
    """
    tree = tree_of(opened, revision, option)
    assert opened.repository is not None  # tree_of has looked
    common = opened.repository.ask("merge-base", tree.commit, opened.head) if opened.head else None
    return Tree(opened.repository, common) if common else tree
