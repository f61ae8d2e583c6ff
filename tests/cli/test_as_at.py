"""build --as-at: the report as it stood at a commit or at the end of a day."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from casekit.history.as_at import as_at
from casekit.history.create import NewCommit, Who, create
from casekit.history.outcome import open_history
from casekit.stop import Stop
from tests.cli.conftest import Casekit
from tests.cli.judged import POLICY
from tests.history.making import git, raw_commit
from tests.laid import AUDIT, toy

LONDON = timezone(timedelta(hours=1))


def commit(name: str, day: str, parents: tuple[str, ...] | None = None, **files: str) -> NewCommit:
    at = datetime.fromisoformat(day).replace(tzinfo=LONDON)
    return NewCommit(name, Who("Person p054", "p054@example.org", at), changed(files), name=name, parents=parents)


def changed(files: dict[str, str]) -> dict[str, bytes | None]:
    return {path.replace("__", "/"): text.encode() for path, text in files.items()}


@pytest.fixture
def folder(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    return made(tmp_path / "r")


def made(folder: Path, policy: str = "") -> tuple[Path, dict[str, str]]:
    """Main: 1, 20 and 30 October (which merged a branch of the 10th)."""
    at = commit("one", "2026-10-01T09:00").author
    first = NewCommit("one", at, {**toy(), "casekit.toml": policy.encode()}, name="one")
    steps = [
        first,
        commit("side", "2026-10-10T09:00", ("one",), README="side"),
        commit("two", "2026-10-20T23:59", ("one",), other="two"),
        commit("merge", "2026-10-30T01:00", ("two", "side")),
    ]
    return folder, create(folder, steps)


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("2026-10-01", "one", "2026-10-01"),
        ("2026-10-10", "one", "2026-10-10"),
        ("2026-10-19", "one", "2026-10-19"),
        ("2026-10-20", "two", "2026-10-20"),
        ("2026-10-29", "two", "2026-10-29"),
        ("2026-10-30", "merge", "2026-10-30"),
        ("2031-01-01", "merge", "2031-01-01"),
        ("HEAD^2", "side", "2026-10-10"),
        ("HEAD~1", "two", "2026-10-20"),
        ("main", "merge", "2026-10-30"),
    ],
)
def test_which_commit_is_meant(folder: tuple[Path, dict[str, str]], text: str, name: str, day: str) -> None:
    found, counted = as_at(open_history(folder[0]), text, "--as-at")
    assert (found.head, str(counted)) == (folder[1][name], day)


def test_the_day_ends_where_the_council_is(tmp_path: Path) -> None:
    """23:59 in London is the next day in Kiritimati."""
    place, ids = made(tmp_path / "r", 'timezone = "Pacific/Kiritimati"\n')
    assert as_at(open_history(place), "2026-10-20", "--as-at")[0].head == ids["one"]
    assert as_at(open_history(place), "2026-10-21", "--as-at")[0].head == ids["two"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-09-30", "nothing had been committed here by the end of 30 September 2026"),
        ("nowhere", "there is no commit nowhere here, and it is no day"),
        ("--output=x", "there is no commit --output=x here"),
        ("2026-02-30", "there is no commit 2026-02-30 here, and it is no day"),
    ],
)
def test_what_cannot_be_looked_back_at(folder: tuple[Path, dict[str, str]], text: str, sentence: str) -> None:
    with pytest.raises(Stop, match=sentence) as stopped:
        as_at(open_history(folder[0]), text, "--as-at")
    assert stopped.value.exit_code == 2


def test_a_date_that_cannot_be_is_passed_over(folder: tuple[Path, dict[str, str]]) -> None:
    place, ids = folder
    text = git(place, "cat-file", "commit", "HEAD").replace(f"parent {ids['two']}", f"parent {ids['merge']}")
    text = "\n".join(line for line in text.split("\n") if not line.startswith(f"parent {ids['side']}"))
    stamp = next(line for line in text.split("\n") if line.startswith("committer")).split(" ")[-2]
    late = raw_commit(place, text.replace(stamp, "99999999999") + "\n")
    git(place, "update-ref", "HEAD", late)
    assert as_at(open_history(place), "2040-01-01", "--as-at")[0].head == ids["merge"]
    with pytest.raises(Stop, match="cannot be right"):
        as_at(open_history(place), late, "--as-at")


def test_a_history_cut_short_is_no_empty_one(folder: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{folder[0]}", "short")
    with pytest.raises(Stop, match="unshallow") as stopped:
        as_at(open_history(tmp_path / "short"), "2026-10-20", "--as-at")
    assert stopped.value.exit_code == 3


def test_the_report_of_then_is_the_report_that_was_built_then(casekit: Casekit, tmp_path: Path) -> None:
    first = NewCommit("one", commit("", "2026-10-30T09:00").author, {**toy(), "casekit.toml": POLICY.encode()})
    create(tmp_path / "a", [first])
    text = toy()[AUDIT].decode().replace("auditor: ", "auditor: x")
    create(tmp_path / "b", [first, commit("two", "2026-11-03T09:00", None, **{AUDIT.replace("/", "__"): text})])
    (tmp_path / "b" / AUDIT).write_text("left lying about")
    before = casekit("-C", tmp_path / "a", "build", "--output", "../before", "--today", "2026-11-02")
    after = casekit("-C", tmp_path / "b", "build", "--output", "../after", "--as-at", "2026-11-02")
    assert (before.code, after.code) == (0, 0), before.err + after.err
    assert "As it stood at commit " in after.out
    assert "Left out" not in after.out

    def files(place: Path) -> dict[str, bytes]:
        return {str(p.relative_to(place)): p.read_bytes() for p in place.rglob("*") if p.is_file()}

    assert files(tmp_path / "before") == files(tmp_path / "after")
    now = casekit("-C", tmp_path / "b", "build", "--output", "../now", "--today", "2026-11-02")
    assert now.code == 0
    assert files(tmp_path / "now") != files(tmp_path / "after")
