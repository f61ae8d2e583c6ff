import gc
import pickle
import sys
from functools import partial
from pathlib import Path

import pytest

from casekit.cores import made
from casekit.history.git import Repository, locate
from casekit.history.tree import Tree, digest, uncommitted
from casekit.read.files import Folder
from tests.history.making import audit, git, make, step

A, B = "audits/2026-10/a.md", "audits/2026-10/b.md"
FILES = {
    A: audit(),
    B: audit("2026-10-0002"),
    "audits/2026-10/programme.yaml": "x: y\n",
    "audits/README.md": "Read me.\n",
    "audits/2026-10/scan.pdf": "no\n",
    "rubrics/toy.yaml": "id: toy\n",
    "people.yaml": "people: {}\n",
    "casekit.toml": "",
    "README.md": "x\n",
    "docs/a.md": "x\n",
}


def located(folder: Path) -> Repository:
    repository = locate(folder)
    assert repository is not None
    return repository


def head(folder: Path) -> Tree:
    repository = located(folder)
    return Tree(repository, repository.resolve("HEAD") or "")


def test_a_commit_has_the_files_that_the_folder_has(tmp_path: Path) -> None:
    make(tmp_path, step("one", FILES))
    tree, folder = head(tmp_path), Folder(tmp_path)
    assert tree.paths() == folder.paths()
    for path in [*tree.paths(), "README.md", "audits", "../x", "audits/2026-10/none.md"]:
        assert tree.read(path)[0] == folder.read(path)[0], path
    assert [tree.read(path)[1] for path in tree.paths()] == [folder.read(path)[1] for path in tree.paths()]


def test_an_earlier_commit_is_read_whatever_the_folder_holds(tmp_path: Path) -> None:
    ids = make(tmp_path, step("one", FILES), step("two", {A: None, "people.yaml": "x: y\n"}))
    tree = Tree(located(tmp_path), ids["one"])
    assert A in tree.paths()
    assert tree.read("people.yaml") == (b"people: {}\n", [])


def test_bytes_come_as_they_were_committed(tmp_path: Path) -> None:
    make(tmp_path, step("one", {A: "x\r\ny\n", ".gitattributes": "* text eol=crlf\n"}))
    assert head(tmp_path).read(A)[0] == b"x\r\ny\n"


def test_links_and_submodules_are_problems_and_not_followed(tmp_path: Path) -> None:
    make(tmp_path, step("one", {A: audit()}))
    link = git(tmp_path, "hash-object", "-w", "--stdin", stdin=b"../../README.md")
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"120000,{link},{B}")
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"120000,{link},rubrics")
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},audits/2026-10/c.md")
    git(tmp_path, "commit", "-qm", "two")
    tree = head(tmp_path)
    assert tree.paths() == [A, B, "audits/2026-10/c.md", "rubrics"]
    for path in tree.paths()[1:]:
        raw, (problem,) = tree.read(path)
        assert (raw, problem.code) == (None, "CK001")
    assert "link" in tree.read(B)[1][0].message
    assert "another repository" in tree.read("audits/2026-10/c.md")[1][0].message


def test_odd_names_and_sizes_are_refused_as_in_the_folder(tmp_path: Path) -> None:
    make(tmp_path, step("one", {"audits/2026-10/CON.md": "x\n", A: "x" * 400_000}))
    tree = head(tmp_path)
    assert [tree.read(path)[1][0].code for path in tree.paths()] == ["CK002", "CK008"]
    assert "larger than" in tree.read(A)[1][0].message


