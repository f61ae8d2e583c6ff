"""What every command that records something begins with: the repository, its policy and people, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casekit.cli import session
from casekit.history.git import Repository
from casekit.history.outcome import Opened, open_history
from casekit.link.corpus import Surroundings, surroundings
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.stop import REPOSITORY, Stop


@dataclass(frozen=True, slots=True)
class Opening:
    """A repository in which something is to be recorded. civil: today, where the council is."""

    root: Path
    source: Folder
    around: Surroundings
    civil: date
    opened: Opened
    repository: Repository


def opening(start: Path, today: date | None) -> Opening:
    """The repository around a folder; Stop where it is not under git, since what is recorded is a commit."""
    root = find_root(start)
    source = Folder(root)
    around = surroundings(source)
    civil = session.civil_day(around.policy, today)
    opened = open_history(root)
    if opened.repository is None:
        raise Stop(REPOSITORY, "This folder is not under git, and what is recorded here is a commit; run git init.")
    return Opening(root, source, around, civil, opened, opened.repository)
