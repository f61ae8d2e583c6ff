"""build, export and query for the board and the public: closed months in figures alone, and no word of anybody."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import duckdb
import pytest

from casekit.history.create import create
from tests.cli.conftest import Casekit
from tests.cli.test_report_outside import AUDITS, commit, repository
from tests.laid import toy

AFTER = ("--today", "2026-11-28")


def everything(folder: Path) -> dict[str, str]:
    """What a reader can get out of each file of a folder: packed files are opened."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
                found |= {f"{name}/{part}": book.read(part).decode("utf-8", "replace") for part in book.namelist()}
        elif path.suffix == ".parquet":
            rows = duckdb.execute(f"SELECT * FROM read_parquet('{path.as_posix()}')").fetchall()
            found[name] = repr(rows)
        elif path.is_file():
            found[name] = path.read_text("utf-8", "replace")
    return found


@pytest.mark.parametrize("audience", ["board", "public"])
def test_no_word_of_anybody_in_site_index_tables_or_answers(casekit: Casekit, tmp_path: Path, audience: str) -> None:
    folder, tokens = repository(tmp_path / "r", 'small_numbers = { board = "internal" }\n')
    assert len(set(tokens)) >= 200
    asked = ("--audience", audience, *AFTER)
    for command in (
        ("build", "--output", tmp_path / "out" / "site"),
        ("export", tmp_path / "out" / "tables", "--format", "csv,jsonl,xlsx,parquet"),
    ):
        ran = casekit("-C", folder, *command, *asked)
        assert ran.code == 0, ran.err
    ran = casekit("-C", folder, "query", "SELECT * FROM figures", "--format", "json", *asked)
    assert ran.code == 0, ran.err
    files = {**everything(tmp_path / "out"), "answer": ran.out}
    kinds = {name.rpartition(".")[2] for name in files}
    assert kinds >= {"html", "js", "csv", "jsonl", "parquet", "xml", "json"}
    for name, text in files.items():
        assert [token for token in tokens if token in text] == [], name
        if name.rpartition(".")[2] not in ("css", "svg"):
            assert re.findall(r"\bp[12]\d\d\b|2026-10-00\d\d|Blue team|zq\d", text) == [], name
    assert all("tables/figures" in name for name in files if name.endswith((".csv", ".jsonl", ".parquet")))
    team = casekit("-C", folder, "build", "--output", tmp_path / "team", "--audience", "team", *AFTER)
    assert team.code == 0, team.err
    shown = "".join(everything(tmp_path / "team").values())
    assert sum(token in shown for token in tokens) >= 200  # the tokens would be seen


def test_the_figures_of_site_tables_report_and_query_are_the_same(casekit: Casekit, tmp_path: Path) -> None:
    """As they stood at the close: what came eight audits later is in none of them."""
    folder, _ = repository(tmp_path / "r", late=8)
    asked = ("--audience", "board", *AFTER)
    assert casekit("-C", folder, "export", tmp_path / "t", "--format", "jsonl", *asked).code == 0
    rows = [json.loads(line) for line in (tmp_path / "t" / "figures.jsonl").read_text().splitlines()]
    report = json.loads(casekit("-C", folder, "report", "2026-10", "--format", "json", *asked).out)
    told = [
        (table["caption"], row["row"], column, figure)
        for table in report["tables"]
        for row in table["rows"]
        for column, figure in zip(table["columns"], row["figures"], strict=True)
    ]
    assert [(row["table"], row["row"], row["column"], row["figure"]) for row in rows] == told
    assert {(row["month"], row["closed"]) for row in rows} == {("2026-10", "2026-11-14")}
    sql = "SELECT figure FROM figures WHERE \"table\" = 'Audits of the month' AND \"row\" = 'Of the month'"
    assert json.loads(casekit("-C", folder, "query", sql, "--format", "json", *asked).out)["rows"] == [[AUDITS]]
    assert casekit("-C", folder, "build", "--output", tmp_path / "s", *asked).code == 0
    page = (tmp_path / "s" / "months" / "2026-10.html").read_text()
    assert f'<th scope="row">Of the month</th><td class="number">{AUDITS}</td>' in page


