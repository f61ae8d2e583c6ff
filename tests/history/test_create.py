from datetime import UTC, datetime
from pathlib import Path

import pytest

from casekit.history.create import NewCommit, Who, create
from casekit.stop import Stop
from tests.history.making import git, make, step, who


def test_the_same_commits_have_the_same_ids_everywhere(tmp_path: Path) -> None:
    steps = [step("one", {"audits/a.md": "a\n"}), step("two", {"audits/a.md": "b\n"})]
    assert make(tmp_path / "x", *steps) == make(tmp_path / "y", *steps)
    assert make(tmp_path / "z", *steps)["one"] == "ee4baaac9cc384eaca2a22dcd17c5974e23c52e5"


def test_the_work_tree_is_the_last_commit_with_its_line_ends(tmp_path: Path) -> None:
    files = {"audits/2026-10/a.md": "x\ny\n", ".gitattributes": "* text=auto eol=crlf\n*.md eol=lf\n"}
    make(tmp_path / "r", step("one", files), step("two", {"people.yaml": "people: {}\n"}))
    assert (tmp_path / "r/audits/2026-10/a.md").read_bytes() == b"x\ny\n"
    assert (tmp_path / "r/people.yaml").is_file()
    assert git(tmp_path / "r", "status", "--porcelain") == ""
    assert git(tmp_path / "r", "symbolic-ref", "HEAD") == "refs/heads/main"


def test_deleted_files_merges_octopuses_and_second_roots(tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        step("root", {"a": "a\n", "b": "b\n"}),
        step("left", {"a": None}),
        step("right", {"c": "c\n"}, parents=("root",)),
        step("other", {"d": "d\n"}, parents=()),
        step("all", {"c": "c\n", "d": "d\n"}, parents=("left", "right", "other")),
    )
    assert git(tmp_path, "log", "-1", "--format=%P").split() == [ids["left"], ids["right"], ids["other"]]
    assert git(tmp_path, "log", "-1", "--format=%P", ids["other"]) == ""
    assert git(tmp_path, "ls-tree", "--name-only", "HEAD").split() == ["b", "c", "d"]
    assert ids[""] == ids["all"]


def test_both_people_and_their_zones_are_kept(tmp_path: Path) -> None:
    late = Who("Émile Ó Brien", "e@example.org", datetime(2026, 12, 1, tzinfo=UTC))
    create(tmp_path, [NewCommit("x", who(), {"a": b""}, committer=late)])
    shown = git(tmp_path, "log", "-1", "--format=%an %ae %ad|%cn %cd", "--date=raw")
    assert shown == "Person p054 p054@example.org 1790841600 +0100|Émile Ó Brien 1796083200 +0000"


def test_nothing_to_commit_is_an_empty_repository(tmp_path: Path) -> None:
    assert create(tmp_path, []) == {}
    assert git(tmp_path, "for-each-ref") == ""


def test_sha256(tmp_path: Path) -> None:
    assert len(make(tmp_path, step("one", {"a": "a\n"}), object_format="sha256")["one"]) == 64


def test_a_folder_that_holds_anything_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    with pytest.raises(Stop) as stop:
        make(tmp_path, step("one", {"a": "a\n"}))
    assert stop.value.exit_code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize("path", ["../out", "/etc/x", "a//b", ".git/config", "a\nM 100644 inline b", '"a"', ""])
def test_a_path_that_leaves_the_repository_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="cannot record"):
        create(tmp_path / "r", [NewCommit("x", who(), {path: b""})])


@pytest.mark.parametrize("name", ["a <b", "a\nauthor x"])
def test_a_name_that_git_cannot_hold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot record"):
        create(tmp_path / "r", [NewCommit("x", Who(name, "a@example.org", who().at), {})])


def test_an_unknown_parent_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        make(tmp_path / "r", step("one", {}, parents=("nowhere",)))
