"""The one door through which casekit commits: one file, on the branch that is checked out, and nothing else.

Built from git's plumbing, so that no hook, filter or program that the repository names is started, and so that git's
index is never locked: whatever is killed at whatever moment, the file is the old one or the new one.
"""

from __future__ import annotations

import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casekit.history import identity as own
from casekit.history.git import Repository, command, environment, failed
from casekit.history.identity import Identity
from casekit.stop import REPOSITORY, Stop
from casekit.words import shown

UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
ORDINARY = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Base:
    """What a commit is to be made on. branch: its full name. head: its commit. mode, blob: the file's in it.

    path: the file's, below the repository's top; its blob is "" where it is still to come. plain: git holds the file
    with LF where the folder has CRLF.
    """

    branch: str
    head: str
    path: str
    mode: str
    blob: str
    plain: bool


def base(repository: Repository, path: str, raw: bytes | None) -> Base:
    """What stands there now. Stop where the file, whose bytes are raw, has changes that are not committed.

    raw: None for a file that is not there yet; Stop where it is committed or staged all the same.

    path: relative to the audits' repository. Stop too where no branch is checked out or git is in the middle of
    something.
    """
    name = path.rpartition("/")[2]
    folder = Path(repository.git_dir)
    if repository.work_tree is None:
        raise Stop(REPOSITORY, "This repository has no working folder, so nothing can be changed in it.")
    if any((folder / unfinished).exists() for unfinished in UNFINISHED):
        raise Stop(REPOSITORY, "A merge or rebase is not finished here; finish it first (git status says how).")
    if (folder / "index.lock").exists():
        raise Stop(REPOSITORY, "Another git command is at work here; wait for it, or close the program that runs it.")
    branch, head = repository.ask("symbolic-ref", "--quiet", "HEAD"), repository.resolve("HEAD")
    if branch is None:
        raise Stop(REPOSITORY, "No branch is checked out here; check one out first, such as git switch main.")
    if head is None:
        raise Stop(REPOSITORY, "There is no commit here yet; commit the audits first.")
    full = repository.prefix + path
    entry = repository.run("ls-tree", "-z", "--full-tree", head, "--", full).decode("utf-8", "surrogateescape")
    mode, _, blob = entry.partition("\t")[0].split(" ") if entry else ("", "", "")
    if raw is None:
        if entry or repository.run("ls-files", "-z", "--stage", "--", full):
            raise Stop(REPOSITORY, f"{name} was taken out of the folder but not out of git; commit that first.")
        return Base(branch, head, full, ORDINARY[0], "", False)
    if mode not in ORDINARY:
        raise Stop(REPOSITORY, f"{name} is not committed yet; commit it first.")
    staged = repository.run("ls-files", "-z", "--stage", "--", full).decode("utf-8", "surrogateescape")
    committed = repository.run("cat-file", "blob", blob)
    if staged != f"{mode} {blob} 0\t{full}\0" or (raw != committed and _plain(raw) != committed):
        raise Stop(REPOSITORY, f"{name} has changes that are not committed; commit them or take them back first.")
    return Base(branch, head, full, mode, blob, raw != committed)


def commit(
    repository: Repository,
    base: Base,
    before: bytes,
    after: bytes,
    message: str,
    author: Identity,
    put: Callable[[bytes, bytes], None],
    at: datetime | None = None,
    wrote: Identity | None = None,
    beside: Sequence[tuple[Base, bytes]] = (),
) -> str:
    """Commits the file with its new bytes, and gives the commit's id.

    beside: other files that go into the same commit, each with its new bytes; put writes and takes back those too.
    put: writes the file, given its bytes before and after. at: when, else now. wrote: whose words they are, where the
    author enters them for somebody else. Stop where somebody else has committed
    since base was looked at, and where the commit cannot be signed though the person signs; the file is then as before.
    """
    with tempfile.TemporaryDirectory() as aside:
        made = _Made(repository, Path(aside, "index"))
        every = [(one, _plain(raw) if one.plain else raw) for one, raw in ((base, after), *beside)]
        blobs = [(one, made.run("hash-object", "-w", "--stdin", stdin=raw).strip()) for one, raw in every]
        made.run("read-tree", base.head)
        for one, blob in blobs:
            made.run("update-index", "--add", "--cacheinfo", f"{one.mode},{blob},{one.path}")
        tree = made.run("write-tree").strip()
    new = _signed(repository, tree, base.head, message, author, wrote or author, at)
    put(before, after)
    subject = message.partition("\n")[0]
    try:
        _remember(repository, blobs)  # before the branch moves, or whoever commits next would take it back
    except (OSError, Stop) as error:
        put(after, before)
        why = getattr(error, "strerror", None) or str(error)
        raise Stop(REPOSITORY, f"git's index could not be written: {shown(why, 200)}; nothing was changed.") from error
    try:
        repository.run("update-ref", "-m", f"commit: {subject}", base.branch, new, base.head)
    except Stop as stop:
        _remember(repository, [(one, one.blob) for one, _ in blobs])
        put(after, before)
        if repository.resolve(base.branch) == base.head:
            raise
        busy = "Somebody else has committed here at the same time; nothing was changed, try again."
        raise Stop(REPOSITORY, busy) from stop
    return new


def _plain(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n")


@dataclass(frozen=True, slots=True)
class _Made:
    """git with an index of its own, so that nobody else's is touched or locked."""

    repository: Repository
    index: Path

    def run(self, *arguments: str, stdin: bytes = b"") -> str:
        done = subprocess.run(
            command(arguments),
            env={**environment(self.repository.git_dir), "GIT_INDEX_FILE": str(self.index)},
            cwd=self.repository.git_dir,
            input=stdin,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise failed(arguments[0], done.stderr)
        return done.stdout.decode("ascii")


def _signed(
    repository: Repository,
    tree: str,
    parent: str,
    message: str,
    committer: Identity,
    author: Identity,
    at: datetime | None,
) -> str:
    """The commit as an object that no branch names yet, signed where its committer signs."""
    signing = own.signing(repository)
    arguments = [*signing, "-c", "i18n.commitEncoding=UTF-8", "commit-tree", *(["-S"] if signing else [])]
    stamps: dict[str, str] = {}
    for role, person in (("AUTHOR", author), ("COMMITTER", committer)):
        own_stamp = {"NAME": person.name, "EMAIL": person.email, **({"DATE": at.isoformat()} if at else {})}
        stamps |= {f"GIT_{role}_{key}": value for key, value in own_stamp.items()}
    done = subprocess.run(
        command([*arguments, "-p", parent, tree]),
        env={**own.environment(repository), **stamps},
        cwd=repository.git_dir,
        input=message.encode("utf-8"),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        why = failed("commit", done.stderr)
        if signing:
            raise Stop(REPOSITORY, f"{why.sentence} Your settings sign commits, and this one could not be signed.")
        raise why
    return done.stdout.decode("ascii").strip()


def _remember(repository: Repository, versions: Sequence[tuple[Base, str]]) -> None:
    """git's own index learns of the new versions by a copy that takes its place, so that no lock can ever be left.

    versions: each file's, "" where it is not there any more.
    """
    index = Path(repository.git_dir, "index")
    copy = index.with_name(f"index.casekit-{secrets.token_hex(4)}")
    try:
        shutil.copyfile(index, copy)
        for one, blob in versions:
            there = ("--add", "--cacheinfo", f"{one.mode},{blob},{one.path}")
            _Made(repository, copy).run("update-index", *(there if blob else ("--force-remove", "--", one.path)))
        copy.replace(index)
    finally:
        copy.unlink(missing_ok=True)
