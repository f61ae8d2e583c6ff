"""What is committed, read and checked: what build, report, export and query go by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from casekit.check.examine import OpenSource, document, examine
from casekit.check.masking import masked_paths
from casekit.check.rule import Context
from casekit.check.run import past_rules
from casekit.check.settle import settle
from casekit.check.waive import waive
from casekit.cli import keeping, session
from casekit.cli.remembering import INCOMPLETE, remember
from casekit.history.as_at import as_at
from casekit.history.identifying import identifying
from casekit.history.outcome import Opened, open_history
from casekit.history.seconds import seconds_seen
from casekit.history.tree import Tree, uncommitted
from casekit.model.corpus import Corpus
from casekit.model.history import History
from casekit.problem import Problem
from casekit.read.files import Folder, Source
from casekit.read.place import find_root
from casekit.stop import REPOSITORY, Stop


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that is checked out: where the repository is, and how many files of the folder it does not hold.

    day: the day to count from, where somebody looks back.
    """

    root: Path
    opened: Opened
    tree: Tree
    uncommitted: int
    day: date | None = None

    @property
    def id(self) -> str:
        """The commit's full id."""
        return self.opened.head


@dataclass(frozen=True, slots=True)
class Committed:
    """Everything that the commit holds, with what identifies a child masked.

    told: the life of every audit. problems: what lint reports of it. today: the civil day from which is counted.
    """

    corpus: Corpus
    told: History
    problems: tuple[Problem, ...]
    today: date


def checked_out(start: Path, then: str = "", option: str = "--as-at") -> Commit:
    """The commit of the repository in which start lies; Stop where there is none.

    then: a day or a commit at which to look back; the folder's files have nothing to do with that. option: where that
    comes from, for whoever reads that it cannot be.
    """
    root = find_root(start)
    opened = open_history(root)
    repository = opened.repository
    if repository is None or not opened.head:
        raise Stop(REPOSITORY, INCOMPLETE[opened.outcome])
    if then:
        opened, day = as_at(opened, then, option)
        return Commit(root, opened, Tree(repository, opened.head), 0, day)
    tree = Tree(repository, opened.head)
    return Commit(root, opened, tree, len(uncommitted(tree, Folder(root))))


def committed(commit: Commit, given: date | None) -> Committed:
    """What the commit holds, counted from the day given, else from the civil day in the council's time zone."""
    assert commit.opened.repository is not None  # a commit is there
    open_source = partial(Tree, commit.opened.repository, commit.opened.head)
    return held(commit.opened, open_source, commit.tree, given or commit.day)


def held(opened: Opened, open_source: OpenSource, tree: Source, given: date | None) -> Committed:
    """What a source holds: a commit's files, or the working tree's, with the history behind them."""
    examined = examine(
        open_source,
        lambda around: session.civil_day(around.policy, given),
        session.progress("Reading audits"),
        keeping.examined(opened, usual=given is None),
    )
    policy = examined.corpus.policy
    today = session.civil_day(policy, given)
    told, found = remember(opened, examined, tree, store=keeping.versions(opened, usual=given is None))
    told = replace(told, seen=seconds_seen(opened.repository, told, examined.corpus.audits))
    ctx = Context(examined.corpus.people, policy, today)
    problems = [*examined.problems, *told.problems, *found, *identifying(opened, policy.privacy)]
    not_run = [] if told.complete else past_rules()
    left = waive(problems, examined.corpus, ctx, lambda path: document(tree, path), not_run)
    report = settle(left.problems, policy, 0, waived=left.waived)
    return Committed(masked_paths(examined.corpus, policy.privacy), told, report.problems, today)
