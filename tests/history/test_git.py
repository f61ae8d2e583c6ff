"""A hostile repository runs no program: each of these would leave a file behind if it ran."""

import os
from pathlib import Path

import pytest

from casekit.history.events import history
from casekit.history.git import executable, locate
from casekit.history.log import commits
from casekit.history.outcome import open_history
from casekit.history.tree import Tree, uncommitted
from casekit.model.people import People
from casekit.read.files import Folder
from casekit.stop import Stop
from tests.history.making import audit, git, make, raw_commit, step

AUDIT = "audits/2026-10/a.md"
DONE = audit(front="completed: 2026-10-16\n")


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that says that it ran, by making the file `ran` beside it."""
    program = tmp_path / "trap"
    program.write_text(f'#!/bin/sh\necho "$0 $@" >> {tmp_path}/ran\n')
    program.chmod(0o755)
    return program


def hostile(folder: Path, trap: Path) -> Path:
    """A repository with every setting, attribute and hook that can start a program."""
    make(folder, step("one", {AUDIT: audit(), ".gitattributes": ATTRIBUTES}), step("two", {AUDIT: DONE}))
    return armed(folder, trap)


ATTRIBUTES = "* filter=evil diff=evil merge=evil\n"


def armed(folder: Path, trap: Path) -> Path:
    """The repository, with the settings and hooks and with a signature that git would have looked at."""
    settings = {
        "core.fsmonitor": str(trap),
        "core.hooksPath": str(folder / "hooks"),
        "core.sshCommand": str(trap),
        "core.pager": str(trap),
        "core.editor": str(trap),
        "core.askPass": str(trap),
        "core.gitProxy": str(trap),
        "core.alternateRefsCommand": str(trap),
        "core.worktree": "/",
        "diff.external": str(trap),
        "diff.evil.command": str(trap),
        "diff.evil.textconv": str(trap),
        "diff.relative": "true",
        "filter.evil.clean": str(trap),
        "filter.evil.smudge": str(trap),
        "filter.evil.process": str(trap),
        "filter.evil.required": "true",
        "merge.evil.driver": str(trap),
        "gpg.program": str(trap),
        "gpg.ssh.program": str(trap),
        "gpg.x509.program": str(trap),
        "log.showSignature": "true",
        "pager.log": str(trap),
        "credential.helper": f"!{trap}",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::{trap}",
        "remote.origin.promisor": "true",
        "remote.origin.uploadpack": str(trap),
        "protocol.ext.allow": "always",
        "uploadpack.packObjectsHook": str(trap),
        **{f"alias.{name}": f"!{trap}" for name in ("log", "cat-file", "ls-tree", "rev-parse", "for-each-ref", "life")},
    }
    tip = git(folder, "cat-file", "commit", "HEAD") + "\n"
    signed = "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n"
    git(folder, "update-ref", "HEAD", raw_commit(folder, tip.replace("\n\n", signed, 1)))
    git(folder, "config", "core.repositoryFormatVersion", "1")
    for key, value in settings.items():
        git(folder, "config", key, value)
    (folder / ".git/info").mkdir()
    (folder / ".git/info/attributes").write_text(ATTRIBUTES)
    hooks = folder / ".git/hooks"
    for place in (hooks, folder / "hooks"):
        place.mkdir(exist_ok=True)
        for name in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
            (place / name).write_bytes(trap.read_bytes())
            (place / name).chmod(0o755)
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "--no-relative", "HEAD~1", "HEAD"),
        ("diff", "--no-relative", "--no-ext-diff", "HEAD~1", "HEAD"),
        ("log", "-1"),
        ("--git-dir=.git", "--work-tree=.", "status"),
        ("--git-dir=.git", "--work-tree=.", "checkout", "-f", "HEAD~1"),
        ("update-ref", "refs/heads/new", "HEAD"),
        ("cat-file", "-e", "1" * 40),
        ("life",),
    ],
    ids=["external diff", "textconv", "signature", "fsmonitor", "filter", "hook", "promisor", "alias"],
)
def test_the_trap_works(tmp_path: Path, trap: Path, arguments: tuple[str, ...]) -> None:
    """Git in its own surroundings runs it in the same repository: the tests below would see it."""
    folder = hostile(tmp_path / "r", trap)
    git(folder, *arguments, fails=True, protocols="ext:file")
    assert (tmp_path / "ran").is_file()


def test_reading_a_hostile_repository_runs_no_program(tmp_path: Path, trap: Path) -> None:
    folder = hostile(tmp_path / "r", trap)
    opened = open_history(folder)
    assert opened.repository is not None
    assert [c.subject for c in commits(opened.repository, opened.head, str)] == ["two", "one"]
    assert [event.event for event in history(opened, People()).of("2026-10-0001")] == ["created", "completed"]
    tree = Tree(opened.repository, opened.head)
    assert tree.paths() == [AUDIT]
    assert uncommitted(tree, Folder(folder)) == []
    assert tree.read(AUDIT)[0] == DONE.encode()
    tree.close()
    assert not (tmp_path / "ran").exists()


def test_a_version_that_a_partial_clone_lacks_is_not_fetched(tmp_path: Path, trap: Path) -> None:
    folder = hostile(tmp_path / "r", trap)
    repository = locate(folder)
    assert repository is not None
    assert repository.ask("cat-file", "-e", "1" * 40) is None
    assert not (tmp_path / "ran").exists()


def test_what_the_user_has_set_counts_for_nothing(tmp_path: Path, trap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "r", step("one", {AUDIT: "1\n"}))
    (tmp_path / ".gitconfig").write_text("[log]\n\tshowSignature = true\n[format]\n\tpretty = oneline\n")
    for name, value in {
        "HOME": str(tmp_path),
        "GIT_EXTERNAL_DIFF": str(trap),
        "GIT_PAGER": str(trap),
        "GIT_DIR": "/nowhere",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "alias.log",
        "GIT_CONFIG_VALUE_0": f"!{trap}",
        "GIT_TRACE": str(tmp_path / "ran"),
    }.items():
        monkeypatch.setenv(name, value)
    opened = open_history(tmp_path / "r")
    assert opened.repository is not None
    assert len(list(commits(opened.repository, opened.head, str))) == 1


@pytest.mark.parametrize(
    "ref", ["--output=x", "-h", "--help", "--exec-path=/x", "--all", "--not", "--git-dir=/", "HEAD --output=x"]
)
def test_a_ref_named_like_an_option_is_a_name(tmp_path: Path, ref: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = make(tmp_path, step("one", {AUDIT: "1\n"}))
    monkeypatch.chdir(tmp_path)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    repository = locate(tmp_path)
    assert repository is not None
    assert repository.resolve(ref) is None
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    if " " not in ref:
        (tmp_path / ".git/refs/heads" / ref.replace("/", "")).write_text(ids["one"] + "\n")
        assert repository.resolve(ref.replace("/", "")) in (ids["one"], None)
        assert repository.resolve("refs/heads/" + ref.replace("/", "")) == ids["one"]


@pytest.mark.parametrize(
    "revision",
    ["../../etc/passwd", "@{-1}", "HEAD:audits", ":/one", "", " ", "a\nb", "a\0b", "\x1b[2J", "HEAD^{tree}", "é"],
)
def test_what_is_no_commit_is_refused(tmp_path: Path, revision: str) -> None:
    make(tmp_path, step("one", {AUDIT: "1\n"}))
    repository = locate(tmp_path)
    assert repository is not None
    assert repository.resolve(revision) is None


def test_what_is_a_commit_is_found(tmp_path: Path) -> None:
    ids = make(tmp_path, step("one", {AUDIT: "1\n"}), step("two", {AUDIT: "2\n"}))
    repository = locate(tmp_path)
    assert repository is not None
    for revision in ("main~1", "HEAD^", ids["one"][:8], ids["one"]):
        assert repository.resolve(revision) == ids["one"]


def test_a_git_that_fails_is_one_sentence_safe_to_print(tmp_path: Path) -> None:
    make(tmp_path, step("one", {AUDIT: "1\n"}))
    repository = locate(tmp_path)
    assert repository is not None
    with pytest.raises(Stop, match=r"^git cat-file failed: [^\x1b\n]*no.such\.$"):
        repository.run("cat-file", "blob", "no\x1bsuch")
    with pytest.raises(Stop, match="git cat-file failed"), repository.stream("cat-file", "blob", "nothing"):
        pass


def test_git_is_never_taken_from_the_current_folder(
    tmp_path: Path, trap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap.rename(tmp_path / "git")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", "relative"]))
    executable.cache_clear()
    with pytest.raises(Stop, match="git was not found"):
        executable()
    executable.cache_clear()


def test_a_damaged_gitfile_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere/at/all\n")
    assert locate(tmp_path) is None