def test_a_name_that_is_no_text_is_refused_and_can_be_printed(tmp_path: Path) -> None:
    make(tmp_path, step("one", {A: "1\n"}))
    blob = git(tmp_path, "rev-parse", f"HEAD:{A}").encode()
    for mode, kind, name in (
        (b"100644", b"blob", b"b\xff.md"),
        (b"040000", b"tree", b"2026-10"),
        (b"040000", b"tree", b"audits"),
    ):
        blob = git(tmp_path, "mktree", "-z", stdin=b"%s %s %s\t%s\0" % (mode, kind, blob, name)).encode()
    tree = Tree(located(tmp_path), blob.decode())
    (path,) = tree.paths()
    (problem,) = tree.read(path)[1]
    assert problem.code == "CK002"
    assert problem.path.isprintable()


def test_a_file_that_this_copy_lacks_is_a_problem(tmp_path: Path) -> None:
    make(tmp_path, step("one", {A: audit()}))
    blob = git(tmp_path, "rev-parse", f"HEAD:{A}")
    (tmp_path / ".git/objects" / blob[:2] / blob[2:]).unlink()
    assert (
        head(tmp_path).read(A)[1][0].message == "a.md cannot be opened: this copy of the repository does not have it."
    )


def test_a_repository_inside_another_has_its_own_files(tmp_path: Path) -> None:
    make(tmp_path, step("one", {f"quality/{path}": text for path, text in FILES.items()} | {A: "x\n"}))
    assert head(tmp_path / "quality").paths() == Folder(tmp_path / "quality").paths()
    assert head(tmp_path / "quality").read(A)[0] == audit().encode()


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_what_is_not_committed(tmp_path: Path, object_format: str) -> None:
    make(tmp_path, step("one", FILES), object_format=object_format)
    tree, folder = head(tmp_path), Folder(tmp_path)
    assert uncommitted(tree, folder) == []
    (tmp_path / A).write_bytes(audit().replace("\n", "\r\n").encode())
    (tmp_path / "README.md").write_text("changed")
    (tmp_path / "audits/2026-10/scan.pdf").write_text("changed")
    assert uncommitted(tree, folder) == []
    (tmp_path / A).write_text(audit("2026-10-0003"))
    (tmp_path / B).unlink()
    (tmp_path / "audits/2026-10/new.md").write_text(audit("2026-10-0004"))
    (tmp_path / "people.yaml").unlink()
    (tmp_path / "people.yaml").symlink_to("README.md")
    assert uncommitted(tree, folder) == [A, B, "audits/2026-10/new.md", "people.yaml"]


def test_line_ends_of_windows_in_the_commit_make_no_difference_either(tmp_path: Path) -> None:
    make(tmp_path, step("one", {A: audit().replace("\n", "\r\n")}))
    (tmp_path / A).write_text(audit())
    assert uncommitted(head(tmp_path), Folder(tmp_path)) == []


def test_the_digest_is_gits_own(tmp_path: Path) -> None:
    make(tmp_path, step("one", {A: audit()}))
    assert digest(audit().encode(), 40) == git(tmp_path, "rev-parse", f"HEAD:{A}")


def test_it_can_be_closed_forgotten_and_opened_in_another_process(tmp_path: Path) -> None:
    ids = make(tmp_path, step("one", FILES))
    opened = pickle.loads(pickle.dumps(partial(Tree, located(tmp_path), ids["one"])))()
    assert opened.read(A)[0] == audit().encode()
    opened.close()
    assert opened.read(B)[0] == audit("2026-10-0002").encode()
    del opened
    gc.collect()


@pytest.mark.skipif(sys.platform != "linux", reason="the process is copied on Linux alone")
def test_copies_of_the_process_read_side_by_side(tmp_path: Path) -> None:
    """A copy must not ask the git that another asks: each would take answers meant for the other."""
    files = {f"audits/2026-10/2026-10-{n:04}.md": f"{n}\n" * (1 + 500 * (n % 7)) for n in range(60)}
    make(tmp_path, step("one", files))
    tree = head(tmp_path)
    assert tree.read(next(iter(files)))[0] is not None
    found = list(made(sorted(files), tree.read, 3))
    assert found == [(files[path].encode(), []) for path in sorted(files)]
    assert tree.read(next(iter(files)))[0] is not None
