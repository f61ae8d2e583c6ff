from io import BytesIO
from pathlib import Path

import pytest

from casekit.history.blobs import answer, asked, contents
from casekit.history.git import Repository, locate
from casekit.stop import Stop
from tests.history.making import git, make, step


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    make(tmp_path, step("one", {"a": "one\n", "b": "", "c": "x" * 1000, "d": "\n\n"}))
    found = locate(tmp_path)
    assert found is not None
    return found


def ids(repository: Repository) -> list[str]:
    return [repository.resolve("HEAD") or "", *(repository.ask("rev-parse", f"HEAD:{name}") or "" for name in "abcd")]


def test_versions_come_in_the_order_asked_for(repository: Repository) -> None:
    _, a, b, c, d = ids(repository)
    assert list(contents(repository, [d, a, b, c, a])) == [b"\n\n", b"one\n", b"", b"x" * 1000, b"one\n"]
    assert list(contents(repository, [])) == []


def test_what_is_too_large_is_its_size_and_what_is_missing_none(repository: Repository) -> None:
    _, a, b, c, _ = ids(repository)
    assert list(contents(repository, [c, "1" * 40, a, b], most=999)) == [1000, None, b"one\n", b""]
    assert list(contents(repository, [c], most=1000)) == [b"x" * 1000]


def test_one_at_a_time_in_any_order(repository: Repository) -> None:
    _, a, b, c, _ = ids(repository)
    with asked(repository, most=999) as versions:
        assert [versions[id] for id in (b, a, "1" * 40, c, a)] == [b"", b"one\n", None, 1000, b"one\n"]


def test_more_than_both_pipes_can_hold(repository: Repository) -> None:
    _, a, _, c, _ = ids(repository)
    assert sum(len(found) for found in contents(repository, [a, c] * 20_000) if isinstance(found, bytes)) == 20_080_000


def test_leaving_early_leaves_nothing_running(repository: Repository) -> None:
    _, a, _, c, _ = ids(repository)
    some = contents(repository, [a, c] * 20_000)
    assert next(some) == b"one\n"
    some.close()


def test_a_damaged_version_is_as_good_as_missing(tmp_path: Path) -> None:
    make(tmp_path, step("one", {"a": "one\n"}))
    repository = locate(tmp_path)
    assert repository is not None
    a = git(tmp_path, "rev-parse", "HEAD:a")
    loose = tmp_path / ".git/objects" / a[:2] / a[2:]
    loose.chmod(0o644)
    loose.write_bytes(b"not zlib")
    assert list(contents(repository, [a])) == [None]


@pytest.mark.parametrize("said", [b"", b"1234", b"1234 blob 10\nonly"])
def test_a_git_that_ends_early_is_one_sentence(said: bytes) -> None:
    with pytest.raises(Stop, match="git fsck"):
        answer(BytesIO(said), 100)
