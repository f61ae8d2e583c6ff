"""Runs git for everybody else, so closed in that nothing in a repository can start a program or bend an answer.

Only plumbing, only explicit objects: text that somebody typed is turned into a commit id by `resolve` before any
other command sees it, and never becomes an option. Everything is read through pipes, as bytes.
"""

from __future__ import annotations

import functools
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from casekit.stop import REPOSITORY, Stop
from casekit.words import shown

CLOSED = {
    "HOME": "/dev/null/nowhere",
    "XDG_CONFIG_HOME": "/dev/null/nowhere",
    "LC_ALL": "C",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_LITERAL_PATHSPECS": "1",
}
"""The whole environment, but for PASSED and the folders: what the user's own settings say counts for nothing."""

PASSED = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "TMPDIR")

SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.sshCommand=false",
    "core.quotePath=false",
    "core.commitGraph=false",
    "core.autocrlf=false",
    "core.pager=cat",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
    "gpg.program=false",
    "gpg.ssh.program=false",
    "gpg.x509.program=false",
    "diff.external=",
    "diff.renames=false",
    "diff.relative=false",
    "log.showSignature=false",
    "log.mailmap=false",
    "log.showRoot=true",
)
"""Settings that win over whatever the repository's own configuration says.

core.commitGraph: that file repeats each commit's parents unproved, so the commits themselves are asked.
"""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository that was found, and where in it the audits live.

    git_dir: git's own folder (of a linked worktree: that worktree's). work_tree: the files' folder, None where the
    repository is bare. prefix: the audit repository's place below it, "" or "some/folder/".
    """

    git_dir: str
    work_tree: str | None = None
    prefix: str = ""

    def run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What git prints for one command. Stop where git fails."""
        done = self._finish(arguments, stdin)
        if done.returncode:
            raise failed(arguments[0], done.stderr)
        return done.stdout

    def ask(self, *arguments: str) -> str | None:
        """One line of answer, or None where git says no."""
        done = self._finish(arguments, b"")
        return None if done.returncode else done.stdout.decode("utf-8", "replace").strip("\n")

    @contextmanager
    def stream(self, *arguments: str) -> Iterator[Pipe]:
        """A running command's two ends, for answers that are too long to hold.

        Whoever leaves before the last byte ends the command. Stop where git itself fails.
        """
        with tempfile.TemporaryFile() as errors:
            running = subprocess.Popen(
                command(arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=self.git_dir,
                env=environment(self.git_dir),
            )
            pipe = Pipe(running)
            try:
                yield pipe
                code = pipe.end()
            except BaseException:
                pipe.kill()
                raise
            if code:
                errors.seek(0)
                raise failed(arguments[0], errors.read())

    def resolve(self, revision: str) -> str | None:
        """The id of the commit that a person means, or None where there is none such.

        The text can be anything at all: what begins with a dash, names a path or holds a control character is
        looked up as a name and not found, never obeyed.
        """
        if not revision.isprintable() or ":" in revision:
            return None
        return self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")

    def _finish(self, arguments: Sequence[str], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command(arguments),
            input=stdin,
            capture_output=True,
            check=False,
            cwd=self.git_dir,
            env=environment(self.git_dir),
        )


class Pipe:
    """The two ends of a running git: what goes in, what comes out."""

    def __init__(self, running: subprocess.Popen[bytes]) -> None:
        assert running.stdin is not None
        assert running.stdout is not None
        self._running = running
        self.input: IO[bytes] = running.stdin
        self.output: IO[bytes] = running.stdout

    def hang_up(self) -> None:
        """Nothing more goes in. A git that is gone already is no error here: its exit code says why.

        Nor is another thread that is doing the same at this moment.
        """
        with suppress(OSError, ValueError):
            self.input.close()

    def end(self) -> int | None:
        """Closes both ends and waits: git's exit code, or None where it was not read to its last byte."""
        self.hang_up()
        whole = not self.output.read(1)
        if not whole:
            self._running.kill()
        self.output.close()
        code = self._running.wait()
        return code if whole else None

    def kill(self) -> None:
        """Ends git at once."""
        self._running.kill()
        self.hang_up()
        self.output.close()
        self._running.wait()


def locate(folder: Path) -> Repository | None:
    """The repository that a folder lies in, or None. Stop where there is one that cannot be opened."""
    try:
        from git import Repo
        from git.exc import InvalidGitRepositoryError, NoSuchPathError
    except ImportError as error:
        raise Stop(REPOSITORY, "git was not found: install git and try again.") from error
    folder = folder.resolve()
    try:
        found = Repo(folder, search_parent_directories=True, expand_vars=False)
    except (InvalidGitRepositoryError, NoSuchPathError):
        return None
    except Exception as error:
        raise Stop(REPOSITORY, f"The git repository at {folder} cannot be opened: {shown(str(error), 200)}.") from error
    git_dir = str(Path(found.git_dir).resolve())
    work_tree = None if found.bare or found.working_tree_dir is None else Path(found.working_tree_dir).resolve()
    found.close()
    if work_tree is None or not folder.is_relative_to(work_tree):
        return Repository(git_dir, None if work_tree is None else str(work_tree))
    below = folder.relative_to(work_tree).as_posix()
    return Repository(git_dir, str(work_tree), "" if below == "." else below + "/")


def environment(git_dir: str, work_tree: str | None = None) -> dict[str, str]:
    """The closed environment for one repository.

    The work tree is git's own folder unless a caller means to write files: so a `core.worktree` in the repository
    cannot lead anywhere.
    """
    passed = {name: os.environ[name] for name in PASSED if name in os.environ}
    return {**passed, **CLOSED, "GIT_DIR": git_dir, "GIT_WORK_TREE": work_tree or git_dir}


def command(arguments: Sequence[str]) -> list[str]:
    """The command line: git's absolute path, the closed settings, then the arguments."""
    settings = [part for setting in SETTINGS for part in ("-c", setting)]
    return [executable(), "--no-pager", *settings, *arguments]


@functools.cache
def executable() -> str:
    """Where git is, looked for in the absolute folders of PATH only, so never in the current folder."""
    names = ("git.exe",) if os.name == "nt" else ("git",)
    for folder in map(Path, os.get_exec_path()):
        for name in names:
            if folder.is_absolute() and os.access(folder / name, os.X_OK):
                return str(folder / name)
    raise Stop(REPOSITORY, "git was not found: install git and try again.")


def failed(command: str, errors: bytes) -> Stop:
    """What to say where git failed: its own last line, safe to print."""
    said = errors.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
    return Stop(REPOSITORY, f"git {command} failed: {shown(said[-1].removeprefix('fatal: '), 200)}.")
