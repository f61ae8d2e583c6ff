"""What was left over is kept beside a document, and nothing that is there is overwritten or followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.cli import kept


def test_it_is_written_once_and_never_over_something_else(tmp_path: Path) -> None:
    file = tmp_path / "back.docx"
    assert kept.keep(file, ["One: \u202e", "Two"]) == "back-left-over.txt"
    assert (tmp_path / "back-left-over.txt").read_text("utf-8") == "One: \u202e\n\nTwo\n"
    assert kept.keep(file, ["One: \u202e", "Two"]) == "back-left-over.txt"
    assert kept.keep(file, ["Other"]) == "back-left-over-2.txt"
    assert (tmp_path / "back-left-over.txt").read_text("utf-8") == "One: \u202e\n\nTwo\n"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "profile"
    target.write_text("mine", "utf-8")
    (tmp_path / "back-left-over.txt").symlink_to(target)
    (tmp_path / "back-left-over-2.txt").symlink_to(tmp_path / "nowhere")
    assert kept.keep(tmp_path / "back.docx", ["x"]) == "back-left-over-3.txt"
    assert target.read_text("utf-8") == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_where_there_are_too_many_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 1)
    kept.keep(tmp_path / "back.docx", ["x"])
    with pytest.raises(OSError, match="such files already"):
        kept.keep(tmp_path / "back.docx", ["y"])