@pytest.mark.parametrize("sql", ["SELECT * FROM audits", "SELECT * FROM sections", "SELECT * FROM events"])
def test_the_other_tables_are_not_there(casekit: Casekit, tmp_path: Path, sql: str) -> None:
    folder, _ = repository(tmp_path / "r")
    ran = casekit("-C", folder, "query", sql, "--audience", "public", *AFTER)
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be answered" in ran.err


@pytest.mark.parametrize("command", [("build", "--output", "out"), ("export", "out"), ("query", "SELECT 1")])
def test_the_audience_of_casekit_toml_counts_also_where_that_has_a_mistake(
    casekit: Casekit, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Whoever means the board must never get pages of audits because of a slip elsewhere in the file."""
    folder = tmp_path / "r"
    for policy, code in ((b'audience = "board"\n', 0), (b'audience = "board"\ncloses_after = -1\n', 2)):
        own = toy()
        text = own["casekit.toml"].replace(b'audience = "team"\n', b"")
        assert b"audience" not in text
        create(folder / str(code) / policy.hex(), [commit("2026-10-31", {**own, "casekit.toml": policy + text})])
        ran = casekit("-C", folder / str(code) / policy.hex(), *command, *AFTER)
        assert ran.code == code, (policy, ran.out, ran.err)
        assert code == 0 or "has a mistake; casekit lint shows it" in ran.err
    assert not list(folder.rglob("audit/*.html"))


def test_an_open_month_is_not_on_the_site(casekit: Casekit, tmp_path: Path) -> None:
    folder, _ = repository(tmp_path / "r")
    ran = casekit("-C", folder, "build", "--output", tmp_path / "s", "--audience", "board", "--today", "2026-11-14")
    assert ran.out.startswith("0 closed months on "), ran.err
    assert "No month has closed yet" in (tmp_path / "s" / "index.html").read_text()
    assert not (tmp_path / "s" / "months" / "2026-10.html").exists()
    ran = casekit("-C", folder, "build", "--output", tmp_path / "s", "--audience", "board", "--today", "2026-11-15")
    assert ran.out.startswith("1 closed month on ")
    assert (tmp_path / "s" / "months" / "2026-10.html").exists()


def test_a_month_that_closed_before_anything_was_committed_is_named(casekit: Casekit, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    create(folder, [commit("2026-12-20", toy())])
    ran = casekit("-C", folder, "build", "--output", tmp_path / "s", "--audience", "board", "--today", "2026-12-24")
    assert ran.code == 0, ran.err
    assert "October 2026: closed before anything was committed here" in (tmp_path / "s" / "about.html").read_text()


@pytest.mark.parametrize("command", [("build", "--output", "out"), ("export", "out"), ("query", "SELECT 1")])
def test_nobody_outside_looks_at_another_day(casekit: Casekit, tmp_path: Path, command: tuple[str, ...]) -> None:
    create(tmp_path / "r", [commit("2026-10-31", toy())])
    ran = casekit("-C", tmp_path / "r", *command, "--audience", "public", "--as-at", "2026-11-20")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "the public sees a month as it stood when it closed, so that --as-at cannot be given" in ran.err


def test_a_site_of_the_team_can_be_replaced_and_leaves_nothing_behind(casekit: Casekit, tmp_path: Path) -> None:
    folder, _ = repository(tmp_path / "r")
    assert casekit("-C", folder, "build", "--output", tmp_path / "s", "--audience", "team", *AFTER).code == 0
    assert list((tmp_path / "s").glob("audit/*.html"))
    assert casekit("-C", folder, "build", "--output", tmp_path / "s", "--audience", "board", *AFTER).code == 0
    assert not list((tmp_path / "s").glob("audit/*"))
