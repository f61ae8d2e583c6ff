"""Saved queries on the site: what an audience's tables answer, and nothing that they do not hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casekit.history.create import create
from tests.cli.conftest import Casekit
from tests.cli.test_report_outside import AUDITS, commit, planted
from tests.laid import toy

DAY = ("--today", "2026-11-28")
QUERIES = {
    "by-team": "-- Audits of each team\nSELECT team, count(*) AS audits FROM audits GROUP BY team ORDER BY team",
    "closed": "-- Audits of closed months\nSELECT month, figure FROM figures WHERE \"row\" = 'Of the month'",
    "why": "-- Reasons for grades\nSELECT reason FROM moderations ORDER BY reason",
    "wrong": "SELECT every thing at all",
    "writes": "-- Writes a file\nCOPY audits TO '/tmp/casekit-was-here.csv'",
    "named": "-- Cases of 07700 900123\nSELECT '07700 900123' AS number, ['07700 900123'] AS listed",
}


def build(casekit: Casekit, folder: Path, audience: str, out: Path) -> Path:
    ran = casekit("-C", folder, "build", "--output", out, "--audience", audience, *DAY)
    assert ran.code == 0, ran.err
    return out


def repository(folder: Path, queries: dict[str, str]) -> tuple[Path, list[str]]:
    tokens: list[str] = []
    files = dict(planted(number, tokens) for number in range(1, AUDITS + 1))
    asked = {f"queries/{name}.sql": text.encode() for name, text in queries.items()}
    create(folder, [commit("2026-10-31", {**toy(), **files, **asked})])
    return folder, tokens


def parts(page: Path) -> dict[str, str]:
    """What stands under each query's heading, without tags."""
    found = re.findall(r'<h2 id="query-([a-z-]+)">(.*?)(?=<h2 |</main>)', page.read_text("utf-8"), re.DOTALL)
    return {name: " ".join(re.sub(r"<[^>]*>", " ", text).split()) for name, text in found}


def test_each_has_its_answer_or_a_sentence(casekit: Casekit, tmp_path: Path) -> None:
    folder, tokens = repository(tmp_path / "r", QUERIES)
    seen = parts(build(casekit, folder, "team", tmp_path / "team") / "queries.html")
    assert list(seen) == sorted(QUERIES)
    assert seen["by-team"].startswith("Audits of each team 1 row. File: queries/by-team.sql")
    assert seen["by-team"].endswith(f"blue {AUDITS}")
    assert f"{AUDITS} rows" in seen["why"]
    assert any(token in seen["why"] for token in tokens)
    assert "No answer here: the query cannot be answered" in seen["wrong"]
    assert "a query is one SELECT" in seen["writes"]
    assert not Path("/tmp/casekit-was-here.csv").exists()
    assert "No answer here" in seen["closed"]  # the table of closed months is for others
    assert "900123" not in "".join(seen.values())


def test_no_name_of_a_file_breaks_the_page(casekit: Casekit, tmp_path: Path) -> None:
    asked = dict.fromkeys(["what's new", "two words", "why", "why-answer"], "SELECT 1 AS one UNION SELECT 2 AS one")
    folder, _ = repository(tmp_path / "r", asked)
    page = (build(casekit, folder, "team", tmp_path / "team") / "queries.html").read_text("utf-8")
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", id) for id in ids), ids
    assert len([id for id in ids if id.startswith("query-")]) == len(asked)


def test_the_service_gets_no_column_of_what_people_wrote(casekit: Casekit, tmp_path: Path) -> None:
    folder, tokens = repository(tmp_path / "r", QUERIES)
    site = build(casekit, folder, "service", tmp_path / "service")
    seen = parts(site / "queries.html")
    assert seen["by-team"].endswith(f"blue {AUDITS}")
    assert "No answer here" in seen["why"]
    every = "".join(path.read_text("utf-8", "replace") for path in site.rglob("*") if path.is_file())
    assert [token for token in tokens if token in every] == []


@pytest.mark.parametrize("audience", ["board", "public"])
def test_readers_outside_get_what_the_published_figures_answer(casekit: Casekit, tmp_path: Path, audience: str) -> None:
    folder, _ = repository(tmp_path / "r", QUERIES)
    site = build(casekit, folder, audience, tmp_path / "site")
    seen = parts(site / "queries.html")
    assert set(seen) == {"closed", "named"}
    assert seen["closed"].endswith(f"2026-10 {AUDITS}")
    assert '<a href="queries.html">Queries</a>' in (site / "index.html").read_text()


def test_without_a_saved_query_there_is_no_page(casekit: Casekit, tmp_path: Path) -> None:
    folder, _ = repository(tmp_path / "r", {})
    for audience in ("service", "board"):
        site = build(casekit, folder, audience, tmp_path / audience)
        assert not (site / "queries.html").exists()
        assert "queries.html" not in (site / "index.html").read_text()
