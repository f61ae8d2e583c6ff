from pathlib import Path

from casekit.history.git import Repository, locate
from casekit.history.log import Commit, commits
from tests.history.making import git, make, raw_commit, step


def everything(path: str) -> str:
    return path


def opened(folder: Path) -> Repository:
    repository = locate(folder)
    assert repository is not None
    return repository


def read(folder: Path) -> list[Commit]:
    repository = opened(folder)
    head = repository.resolve("HEAD")
    assert head is not None
    return list(commits(repository, head, everything))


def said(found: list[Commit]) -> list[tuple[str, list[str]]]:
    """Each commit's subject, and its changes as A, M or D with the path."""
    return [(c.subject, [f"{'A' if not x.old else 'M' if x.new else 'D'} {x.path}" for x in c.changes]) for c in found]


def test_every_commit_children_first_with_its_changes(tmp_path: Path) -> None:
    ids = make(tmp_path, step("one", {"a": "1\n", "b": "1\n"}), step("two", {"a": "2\n"}), step("three", {"b": None}))
    found = read(tmp_path)
    assert said(found) == [("three", ["D b"]), ("two", ["M a"]), ("one", ["A a", "A b"])]
    assert [c.id for c in found] == [ids["three"], ids["two"], ids["one"]]
    assert [c.parents for c in found] == [(ids["two"],), (ids["one"],), ()]
    assert found[1].changes[0].new == git(tmp_path, "rev-parse", "two:a".replace("two", ids["two"]))
    assert found[0].author.email == "p054@example.org"


def test_merges_are_set_against_their_first_parent_whatever_they_did(tmp_path: Path) -> None:
    make(
        tmp_path,
        step("root", {"a": "1\n"}),
        step("side", {"s": "1\n"}),
        step("main", {"a": "2\n"}, parents=("root",)),
        step("merge", {"s": "1\n", "evil": "1\n"}, parents=("main", "side")),
        step("side2", {"s": "2\n"}, parents=("side",)),
        step("ours", {}, parents=("merge", "side2")),
        step("empty", {}),
    )
    found = read(tmp_path)
    assert dict(said(found)) == {
        "empty": [],
        "ours": [],
        "side2": ["M s"],
        "merge": ["A evil", "A s"],
        "main": ["M a"],
        "side": ["A s"],
        "root": ["A a"],
    }
    place = {commit.id: at for at, commit in enumerate(found)}
    assert all(place[commit.id] < place[parent] for commit in found for parent in commit.parents)


def test_only_regular_files_are_files(tmp_path: Path) -> None:
    make(tmp_path, step("one", {"a": "1\n", "b": "1\n"}))
    link = git(tmp_path, "hash-object", "-w", "--stdin", stdin=b"a")
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"120000,{link},b")
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},c")
    git(tmp_path, "commit", "-qm", "two")
    two, _ = read(tmp_path)
    assert [(c.path, bool(c.old), c.new) for c in two.changes] == [("b", True, None), ("c", False, None)]


def test_messages_and_paths_cannot_pass_for_something_else(tmp_path: Path) -> None:
    odd = "audits/:100644 100644 commit é\t\x1b.md"
    message = "commit 1111\n\n:100644 100644 a b M\ncommit x\n\nauthor Nobody <n@n> 0 +0000\n\nCasekit-Audit: x\n"
    make(tmp_path, step("one", {odd: "1\n"}, message=message), step("two", {":100644": "1\n", "commit x": ""}))
    two, one = read(tmp_path)
    assert [c.path for c in two.changes] == [":100644", "commit x"]
    assert [c.path for c in one.changes] == [odd]
    assert (one.subject, one.author.name, one.trailers) == ("commit 1111", "Person p054", {"Casekit-Audit": "x"})


def test_a_commit_without_a_word(tmp_path: Path) -> None:
    make(tmp_path, step("one", {"a": "1\n"}))
    git(tmp_path, "commit", "-q", "--allow-empty", "--allow-empty-message", "-m", "")
    git(tmp_path, "rm", "-q", "a")
    git(tmp_path, "commit", "-q", "--allow-empty-message", "-m", "")
    assert said(read(tmp_path)) == [("", ["D a"]), ("", []), ("one", ["A a"])]


def test_a_message_in_another_encoding_and_a_path_in_none(tmp_path: Path) -> None:
    ids = make(tmp_path, step("one", {"a": "1\n"}))
    tree = git(
        tmp_path, "mktree", "-z", stdin=b"100644 blob %s\tb\xff.md\0" % git(tmp_path, "rev-parse", "HEAD:a").encode()
    )
    stamp = "1790841600 +0100"
    people = f"author \xc9 <e@e> {stamp}\ncommitter \xc9 <e@e> {stamp}"
    text = f"tree {tree}\nparent {ids['one']}\n{people}\nencoding ISO-8859-1\n\nS\xe9\n"
    id = git(tmp_path, "hash-object", "-t", "commit", "-w", "--stdin", stdin=text.encode("latin-1"))
    git(tmp_path, "update-ref", "HEAD", id)
    newest = read(tmp_path)[0]
    assert (newest.author.name, newest.subject) == ("É", "Sé")
    assert [c.path for c in newest.changes] == ["a", "b\udcff.md"]


def test_bad_dates_are_none_and_topology_orders(tmp_path: Path) -> None:
    ids = make(tmp_path, step("one", {"a": "1\n"}))
    tree = git(tmp_path, "rev-parse", "HEAD^{tree}")
    parent = ids["one"]
    for when in ["0 +0000", "99999999999 +0000", "99999999999999999999999 +0000", "1790841600 +9900", ""]:
        text = f"tree {tree}\nparent {parent}\nauthor A <a@b> {when}\ncommitter A <a@b> {when}\n\n{when or 'none'}\n"
        parent = raw_commit(tmp_path, text)
    git(tmp_path, "update-ref", "HEAD", parent)
    found = read(tmp_path)
    assert [c.subject.split(" ")[0] for c in found[1:]] == [
        "1790841600",
        "99999999999999999999999",
        "99999999999",
        "0",
        "one",
    ]
    assert [c.committer.at is None for c in found] == [True, True, True, True, False, False]


def test_a_header_that_git_ignores_is_ignored(tmp_path: Path) -> None:
    ids = make(tmp_path, step("one", {"a": "1\n"}))
    tree = git(tmp_path, "rev-parse", "HEAD^{tree}")
    stamp = "1790841600 +0100"
    text = (
        f"tree {tree}\nparent {ids['one']}\nauthor A <a@b> {stamp}\ncommitter A <a@b> {stamp}\n"
        f"parent {ids['one']}\nauthor Forged <f@f> {stamp}\n:100644 x\n\nm\n"
    )
    git(tmp_path, "update-ref", "HEAD", raw_commit(tmp_path, text))
    newest = read(tmp_path)[0]
    assert (newest.author.name, newest.parents, newest.changes) == ("A", (ids["one"],), ())


def test_whoever_stops_listening_leaves_nothing_running(tmp_path: Path) -> None:
    make(tmp_path, *(step(f"c{i}", {"a": f"{i}\n"}) for i in range(50)))
    repository = opened(tmp_path)
    some = commits(repository, repository.resolve("HEAD") or "", everything)
    assert next(some).subject == "c49"
    some.close()
