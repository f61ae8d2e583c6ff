"""casekit pack: chosen audits as one document, whole, with their history, and only for those who may see audits."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from casekit.history.create import create
from tests.cli.conftest import Casekit
from tests.cli.test_report_outside import commit, planted
from tests.laid import toy

DAY = ("--today", "2026-11-28")


def repository(folder: Path) -> tuple[Path, dict[int, list[str]]]:
    """Three audits, each with tokens of its own in what people typed; the second is changed later."""
    tokens: dict[int, list[str]] = {}
    files: dict[str, bytes] = {}
    every: list[str] = []
    for number in (1, 2, 3):
        before = len(every)
        path, raw = planted(number, every)
        files[path], tokens[number] = raw, every[before:]
    later = {"audits/2026-10/2026-10-0002.md": files["audits/2026-10/2026-10-0002.md"].replace(b"sound", b"strong", 1)}
    create(folder, [commit("2026-10-31", {**toy(), **files}), commit("2026-11-20", later, "a better grade")])
    return folder, tokens


def pack(casekit: Casekit, folder: Path, out: Path, *more: object) -> str:
    ran = casekit("-C", folder, "pack", *more, "--output", out, *DAY)
    assert ran.code == 0, ran.err
    return ran.out


def test_each_audit_is_whole_with_its_history_and_no_other_audit_is_in_it(casekit: Casekit, tmp_path: Path) -> None:
    folder, tokens = repository(tmp_path / "r")
    said = pack(casekit, folder, tmp_path / "o", "2026-10-0002", "2026-10-0001", "2026-10-0002", "--format", "md,html")
    assert said.count("For the team: ") == 2
    text = (tmp_path / "o" / "inspection-pack.md").read_text("utf-8")
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert heads == ["The audits", "Audit 2026-10-0002", "Audit 2026-10-0001"]
    assert [token for number in (1, 2) for token in tokens[number] if token not in text] == []
    assert [token for token in tokens[3] if token in text] == []
    assert "20 November 2026, 12:00" in text  # the life from git
    assert text.count("Life of this audit") == 4
    page = (tmp_path / "o" / "inspection-pack.html").read_text("utf-8")
    assert [token for number in (1, 2) for token in tokens[number] if token not in page] == []
    assert "OFFICIAL-SENSITIVE" in page


def test_pdf_and_word(casekit: Casekit, tmp_path: Path) -> None:
    folder, tokens = repository(tmp_path / "r")
    pack(casekit, folder, tmp_path / "o", "2026-10-0001", "--format", "pdf,docx")
    assert (tmp_path / "o" / "inspection-pack.pdf").read_bytes().startswith(b"%PDF-")
    with zipfile.ZipFile(tmp_path / "o" / "inspection-pack.docx") as word:
        text = word.read("word/document.xml").decode()
    assert [token for token in tokens[1] if token not in text] == []


def test_the_service_reads_no_word_of_anybody(casekit: Casekit, tmp_path: Path) -> None:
    folder, tokens = repository(tmp_path / "r")
    pack(
        casekit, folder, tmp_path / "o", "2026-10-0001", "2026-10-0002", "--audience", "service", "--format", "html,md"
    )
    for path in (tmp_path / "o").iterdir():
        text = path.read_text("utf-8")
        assert "For managers of the service" in text
        assert [token for own in tokens.values() for token in own if token in text] == []
        assert "Life of this audit" in text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("2026-10-0009",), "the audit 2026-10-0009 is not here; did you mean 2026-10-000"),
        (("2026-10-0001", "--audience", "board"), "so none is made for the board"),
        (("2026-10-0001", "--audience", "everybody"), "is not known"),
        (("2026-10-0001", "--format", "json"), "there is no format json"),
        (tuple(f"2026-10-{n:04}" for n in range(201)), "at most 200 audits"),
    ],
)
def test_what_cannot_be_is_one_sentence(casekit: Casekit, tmp_path: Path, asked: tuple[str, ...], says: str) -> None:
    folder, _ = repository(tmp_path / "r")
    ran = casekit("-C", folder, "pack", *asked, "--output", tmp_path / "o", *DAY)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err
    assert not (tmp_path / "o").exists()


def test_as_it_stood_before_the_change(casekit: Casekit, tmp_path: Path) -> None:
    folder, _ = repository(tmp_path / "r")
    ran = casekit(
        "-C", folder, "pack", "2026-10-0002", "--output", tmp_path / "o", "--format", "md", "--as-at", "2026-11-01"
    )
    assert ran.code == 0, ran.err
    assert "20 November 2026, 12:00" not in (tmp_path / "o" / "inspection-pack.md").read_text("utf-8")
