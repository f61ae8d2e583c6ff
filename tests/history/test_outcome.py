from pathlib import Path

import pytest

from casekit.history.log import commits
from casekit.history.outcome import Opened, open_history
from casekit.model.history import Outcome
from casekit.stop import Stop
from tests.history.making import git, make, raw_commit, step

STEPS = [step("one", {"audits/a.md": "1\n"}), step("two", {"audits/a.md": "2\n"}), step("three", {"x": "\n"})]


def subjects(opened: Opened) -> list[str]:
    assert opened.repository is not None
    return [commit.subject for commit in commits(opened.repository, opened.head, str)]


def test_a_complete_history(tmp_path: Path) -> None:
    ids = make(tmp_path, *STEPS)
    opened = open_history(tmp_path)
    assert (opened.outcome, opened.head, opened.branch) == (Outcome.COMPLETE, ids["three"], "main")
    assert not opened.detached
    assert opened.problems == ()


def test_a_shallow_clone_is_said_to_be_one(tmp_path: Path) -> None:
    make(tmp_path / "from", *STEPS)
    git(tmp_path / "from", "clone", "-q", "--depth=1", f"file://{tmp_path}/from", str(tmp_path / "to"))
    opened = open_history(tmp_path / "to")
    assert opened.outcome is Outcome.SHALLOW
    assert subjects(opened) == ["three"]


def test_a_detached_head_works_and_is_said(tmp_path: Path) -> None:
    ids = make(tmp_path, *STEPS)
    git(tmp_path, "checkout", "-q", "--detach", ids["two"])
    opened = open_history(tmp_path)
    assert (opened.outcome, opened.head, opened.detached) == (Outcome.COMPLETE, ids["two"], True)
    assert subjects(opened) == ["two", "one"]


def test_an_empty_repository_has_no_commits(tmp_path: Path) -> None:
    make(tmp_path)
    opened = open_history(tmp_path)
    assert (opened.outcome, opened.head, opened.branch, opened.detached) == (Outcome.EMPTY, "", "main", False)


def test_a_folder_outside_any_repository(tmp_path: Path) -> None:
    assert open_history(tmp_path) == Opened(Outcome.NOT_A_REPOSITORY)


def test_a_bare_repository(tmp_path: Path) -> None:
    make(tmp_path / "from", *STEPS)
    git(tmp_path / "from", "clone", "-q", "--bare", f"file://{tmp_path}/from", str(tmp_path / "to.git"))
    opened = open_history(tmp_path / "to.git")
    assert opened.outcome is Outcome.COMPLETE
    assert opened.repository is not None
    assert opened.repository.work_tree is None
    assert subjects(opened) == ["three", "two", "one"]


def test_a_linked_worktree_has_its_own_head(tmp_path: Path) -> None:
    ids = make(tmp_path / "main", *STEPS)
    git(tmp_path / "main", "worktree", "add", "-q", "-b", "other", str(tmp_path / "linked"), ids["two"])
    opened = open_history(tmp_path / "linked")
    assert (opened.outcome, opened.branch, subjects(opened)) == (Outcome.COMPLETE, "other", ["two", "one"])
    assert opened.repository is not None
    assert opened.repository.work_tree == str((tmp_path / "linked").resolve())


def test_sha256(tmp_path: Path) -> None:
    make(tmp_path, *STEPS, object_format="sha256")
    opened = open_history(tmp_path)
    assert len(opened.head) == 64
    assert subjects(opened) == ["three", "two", "one"]


def test_a_folder_inside_a_repository_knows_its_place(tmp_path: Path) -> None:
    make(tmp_path, step("one", {"quality/audits/a.md": "1\n"}))
    for folder, prefix in [("quality", "quality/"), (".", ""), ("quality/audits", "quality/audits/")]:
        opened = open_history(tmp_path / folder)
        assert opened.repository is not None
        assert opened.repository.prefix == prefix


def test_replaced_commits_are_looked_past_and_reported(tmp_path: Path) -> None:
    ids = make(tmp_path, *STEPS)
    forged = git(tmp_path, "cat-file", "commit", ids["two"]).replace("two", "forged") + "\n"
    git(tmp_path, "update-ref", f"refs/replace/{ids['two']}", raw_commit(tmp_path, forged))
    opened = open_history(tmp_path)
    assert subjects(opened) == ["three", "two", "one"]
    (problem,) = opened.problems
    assert "refs/replace" in problem.message


def test_grafts_are_looked_past_and_reported(tmp_path: Path) -> None:
    ids = make(tmp_path, *STEPS)
    (tmp_path / ".git/info").mkdir(exist_ok=True)
    (tmp_path / ".git/info/grafts").write_text(f"{ids['three']}\n")
    opened = open_history(tmp_path)
    assert subjects(opened) == ["three", "two", "one"]
    (problem,) = opened.problems
    assert "info/grafts" in problem.message


def test_mailmap_renames_nobody(tmp_path: Path) -> None:
    make(tmp_path, step("one", {".mailmap": "Someone Else <p054@example.org>\n"}))
    git(tmp_path, "config", "log.mailmap", "true")
    opened = open_history(tmp_path)
    assert opened.repository is not None
    (one,) = commits(opened.repository, opened.head, str)
    assert one.author.name == "Person p054"


def test_a_commit_graph_cannot_forge_parents(tmp_path: Path) -> None:
    """A graph file written while a replacement hid a commit is not believed."""
    make(tmp_path, *STEPS)
    git(tmp_path, "commit-graph", "write", "--reachable")
    graph = tmp_path / ".git/objects/info/commit-graph"
    graph.chmod(0o644)
    torn = bytearray(graph.read_bytes())
    torn[-60:-20] = b"\0" * 40
    graph.write_bytes(bytes(torn))
    assert subjects(open_history(tmp_path)) == ["three", "two", "one"]


@pytest.mark.parametrize(
    "config",
    [
        "[core",
        "[core]\nrepositoryformatversion = 99\n",
        "[extensions]\nunknown = 1\n[core]\nrepositoryformatversion = 1\n",
    ],
)
def test_a_repository_that_git_cannot_open_is_one_sentence(tmp_path: Path, config: str) -> None:
    make(tmp_path, *STEPS)
    (tmp_path / ".git/config").write_text(config)
    with pytest.raises(Stop) as stop:
        open_history(tmp_path)
    assert stop.value.exit_code == 3
    assert "\n" not in stop.value.sentence


def test_a_lost_commit_is_one_sentence(tmp_path: Path) -> None:
    make(tmp_path, step("one", {"a": "1\n"}))
    git(tmp_path, "update-ref", "HEAD", raw_commit(tmp_path, git(tmp_path, "cat-file", "commit", "HEAD") + "\n"))
    text = git(tmp_path, "cat-file", "commit", "HEAD").replace("\nauthor", f"\nparent {'1' * 40}\nauthor") + "\n"
    git(tmp_path, "update-ref", "HEAD", raw_commit(tmp_path, text))
    with pytest.raises(Stop, match="git log failed"):
        subjects(open_history(tmp_path))
