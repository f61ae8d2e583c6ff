"""The one door that commits: one file, nobody's hooks, no lock left behind."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casekit.history.git import Repository, locate
from casekit.history.identity import Identity, identity, known
from casekit.history.message import message
from casekit.history.write import base, commit
from casekit.model.people import People, Person
from casekit.stop import Stop
from tests.history.making import audit, git, make, step

PATH = "audits/2026-10/2026-10-0001.md"
OLD, NEW = audit().encode(), audit(front="completed: 2026-10-16").encode()
WHO = Identity("Person p009", "p009@example.org")
AT = datetime(2026, 10, 28, 12, 0, tzinfo=UTC)
MESSAGE = message("Moderate 2026-10-0001", ["It was read."], {"Casekit-Audit": "2026-10-0001"})


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, whose git settings are the person's."""
    folder = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with one audit and another file."""
    make(tmp_path / "repo", step("first", {PATH: OLD.decode(), "notes.txt": "notes\n"}))
    return tmp_path / "repo"


def open_(folder: Path) -> Repository:
    repository = locate(folder)
    assert repository is not None
    return repository


def put(folder: Path) -> Callable[[bytes, bytes], None]:
    def write(before: bytes, after: bytes) -> None:
        assert (folder / PATH).read_bytes() == before
        (folder / PATH).write_bytes(after)

    return write


def moderate(folder: Path, before: bytes = OLD, after: bytes = NEW) -> str:
    repository = open_(folder)
    there = base(repository, PATH, (folder / PATH).read_bytes())
    return commit(repository, there, before, after, MESSAGE, WHO, put(folder), AT)


def test_one_file_is_committed_and_everything_is_clean_afterwards(folder: Path) -> None:
    first = git(folder, "rev-parse", "HEAD")
    made = moderate(folder)
    assert git(folder, "rev-parse", "HEAD", "HEAD^") == f"{made}\n{first}"
    assert git(folder, "show", "--format=", "--name-status", "HEAD") == f"M\t{PATH}"
    assert git(folder, "log", "-1", "--format=%an <%ae> %cn <%ce> %aI%n%B") == (
        f"Person p009 <p009@example.org> Person p009 <p009@example.org> 2026-10-28T12:00:00+00:00\n{MESSAGE}".strip()
    )
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "fsck", "--strict") == ""
    assert (folder / PATH).read_bytes() == NEW


def test_what_somebody_has_staged_or_changed_elsewhere_stays_as_it_is(folder: Path) -> None:
    (folder / "notes.txt").write_text("staged\n")
    (folder / "new.txt").write_text("new\n")
    git(folder, "add", "notes.txt")
    moderate(folder)
    assert git(folder, "status", "--porcelain") == "M  notes.txt\n?? new.txt"


def test_the_repository_may_lie_in_a_folder_of_another(tmp_path: Path) -> None:
    make(tmp_path / "repo", step("first", {f"qa/{PATH}": OLD.decode(), "other/x": "x\n"}))
    moderate(tmp_path / "repo/qa")
    assert git(tmp_path / "repo", "show", "--format=", "--name-status", "HEAD") == f"M\tqa/{PATH}"
    assert git(tmp_path / "repo", "status", "--porcelain") == ""


def test_a_linked_work_tree_commits_on_its_own_branch(folder: Path, tmp_path: Path) -> None:
    git(folder, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    made = moderate(tmp_path / "side")
    assert git(folder, "rev-parse", "side") == made != git(folder, "rev-parse", "main")
    assert git(tmp_path / "side", "status", "--porcelain") == ""


def test_sha_256(tmp_path: Path) -> None:
    make(tmp_path / "repo", step("first", {PATH: OLD.decode()}), object_format="sha256")
    assert len(moderate(tmp_path / "repo")) == 64


def test_lines_of_windows_in_the_folder_are_lines_of_git_in_the_commit(folder: Path) -> None:
    windows = OLD.replace(b"\n", b"\r\n")
    (folder / PATH).write_bytes(windows)
    moderate(folder, windows, NEW.replace(b"\n", b"\r\n"))
    assert git(folder, "cat-file", "blob", f"HEAD:{PATH}") == NEW.decode().strip()
    assert b"\r\n" in (folder / PATH).read_bytes()


def spoil(folder: Path, way: str) -> None:
    """One reason not to commit."""
    if way == "changed":
        (folder / PATH).write_bytes(OLD + b"more\n")
    elif way == "staged":
        (folder / PATH).write_bytes(OLD + b"more\n")
        git(folder, "add", PATH)
        (folder / PATH).write_bytes(OLD)
    elif way == "new":
        git(folder, "rm", "-q", "--cached", PATH)
        git(folder, "commit", "-q", "-m", "gone")
    elif way == "detached":
        git(folder, "checkout", "-q", "--detach")
    elif way == "merging":
        (folder / ".git/MERGE_HEAD").write_text(git(folder, "rev-parse", "HEAD") + "\n")
    else:
        (folder / ".git/index.lock").write_text("")


@pytest.mark.parametrize(
    ("way", "sentence"),
    [
        ("changed", "2026-10-0001.md has changes that are not committed; commit them or take them back first."),
        ("staged", "2026-10-0001.md has changes that are not committed; commit them or take them back first."),
        ("new", "2026-10-0001.md is not committed yet; commit it first."),
        ("detached", "No branch is checked out here; check one out first, such as git switch main."),
        ("merging", "A merge or rebase is not finished here; finish it first (git status says how)."),
        ("locked", "Another git command is at work here; wait for it, or close the program that runs it."),
    ],
)
def test_reasons_not_to_commit(folder: Path, way: str, sentence: str) -> None:
    spoil(folder, way)
    head = git(folder, "rev-parse", "HEAD")
    with pytest.raises(Stop) as told:
        base(open_(folder), PATH, (folder / PATH).read_bytes())
    assert told.value.sentence == sentence
    assert git(folder, "rev-parse", "HEAD") == head


def test_without_a_commit_or_a_folder_there_is_nothing_to_commit_on(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "empty")
    with pytest.raises(Stop, match="There is no commit here yet"):
        base(open_(tmp_path / "empty"), PATH, OLD)
    git(tmp_path, "init", "-q", "--bare", "bare")
    with pytest.raises(Stop, match="no working folder"):
        base(open_(tmp_path / "bare"), PATH, OLD)


def test_somebody_who_commits_in_between_is_not_overtaken(folder: Path) -> None:
    repository = open_(folder)
    there = base(repository, PATH, OLD)
    git(folder, "commit", "-q", "--allow-empty", "-m", "theirs")
    head = git(folder, "rev-parse", "HEAD")
    with pytest.raises(Stop, match="Somebody else has committed here at the same time; nothing was changed"):
        commit(repository, there, OLD, NEW, MESSAGE, WHO, put(folder))
    assert git(folder, "rev-parse", "HEAD") == head
    assert (folder / PATH).read_bytes() == OLD
    assert git(folder, "status", "--porcelain") == ""


def test_a_file_that_cannot_be_written_is_not_committed(folder: Path) -> None:
    def full(before: bytes, after: bytes) -> None:
        raise Stop(2, "No space left on device.")

    repository = open_(folder)
    head = git(folder, "rev-parse", "HEAD")
    with pytest.raises(Stop, match="No space"):
        commit(repository, base(repository, PATH, OLD), OLD, NEW, MESSAGE, WHO, full)
    assert git(folder, "rev-parse", "HEAD") == head
    assert git(folder, "status", "--porcelain") == ""


@pytest.mark.parametrize("step", ["copyfile", "replace"])
def test_an_index_that_cannot_be_written_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """A disk that fills up after the file was written, before git knows of it."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    repository = open_(folder)
    head = git(folder, "rev-parse", "HEAD")
    there = base(repository, PATH, OLD)
    monkeypatch.setattr(Path if step == "replace" else shutil, step, full)
    with pytest.raises(Stop, match="No space left on device; nothing was changed") as stopped:
        commit(repository, there, OLD, NEW, MESSAGE, WHO, put(folder))
    monkeypatch.undo()
    assert stopped.value.exit_code == 3
    assert (folder / PATH).read_bytes() == OLD
    assert git(folder, "rev-parse", "HEAD") == head
    assert git(folder, "status", "--porcelain") == ""
    assert not [path for path in (folder / ".git").iterdir() if path.name.startswith("index.")]


