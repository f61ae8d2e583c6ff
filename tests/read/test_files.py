"""The working tree: what is listed, what is opened, and what never is."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.problem import Problem
from casekit.read.files import AUDIT_MOST, Folder, survey
from tests.read.clock import in_time

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and names of POSIX")
MONTH = "audits/2026-10"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one audit, in a folder that has a secret beside it."""
    (tmp_path / "secret.md").write_text("secret")
    root = tmp_path / "repository"
    (root / MONTH).mkdir(parents=True)
    (root / MONTH / "a.md").write_bytes(b"---\nid: a\n---\n")
    return root


@contextmanager
def within_a_minute() -> Iterator[None]:
    """Fails where the block waits for what never comes."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(60)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def codes(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(p.code, p.path) for p in problems]


def refused(root: Path, path: str) -> tuple[str, str]:
    raw, problems = Folder(root).read(path)
    assert raw is None
    assert len(problems) == 1
    assert problems[0].hint
    return problems[0].code, problems[0].message


def test_everything_that_casekit_reads_is_listed_in_order(root: Path) -> None:
    for path in ["rubrics/b.yaml", "rubrics/a.yaml", "people.yaml", "casekit.toml", f"{MONTH}/programme.yaml"]:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text("a: b\n")
    (root / "other.yaml").write_text("a: b\n")
    (root / "audits/2026-11").mkdir()
    (root / "audits/2026-11/b.md").write_text("")
    assert Folder(root).paths() == [
        "audits/2026-10/a.md",
        "audits/2026-10/programme.yaml",
        "audits/2026-11/b.md",
        "casekit.toml",
        "people.yaml",
        "rubrics/a.yaml",
        "rubrics/b.yaml",
    ]
    assert survey(Folder(root)) == []


def test_bytes_come_as_they_are(root: Path) -> None:
    assert Folder(root).read(f"{MONTH}/a.md") == (b"---\nid: a\n---\n", [])


def test_an_empty_or_missing_repository_has_no_files(tmp_path: Path) -> None:
    assert Folder(tmp_path).paths() == []
    assert Folder(tmp_path / "nowhere").paths() == []


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../secret.md",
        "audits/../../secret.md",
        "./people.yaml",
        "audits//a.md",
        "audits/",
        "a\0b",
        "..",
    ],
)
def test_a_path_never_leads_out(root: Path, path: str) -> None:
    code, message = refused(root, path)
    assert code == "CK001"
    assert "it is no path inside the repository" in message


def test_what_is_not_there_is_a_problem(root: Path) -> None:
    assert refused(root, f"{MONTH}/b.md") == ("CK001", "b.md cannot be opened: it is not there.")
    assert refused(root, f"{MONTH}/a.md/b.md") == ("CK001", "b.md cannot be opened: it is not there.")
    assert refused(root, "a" * 5000)[0] == "CK001"


def test_a_folder_is_no_file(root: Path) -> None:
    (root / MONTH / "b.md").mkdir()
    assert refused(root, f"{MONTH}/b.md") == (
        "CK001",
        "b.md cannot be opened: it is a folder and not an ordinary file.",
    )


@posix
@pytest.mark.parametrize("target", ["../../../secret.md", "a.md", "/etc/passwd", "nowhere", "b.md", "/dev/zero"])
def test_a_link_is_never_followed(root: Path, target: str) -> None:
    (root / MONTH / "b.md").symlink_to(target)
    assert f"{MONTH}/b.md" in Folder(root).paths()
    assert refused(root, f"{MONTH}/b.md") == (
        "CK001",
        "b.md cannot be opened: it is a link, and links are not followed.",
    )


@posix
def test_a_link_to_a_folder_is_neither_listed_nor_read_through(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "b.md").write_text("secret")
    (root / "audits/2026-11").symlink_to(elsewhere)
    (root / "rubrics").symlink_to(elsewhere)
    assert Folder(root).paths() == [f"{MONTH}/a.md", "audits/2026-11", "rubrics"]
    assert codes(survey(Folder(root))) == [("CK001", "audits/2026-11"), ("CK001", "rubrics")]
    assert refused(root, "audits/2026-11/b.md")[0] == "CK001"


@posix
def test_audits_may_be_a_link_itself_and_is_not_followed(tmp_path: Path, root: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "audits").symlink_to(root / "audits")
    assert Folder(other).paths() == ["audits"]
    assert codes(survey(Folder(other))) == [("CK001", "audits")]


@posix
def test_a_pipe_a_socket_and_a_device_are_not_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / MONTH / "b.md")
    monkeypatch.chdir(root / MONTH)
    with socket.socket(socket.AF_UNIX) as server, within_a_minute():
        server.bind("c.md")
        assert "it is a pipe and" in refused(root, f"{MONTH}/b.md")[1]
        assert "it is a device or socket and" in refused(root, f"{MONTH}/c.md")[1]
        assert "it is a device or socket and" in refused(Path("/"), "dev/zero")[1]


def test_five_gigabytes_are_refused_unread(root: Path) -> None:
    with (root / MONTH / "b.md").open("wb") as file:
        file.truncate(5 * 1024**3)
    with in_time(0.5):
        assert refused(root, f"{MONTH}/b.md") == ("CK008", "The file is larger than 208 KiB and was not read.")


def test_a_file_may_have_its_bound_and_no_byte_more(root: Path) -> None:
    (root / MONTH / "b.md").write_bytes(b"x" * AUDIT_MOST)
    assert Folder(root).read(f"{MONTH}/b.md")[1] == []
    (root / MONTH / "b.md").write_bytes(b"x" * (AUDIT_MOST + 1))
    assert refused(root, f"{MONTH}/b.md")[0] == "CK008"


def test_a_file_that_grows_while_it_is_opened_is_cut_at_the_bound(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lstat = os.lstat

    def small(path: str) -> os.stat_result:
        found = list(lstat(path))
        found[6] = 0
        return os.stat_result(found)

    (root / MONTH / "a.md").write_bytes(b"x" * 1_000_000)
    monkeypatch.setattr(os, "lstat", small)
    assert refused(root, f"{MONTH}/a.md")[0] == "CK008"


@posix
def test_a_file_that_becomes_a_pipe_while_it_is_opened_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.lstat(root / MONTH / "a.md")
    (root / MONTH / "a.md").unlink()
    os.mkfifo(root / MONTH / "a.md")
    lstat = os.lstat
    monkeypatch.setattr(os, "lstat", lambda path: before if str(path).endswith("a.md") else lstat(path))
    with within_a_minute():
        assert refused(root, f"{MONTH}/a.md")[1] == "a.md cannot be opened: the system says EINVAL."


def test_a_file_or_folder_that_may_not_be_read_is_a_problem(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_: object) -> int:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", no)
        assert refused(root, f"{MONTH}/a.md")[1] == "a.md cannot be opened: this account may not read it."
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: no() if str(path).endswith(MONTH) else scandir(path))
    assert Folder(root).paths() == [MONTH]
    assert [(p.code, p.path, p.message) for p in survey(Folder(root))] == [
        ("CK001", MONTH, "2026-10 cannot be opened: this account may not read it.")
    ]


def test_a_scanned_letter_is_reported_and_not_read(root: Path) -> None:
    (root / MONTH / "letter.pdf").write_bytes(b"%PDF" * 1_000_000)
    assert refused(root, f"{MONTH}/letter.pdf")[0] == "CK014"
    assert codes(survey(Folder(root))) == [("CK014", f"{MONTH}/letter.pdf")]


def test_a_folder_of_scans_is_one_problem(root: Path) -> None:
    for name in ["audits/scans/one", f"{MONTH}/scans"]:
        (root / name).mkdir(parents=True)
        for number in range(3):
            (root / name / f"{number}.jpg").write_bytes(b"x")
    assert codes(survey(Folder(root))) == [("CK014", f"{MONTH}/scans"), ("CK014", "audits/scans")]


@posix
def test_names_that_cannot_be_printed_are_listed_refused_and_shown_escaped(root: Path) -> None:
    for name in [b"\x1b[31m.md", b"a\n.md", b"\xff.md", b"CON.md", b"b.md "]:
        Path(os.fsdecode(os.fsencode(root / MONTH) + b"/" + name)).write_bytes(b"x")
    folder = Folder(root)
    problems = survey(folder)
    assert codes(problems) == [
        ("CK002", f"{MONTH}/\\u001b[31m.md"),
        ("CK002", f"{MONTH}/CON.md"),
        ("CK002", f"{MONTH}/a\\u000a.md"),
        ("CK002", f"{MONTH}/b.md "),
        ("CK002", f"{MONTH}/\\udcff.md"),
    ]
    assert all((p.message + p.hint).isprintable() for p in problems)
    for path in folder.paths():
        raw, _ = folder.read(path)
        assert (raw is not None) == (path == f"{MONTH}/a.md")


@posix
def test_twins_are_told_and_still_read(root: Path) -> None:
    for name in ["A.md", "caf\u00e9.md", "cafe\u0301.md"]:
        (root / MONTH / name).write_bytes(b"x")
    if len(Folder(root).paths()) < 4:
        pytest.skip("this file system takes them for one")
    assert codes(survey(Folder(root))) == [("CK002", f"{MONTH}/a.md"), ("CK002", f"{MONTH}/caf\u00e9.md")]
    assert Folder(root).read(f"{MONTH}/A.md") == (b"x", [])


@posix
def test_folders_without_end_are_a_problem_and_no_crash(root: Path) -> None:
    place = os.open(root / "audits", os.O_RDONLY)
    for _ in range(30):
        os.mkdir("d" * 200, dir_fd=place)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    with in_time():
        assert codes(survey(Folder(root))) == [("CK014", "audits/" + "d" * 200)]


@pytest.mark.slow
def test_ten_thousand_files_are_listed_quickly(root: Path) -> None:
    for month in range(1, 11):
        folder = root / "audits" / f"2025-{month:02}"
        folder.mkdir()
        for number in range(1000):
            (folder / f"2025-{month:02}-{number:04}.md").touch()
    with in_time():
        paths = Folder(root).paths()
        assert survey(Folder(root)) == []
    assert len(paths) == 10_001


@given(st.text(max_size=40))
def test_any_path_is_read_or_refused(path: str) -> None:
    raw, problems = Folder(Path(__file__).parent).read(path)
    assert (raw is None) == bool(problems)
    assert all((p.path + p.message + p.hint).isprintable() for p in problems)
