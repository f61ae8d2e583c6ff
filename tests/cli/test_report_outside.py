"""casekit report for the board and the public: closed months as they stood, and nothing that anybody wrote."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import casekit.report.pdf as paper
from casekit.history.create import NewCommit, Who, create
from casekit.resources import resource
from tests.cli.conftest import Casekit
from tests.laid import AUDIT, toy

AUDITS = 12
WROTE = re.compile(r"^(?![-#\s]*$)(?=[A-Z])(.+)$", re.MULTILINE)
FIELDS = re.compile(r"(?<=    do: |reason: |change: )|(?<=outcome: )")


def commit(day: str, files: dict[str, bytes], message: str = "audits") -> NewCommit:
    when = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    return NewCommit(message, Who("Person p201", "p201@example.org", when), files)


def planted(number: int, tokens: list[str]) -> tuple[str, bytes]:
    """The toy's audit under another number, with a token of its own in each text that somebody typed."""

    def token() -> str:
        tokens.append(f"zq{len(tokens):03}xv")
        return tokens[-1]

    id = f"2026-10-{number:04}"
    head, body = toy()[AUDIT].decode().removeprefix("---\n").split("\n---\n", 1)
    head = FIELDS.sub(lambda _: f"{token()} ", head.replace("2026-10-0001", id))
    ref = f"K{number:02}QM"
    tokens.append(ref)
    body = WROTE.sub(lambda found: f"{found[1]} {token()}.", body)
    return f"audits/2026-10/{id}.md", f"---\n{head.replace('K7Q2M', ref)}\n---\n{body}".encode()


def repository(folder: Path, policy: str = "", late: int = 0, decided: str = "") -> tuple[Path, list[str]]:
    """Twelve audits of October, committed at its end, more on 20 November, and what is decided two days later."""
    tokens: list[str] = []
    files = dict(planted(number, tokens) for number in range(1, AUDITS + 1))
    own = toy()
    settings = {"casekit.toml": decided.encode() + own["casekit.toml"]}
    own["casekit.toml"] = policy.encode() + own["casekit.toml"]
    first = commit("2026-10-31", {**own, **files}, f"audits {tokens[0]}")
    after = dict(planted(number, tokens) for number in range(AUDITS + 1, AUDITS + 1 + late))
    more = [commit("2026-11-20", after)] if late else []
    create(folder, [first, *more, *([commit("2026-11-22", settings)] if decided else [])])
    return folder, tokens


def report(casekit: Casekit, folder: Path, audience: str = "board", today: str = "2026-11-28") -> dict[str, Any]:
    ran = casekit("-C", folder, "report", "2026-10", "--audience", audience, "--format", "json", "--today", today)
    assert ran.code == 0, ran.err
    data: dict[str, Any] = json.loads(ran.out)
    jsonschema.validate(data, json.loads((resource("schema") / "figures.schema.json").read_text("utf-8")))
    return data


def figures(data: dict[str, Any], caption: str) -> list[list[int | None]]:
    return [row["figures"] for table in data["tables"] if table["caption"] == caption for row in table["rows"]]