KILLED = """
import os, signal, sys
from pathlib import Path
import casekit.history.write as door
from casekit.history.git import Repository, locate
from casekit.history.identity import Identity
step, folder, path = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
repository = locate(folder)
raw = (folder / path).read_bytes()
there = door.base(repository, path, raw)
run = Repository.run
if step == "ref":
    Repository.run = lambda self, *a, **k: die() if a[0] == "update-ref" else run(self, *a, **k)
elif step == "moved":
    Repository.run = lambda self, *a, **k: (run(self, *a, **k), a[0] == "update-ref" and die())[0]
elif step == "index":
    door._remember = die
elif step == "replace":
    Path.replace = die
def put(before, after):
    if step == "before": die()
    (folder / path).write_bytes(after)
    if step == "after": die()
door.commit(repository, there, raw, raw + b"more\\n", "Moderate\\n", Identity("P", "p@example.org"), put)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("moment", ["before", "after", "index", "replace", "ref", "moved"])
def test_a_killed_command_leaves_the_old_or_the_new_file_and_no_lock(folder: Path, moment: str) -> None:
    first = git(folder, "rev-parse", "HEAD")
    done = subprocess.run([sys.executable, "-c", KILLED, moment, str(folder), PATH], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (folder / PATH).read_bytes() in (OLD, OLD + b"more\n")
    assert not (folder / ".git/index.lock").exists()
    assert (git(folder, "rev-parse", "HEAD") != first) is (moment == "moved")
    if moment == "moved":
        assert git(folder, "status", "--porcelain") == ""
    git(folder, "add", PATH)
    git(folder, "commit", "-q", "--allow-empty", "-m", "goes on")
    assert git(folder, "status", "--porcelain", "--", PATH) == ""


def test_nothing_that_the_repository_names_is_started(folder: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho $0 >> {tmp_path}/sprung\n")
    trap.chmod(0o755)
    (folder / ".git/hooks").mkdir(exist_ok=True)
    for hook in ("pre-commit", "commit-msg", "post-commit", "post-index-change", "reference-transaction"):
        shutil.copy(trap, folder / ".git/hooks" / hook)
    for key in ("core.fsmonitor", "core.editor", "filter.x.clean", "gpg.program", "gpg.ssh.program", "core.sshCommand"):
        git(folder, "config", key, str(trap))
    git(folder, "config", "core.hooksPath", str(folder / ".git/hooks"))
    (folder / ".git/info").mkdir(exist_ok=True)
    (folder / ".git/info/attributes").write_text("* filter=x\n")
    moderate(folder)
    git(folder, "config", "commit.gpgsign", "true")
    git(folder, "config", "user.signingkey", "nobody")
    (folder / PATH).write_bytes(NEW)
    with pytest.raises(Stop, match="this one could not be signed"):
        moderate(folder, NEW, OLD)
    assert not (tmp_path / "sprung").exists()


def test_a_person_who_signs_signs_here_too(folder: Path, home: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / "key")], check=True)
    (home / ".gitconfig").write_text(
        f"[gpg]\n\tformat = ssh\n[user]\n\tsigningkey = {home / 'key.pub'}\n[commit]\n\tgpgsign = true\n"
    )
    made = moderate(folder)
    assert "-----BEGIN SSH SIGNATURE-----" in git(folder, "cat-file", "commit", made)


def test_who_somebody_is_comes_from_their_own_settings(folder: Path, home: Path) -> None:
    repository = open_(folder)
    with pytest.raises(Stop, match="git does not know who you are"):
        identity(repository)
    (home / ".gitconfig").write_text("[user]\n\tname = Person p009\n\temail = P009@example.org\n")
    assert identity(repository) == Identity("Person p009", "P009@example.org")
    people = People({"p009": Person("p009", ("p009@example.org",))}, listed=True)
    assert known(repository, people)[0] == "p009"
    with pytest.raises(Stop, match=r"P009@example.org, which nobody in people.yaml has"):
        known(repository, People(listed=True))
