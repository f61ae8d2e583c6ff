"""Nothing that identifies anybody leaves casekit: lint in every format, the log, and every file of the site."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from casekit.cli.commands.lint import Format
from casekit.cli.main import app
from tests.history.making import git, make, step
from tests.laid import AUDIT, toy
from tests.privacy.narratives import Narrative, narrative

AUDITS, EACH = 10, 30
NAME, NUMBER, BORN = "Ottoline Quillfeather", "943 476 5919", "3 March 2015"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code in (0, 1), done.output
    return done.output


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Narrative], dict[str, str]]:
    """300 narratives in ten audits with a history, and all that casekit says of them."""
    chance = random.Random(5)
    whole = toy()[AUDIT].decode()
    files = {path: raw.decode() for path, raw in toy().items() if path != AUDIT}
    every: list[Narrative] = []
    for number in range(1, AUDITS + 1):
        some = [narrative(chance) for _ in range(EACH)]
        every += some
        id = f"2026-10-{number:04}"
        text = whole.replace("2026-10-0001", id).replace("Nothing of weight in these months.", "\n\n".join(
            one.text for one in some
        ))  # fmt: skip
        action = next((it for one in some for _, it in one.planted), "nobody")
        text = text.replace("Nobody decides twice about this child", f"His aunt {NAME} knows; {action}")
        files[f"audits/2026-10/{id}.md"] = text.replace("grade: sound", "grade: Sound  ", 1)
    root = tmp_path_factory.mktemp("council")
    before = {path: text.replace("grade: strong", "grade: sound") for path, text in files.items()}
    make(root, step("begin", before), step("more", files, message=f"Finish {NAME}'s audit, born {BORN}, NHS {NUMBER}"))
    git(root, "checkout", "--quiet", "-f", "HEAD")
    git(root, "branch", "kayleigh-943-476-5919")
    said = {format.value: run("-C", str(root), "lint", "--format", format.value) for format in Format}
    said["log"] = run("-C", str(root), "log", "2026-10-0001")
    said["action"] = run("-C", str(root), "action", "show", "2026-10-0001", "a2")
    said["action json"] = run("-C", str(root), "action", "show", "2026-10-0001", "a2", "--format", "json")
    said["diff"] = run("-C", str(root), "lint", "--fix", "--diff")
    said["log json"] = run("-C", str(root), "log", "2026-10-0001", "--format", "json")
    site = tmp_path_factory.mktemp("site") / "out"
    run("-C", str(root), "build", "--output", str(site), "--audience", "team")
    pages = sorted(path for path in site.rglob("*") if path.is_file())
    said |= {path.relative_to(site).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in pages}
    return every, said


def plain(text: str) -> str:
    """A page's text without its marks, so that nothing hides between them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", text).replace("&#39;", "'").replace("&amp;", "&"))


def test_something_is_said_everywhere(told: tuple[list[Narrative], dict[str, str]]) -> None:
    said = told[1]
    for format in Format:
        assert "CK811" in said[format.value], format
        assert "CK812" in said[format.value], format
        assert "CK904" in said[format.value], format
    assert sum("•••" in text for text in said.values()) > AUDITS
    assert "•••" in said["action"]
    assert "Sound" in said["diff"]


def test_nothing_planted_is_shown_anywhere(told: tuple[list[Narrative], dict[str, str]]) -> None:
    every, said = told
    planted = {it for one in every for _, it in one.planted} | {NAME, NUMBER, "kayleigh"}
    # A day that identifies nobody may be the same as one on which somebody was born.
    sought = {plain(it) for it in planted if not re.fullmatch(r"[\d/-]+|\d+ \w+ \d{4}", it)}
    assert len(sought) > 200
    texts = {where: plain(text) for where, text in said.items()}
    assert [(where, it) for where, text in texts.items() for it in sought if it in text] == []
    assert not any(f"born {BORN}" in text for text in texts.values())


def test_a_files_name_is_masked_too(tmp_path: Path) -> None:
    files = {path: raw.decode() for path, raw in toy().items()}
    files["audits/2026-10/2026-10-kayleigh.md"] = files[AUDIT].replace("2026-10-0001", "2026-10-kayleigh")
    files["audits/2026-10/Letter to Kayleigh.pdf"] = "?"
    make(tmp_path, step("begin", files))
    git(tmp_path, "checkout", "--quiet", "-f", "HEAD")
    for format in Format:
        said = run("-C", str(tmp_path), "lint", "--format", format.value)
        assert "kayleigh" not in said.lower(), format
        assert "CK813" in said, format
        assert "CK014" in said, format


def test_the_file_that_a_page_shows_because_not_all_of_it_fits_is_masked_too(tmp_path: Path) -> None:
    files = {path: raw.decode() for path, raw in toy().items()}
    do = "Go through the plan with both grandparents"
    files[AUDIT] = files[AUDIT].replace(do, f"[His aunt {NAME} knows, NHS {NUMBER}, not lost]")
    make(tmp_path / "council", step("begin", files))
    git(tmp_path / "council", "checkout", "--quiet", "-f", "HEAD")
    for audience in ("team", "service"):
        run("-C", str(tmp_path / "council"), "build", "--output", str(tmp_path / audience), "--audience", audience)
        text = plain("".join(path.read_text("utf-8") for path in (tmp_path / audience).rglob("*.html")))
        assert ("not lost" in text) is (audience == "team")
        assert NAME not in text
        assert NUMBER not in text
