"""The commit at which somebody wants to look back: named, or the last one of a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from casekit.days import parse_day, written
from casekit.history.git import Repository
from casekit.history.log import Commit, parse, tokens
from casekit.history.outcome import Opened
from casekit.history.tree import Tree
from casekit.link.policy import POLICY, policy
from casekit.model.history import Outcome
from casekit.stop import REPOSITORY, USAGE, Stop
from casekit.words import shown

LINE = (
    "log",
    "--first-parent",
    "--format=raw",
    "-z",
    "--no-show-signature",
    "--no-mailmap",
    "--no-notes",
    "--no-decorate",
    "--no-color",
    "--no-abbrev-commit",
    "--encoding=UTF-8",
)


def as_at(opened: Opened, text: str, option: str) -> tuple[Opened, date]:
    """History up to that commit, and the civil day to count from; Stop where there is none such.

    text: a day, which means the last commit of its end on the line of what is checked out, by first parents and in the
    council's time zone; or anything that git takes for a commit, whose own day it then is.
    """
    repository = opened.repository
    if repository is None or not opened.head:
        raise Stop(REPOSITORY, f"{option}: there is no commit here yet.")
    raw, _ = Tree(repository, opened.head).read(POLICY)
    zone = ZoneInfo(policy(raw or b"")[0].timezone)
    wanted = parse_day(text)
    start = opened.head if wanted is not None else repository.resolve(text)
    if start is None:
        fetch = "; fetch all of the history first" if opened.outcome is Outcome.SHALLOW else ""
        raise Stop(USAGE, f"{option}: there is no commit {shown(text)} here, and it is no day{fetch}.")
    for commit in _line(repository, start):
        at = commit.committer.at
        day = at.astimezone(zone).date() if at else None
        if wanted is None and day is None:
            raise Stop(USAGE, f"{option}: the date of {shown(text)} cannot be right; name a day instead.")
        if day is not None and (wanted is None or day <= wanted):
            return replace(opened, head=commit.id), wanted or day
    if opened.outcome is Outcome.SHALLOW:
        raise Stop(REPOSITORY, "The git history here is cut short; fetch all of it with git fetch --unshallow.")
    assert wanted is not None  # a commit that was named has been found
    raise Stop(USAGE, f"{option}: nothing had been committed here by the end of {written(wanted)}.")


def _line(repository: Repository, start: str) -> Iterator[Commit]:
    """Commits from start backwards, each the first parent of the one before."""
    with repository.stream(*LINE, "--end-of-options", start, "--") as pipe:
        yield from parse(tokens(pipe.output), lambda path: None)