@pytest.mark.parametrize("audience", ["board", "public"])
def test_no_word_of_anybody_in_any_format(
    casekit: Casekit, tmp_path: Path, audience: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, tokens = repository(tmp_path / "r")
    assert len(set(tokens)) >= 200
    sources: list[str] = []
    block = paper._block  # the PDF holds glyphs, not letters: what it is made from is read instead
    monkeypatch.setattr(paper, "_block", lambda one: [sources.append(part) or part for part in block(one)])  # type: ignore[func-returns-value]
    out = tmp_path / "out"
    asked = ("--format", "md,html,pdf,docx,json", "--output", out, "--today", "2026-11-28")
    ran = casekit("-C", folder, "report", "2026-10", "--audience", audience, *asked)
    assert ran.code == 0, ran.err
    made = {path.suffix: path.read_bytes() for path in out.iterdir()}
    assert set(made) == {".md", ".html", ".pdf", ".docx", ".json"}
    with zipfile.ZipFile(io.BytesIO(made[".docx"])) as word:
        made[".docx"] = b"".join(word.read(name) for name in word.namelist())
    made["pdf source"] = "".join(sources).encode()
    assert b"Overall" in made["pdf source"]
    for name, content in made.items():
        text = content.decode("utf-8", "replace")
        assert [token for token in tokens if token in text] == [], name
        if name != ".pdf":
            assert re.findall(r"\bp[12]\d\d\b|2026-10-00\d\d|Blue team|zq\d", text) == [], name
    whom = "For the board and those who" if audience == "board" else "For everybody."
    assert all(whom in made[name].decode("utf-8", "replace") for name in (".md", ".html", ".docx"))
    team = casekit("-C", folder, "report", "2026-10", "--audience", "team", "--today", "2026-11-28")
    assert sum(token in team.out for token in tokens) >= AUDITS  # the tokens would be seen


def test_a_month_is_shown_as_it_stood_when_it_closed(casekit: Casekit, tmp_path: Path) -> None:
    folder, _ = repository(tmp_path / "r", late=8)
    data = report(casekit, folder)
    assert data["as_at"] == "2026-11-14"
    assert figures(data, "Audits of the month")[0] == [AUDITS]
    early = "closes_after = 20\n"  # 20 November: the others are there by then
    later, _ = repository(tmp_path / "later", early, late=8)
    assert figures(report(casekit, later), "Audits of the month")[0] == [AUDITS + 8]


def test_a_month_closes_once_whatever_is_decided_later(casekit: Casekit, tmp_path: Path) -> None:
    """Else what was recorded between the two closes could be worked out from the two reports."""
    before, _ = repository(tmp_path / "before", late=8)
    folder, _ = repository(tmp_path / "r", late=8, decided="closes_after = 20\n")
    assert report(casekit, folder) == report(casekit, before)
    ran = casekit("-C", folder, "report", "2026-11", "--audience", "board", "--today", "2026-12-20")
    assert "November 2026 is open until the end of 20 December 2026 (20 days after its last one)" in ran.err


def test_what_lies_about_in_the_folder_is_not_counted(casekit: Casekit, tmp_path: Path) -> None:
    folder, _ = repository(tmp_path / "r")
    before = report(casekit, folder)
    path, raw = planted(99, [])
    (folder / "audits" / "2026-10").mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(raw)
    assert report(casekit, folder) == before


@pytest.mark.parametrize(
    ("policy", "day", "says"),
    [
        ("", "2026-11-14", "October 2026 is open until the end of 14 November 2026 (14 days after its last one)"),
        ("closes_after = 0\n", "2026-10-31", "October 2026 is open until the end of 31 October 2026"),
        ("closes_after = 1\n", "2026-11-01", "(1 day after its last one)"),
        ("closes_after = -1\n", "2026-11-28", "casekit.toml says what may be published, and has a mistake"),
        ('small_numbers = { public = "internal" }\n', "2026-11-28", "and has a mistake"),
        ('small_numbers = { board = "none" }\n', "2026-11-28", "and has a mistake"),
    ],
)
def test_an_open_month_or_a_mistake_is_one_sentence(
    casekit: Casekit, tmp_path: Path, policy: str, day: str, says: str
) -> None:
    folder = tmp_path / "r"
    own = toy()
    create(folder, [commit("2026-10-31", {**own, "casekit.toml": policy.encode() + own["casekit.toml"]})])
    ran = casekit("-C", folder, "report", "2026-10", "--audience", "public", "--today", day)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_a_month_that_closed_before_anything_was_committed(casekit: Casekit, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    create(folder, [commit("2026-10-31", toy())])
    ran = casekit("-C", folder, "report", "2026-08", "--audience", "board", "--today", "2026-11-28")
    assert ran.code == 2
    assert "the close of August 2026: nothing had been committed here by the end of 14 September 2026" in ran.err
    for month in ("9999-12", "0000-01"):
        ran = casekit("-C", folder, "report", month, "--audience", "board")
        assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_the_profile_is_the_council_s(casekit: Casekit, tmp_path: Path) -> None:
    """Twelve audits with the same grades: 12 is shown, and 10 to a profile that rounds to fives."""
    folder, _ = repository(tmp_path / "r", 'small_numbers = { board = "nhs-7r5", public = "threshold-10" }\n')
    assert figures(report(casekit, folder), "Overall grades in effect") == [[0, 10, 0, 0, 10]]
    assert figures(report(casekit, folder, "public"), "Overall grades in effect") == [[0, 12, 0, 0, 12]]


def test_the_figures_are_those_of_the_service_s_report_of_that_day(casekit: Casekit, tmp_path: Path) -> None:
    folder, _ = repository(tmp_path / "r", 'small_numbers = { board = "internal" }\n', late=3)
    board = report(casekit, folder)
    ran = casekit(
        "-C", folder, "report", "2026-10", "--audience", "service", "--format", "json", "--as-at", "2026-11-14"
    )
    service = json.loads(ran.out)
    assert service["as_at"] == board["as_at"]
    programme, acts, form = service["programme"], service["actions"], service["rubrics"]["toy@1"]
    asked = [programme["due"], programme["completed"], programme["on_time"], service["unreadable"]]
    assert figures(board, "Audits of the month") == [[number] for number in asked]
    spread = list(form["grades"]["effective"].values())
    assert figures(board, "Overall grades in effect") == [[*spread, sum(spread)]]
    sections = [list(counts.values()) for counts in form["sections"].values()]
    assert figures(board, "Grades in effect by section") == [[*counts, sum(counts)] for counts in sections]
    judged = form["moderation"]
    moderated = [judged["n"], judged["exact"], judged["up"], judged["down"]]
    assert figures(board, "Moderated audits") == [[number] for number in moderated]
    themes = {
        row["row"]: row["figures"][0]
        for table in board["tables"]
        for row in table["rows"]
        if "Themes" in table["caption"]
    }
    assert sorted(number for number in themes.values() if number) == sorted(form["themes"].values())
    assert [row[0] for row in figures(board, "Actions open at the close")][:2] == [acts["open"], acts["overdue"]]
    months = [acts["in_month"][name] for name in ("verified", "fell_due", "kept")]
    assert figures(board, "Actions in the month") == [[number] for number in months]
    assert figures(board, "Requests for feedback")[0] == [service["feedback"]["asked"]]
    assert board["small_numbers"]["profile"] == "internal"


def test_a_month_of_few_audits_shows_none_of_its_numbers(casekit: Casekit, tmp_path: Path) -> None:
    create(tmp_path / "r", [commit("2026-10-31", toy())])
    data = report(casekit, tmp_path / "r")
    assert figures(data, "Audits of the month") == [[None], [None], [None], [0]]
    assert [1 for table in data["tables"] for row in table["rows"] for n in row["figures"] if n] == []


def test_nobody_outside_looks_at_another_day(casekit: Casekit, tmp_path: Path) -> None:
    create(tmp_path / "r", [commit("2026-10-31", toy())])
    ran = casekit("-C", tmp_path / "r", "report", "2026-10", "--audience", "public", "--as-at", "2026-11-20")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "the public sees a month as it stood when it closed, so that --as-at cannot be given" in ran.err
