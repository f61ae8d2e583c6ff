"""What opening a repository's history comes to: there and whole, cut short, empty, or not there at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casekit.history import codes
from casekit.history.git import Repository, locate
from casekit.model.history import Outcome
from casekit.problem import START, Problem


@dataclass(frozen=True, slots=True)
class Opened:
    """A repository's history, ready to be read.

    head: the commit that is checked out, "" where there is none. branch: its branch, "" where HEAD is detached.
    problems: what somebody put in place to make history look other than it is (casekit looks past it).
    """

    outcome: Outcome
    repository: Repository | None = None
    head: str = ""
    branch: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def detached(self) -> bool:
        """Commits are there, and none of the branches is checked out (usual in a pipeline)."""
        return bool(self.head) and not self.branch


def open_history(root: Path) -> Opened:
    """What there is of history in the repository at root."""
    repository = locate(root)
    if repository is None:
        return Opened(Outcome.NOT_A_REPOSITORY)
    branch = (repository.ask("symbolic-ref", "--quiet", "HEAD") or "").removeprefix("refs/heads/")
    head = repository.resolve("HEAD") or ""
    shallow = repository.ask("rev-parse", "--is-shallow-repository") == "true"
    outcome = Outcome.EMPTY if not head else Outcome.SHALLOW if shallow else Outcome.COMPLETE
    return Opened(outcome, repository, head, branch, tuple(_forgeries(repository)))


def _forgeries(repository: Repository) -> list[Problem]:
    found = []
    if repository.ask("for-each-ref", "--count=1", "--format=%(refname)", "refs/replace/"):
        found.append(
            _ignored(
                "replacement commits (refs/replace)", "git replace --list shows them; git replace -d removes them."
            )
        )
    common = Path(repository.git_dir, repository.run("rev-parse", "--git-common-dir").decode().strip("\n"))
    grafts = common / "info" / "grafts"
    if grafts.is_file() and grafts.stat().st_size:
        found.append(_ignored("grafted parents (info/grafts)", "Delete that file from git's folder."))
    return found


def _ignored(what: str, hint: str) -> Problem:
    message = f"Git's folder holds {what}, which show another history than the one committed; casekit looks past them."
    return Problem(".", START, codes.DISGUISED, message, hint)
