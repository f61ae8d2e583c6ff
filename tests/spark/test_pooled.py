"""What a region would do: the Parquet of several authorities in one folder, read with Spark, and added up in SQL.

Each figure is worked out from the tables alone and held against `casekit report --format json` of that authority.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from casekit.export.parquet import key
from tests.history.making import git

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark

ROOT = Path(__file__).parents[2]
TODAY = "2026-10-31"
MONTHS = ("2026-08", "2026-10")
AUTHORITIES = {"Alderwick Council (fictional)": 3, "Brackenholm Council (fictional)": 4, "Cressby (fictional)": 5}
COUNT = "SELECT count(*) AS audits FROM audits"
TABLES = ("audits", "sections", "moderations", "actions", "feedback", "concerns", "allocations")


def casekit(*arguments: str | Path) -> str:
    """What the command printed."""
    command = [sys.executable, "-m", "casekit", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=environment).stdout


@pytest.fixture(scope="module")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A repository for each authority, each with audits of its own."""
    made = {}
    for name, seed in AUTHORITIES.items():
        folder = made[name] = tmp_path_factory.mktemp("region") / "repository"
        casekit("demo", folder, "--audits", "90", "--seed", str(seed))
        policy = folder / "casekit.toml"
        lines = policy.read_text("utf-8").splitlines(keepends=True)
        at = next(n for n, line in enumerate(lines) if line.startswith("authority"))
        lines[at] = f'authority = "{name}"\n'
        policy.write_text("".join(lines), "utf-8")
        git(folder, "commit", "--quiet", "--all", "--message", "Our name")
    return made


@pytest.fixture(scope="module")
def pooled(repositories: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of all authorities beside each other, as they would be on a region's storage."""
    region = tmp_path_factory.mktemp("pooled")
    for folder in repositories.values():
        casekit("-C", folder, "export", "../export", "--format", "parquet", "--today", TODAY, "--audience", "service")
        shutil.copytree(folder.parent / "export", region, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.json"))
    return region


@pytest.fixture(scope="module")
def spark(pooled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        SparkSession.builder.master("local[2]")
        .appName("casekit")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    for name in TABLES:
        made.read.parquet(str(pooled / name)).createOrReplaceTempView(name)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def reports(repositories: dict[str, Path]) -> dict[tuple[str, str], dict[str, Any]]:
    """The report of each authority and month."""
    return {
        (name, month): json.loads(
            casekit("-C", folder, "report", month, "--format", "json", "--today", TODAY, "--audience", "service")
        )
        for name, folder in repositories.items()
        for month in MONTHS
    }


def counted(spark: SparkSession, sql: str) -> dict[tuple[object, ...], int]:
    """The rows of a query: all columns but the last -> the last."""
    return {tuple(row)[:-1]: row[-1] for row in spark.sql(sql).collect()}


def without_noughts(counts: dict[str, int] | None) -> dict[str, int]:
    return {name: number for name, number in (counts or {}).items() if number}


def test_every_authority_and_month_is_there(spark: SparkSession, repositories: dict[str, Path]) -> None:
    found = counted(spark, "SELECT authority, authority_key, count(*) FROM audits GROUP BY ALL")
    assert set(found) == {(name, key(name)) for name in AUTHORITIES}
    for name, folder in repositories.items():
        tables = json.loads(casekit("-C", folder, "query", COUNT, "--format", "json", "--today", TODAY))
        assert [found[name, key(name)]] == [row[0] for row in tables["rows"]]


@pytest.mark.parametrize("side", ["auditor", "effective"])
def test_grades_by_form_and_version(
    spark: SparkSession, reports: dict[tuple[str, str], dict[str, Any]], side: str
) -> None:
    found = counted(
        spark,
        f"""SELECT authority, month, rubric || '@' || version, grade_{side}, count(*) FROM audits
            WHERE counted AND grade_{side} IS NOT NULL GROUP BY ALL""",
    )
    told = {
        (name, month, form, grade): number
        for (name, month), report in reports.items()
        for form, one in report["rubrics"].items()
        for grade, number in without_noughts(one["grades"][side]).items()
    }
    assert {place: number for place, number in found.items() if place[1] in MONTHS} == told
    assert len(told) > 10


def test_a_region_adds_up(spark: SparkSession, reports: dict[tuple[str, str], dict[str, Any]]) -> None:
    """The figures of all authorities together, by form and version, are the sums of their reports."""
    found = counted(
        spark,
        f"""SELECT rubric || '@' || version, grade_effective, count(*) FROM audits
            WHERE counted AND grade_effective IS NOT NULL AND month = '{MONTHS[1]}' GROUP BY ALL""",
    )
    told: dict[tuple[object, ...], int] = {}
    for (_, month), report in reports.items():
        for form, one in report["rubrics"].items() if month == MONTHS[1] else ():
            for grade, number in without_noughts(one["grades"]["effective"]).items():
                told[form, grade] = told.get((form, grade), 0) + number
    assert found == told


def test_grades_of_sections(spark: SparkSession, reports: dict[tuple[str, str], dict[str, Any]]) -> None:
    found = counted(
        spark,
        """SELECT s.authority, s.month, s.rubric || '@' || s.version, s.section, s.grade_effective, count(*)
           FROM sections s JOIN audits a ON a.authority = s.authority AND a.audit = s.audit
           WHERE a.counted AND s.grade_effective IS NOT NULL AND s.section <> 'overall' GROUP BY ALL""",
    )
    told = {
        (name, month, form, section, grade): number
        for (name, month), report in reports.items()
        for form, one in report["rubrics"].items()
        for section, counts in one["sections"].items()
        for grade, number in without_noughts(counts).items()
    }
    assert {place: number for place, number in found.items() if place[1] in MONTHS} == told
    assert len(told) > 50


def test_themes(spark: SparkSession, reports: dict[tuple[str, str], dict[str, Any]]) -> None:
    found = counted(
        spark,
        """SELECT authority, month, rubric || '@' || version, theme, count(*)
           FROM (SELECT *, explode(split(themes, '; ?')) AS theme FROM audits WHERE counted AND themes <> '')
           GROUP BY ALL""",
    )
    told = {
        (name, month, form, theme): number
        for (name, month), report in reports.items()
        for form, one in report["rubrics"].items()
        for theme, number in one["themes"].items()
    }
    assert {place: number for place, number in found.items() if place[1] in MONTHS} == told
    assert told


def test_moderation(spark: SparkSession, reports: dict[tuple[str, str], dict[str, Any]]) -> None:
    """Of each audit the last grade that a moderation gave the whole, beside the one before."""
    found = counted(
        spark,
        """SELECT authority, month, rubric || '@' || version, grade_auditor, grade, count(*) FROM (
             SELECT *, row_number() OVER (PARTITION BY authority, audit ORDER BY judged_on DESC, entry DESC) AS place
             FROM moderations WHERE kind = 'moderation' AND section = 'overall' AND grade IS NOT NULL)
           WHERE place = 1 AND grade_auditor IS NOT NULL GROUP BY ALL""",
    )
    told = {
        (name, month, form, scale[n], scale[k]): number
        for (name, month), report in reports.items()
        for form, one in report["rubrics"].items()
        if one["moderation"] is not None
        for scale in [one["moderation"]["grades"]]
        for n, row in enumerate(one["moderation"]["matrix"])
        for k, number in enumerate(row)
        if number
    }
    assert {place: number for place, number in found.items() if place[1] in MONTHS} == told
    assert told


def test_actions(spark: SparkSession, reports: dict[tuple[str, str], dict[str, Any]]) -> None:
    for month in MONTHS:
        rows = spark.sql(
            f"""SELECT authority,
                  count_if(done IS NULL AND cancelled IS NULL) AS open, count_if(standing = 'Overdue') AS overdue,
                  count_if(standing IN ('Done, to be verified', 'Verified')) AS done,
                  count_if(standing = 'Verified') AS verified,
                  count_if(in_time) / count_if(in_time IS NOT NULL) AS on_time_rate,
                  count_if(date_format(agreed, 'yyyy-MM') = '{month}') AS agreed,
                  count_if(date_format(done, 'yyyy-MM') = '{month}') AS done_then,
                  count_if(date_format(verified, 'yyyy-MM') = '{month}') AS verified_then,
                  count_if(cancelled IS NULL AND date_format(due, 'yyyy-MM') = '{month}') AS fell_due,
                  count_if(cancelled IS NULL AND date_format(due, 'yyyy-MM') = '{month}' AND done <= due) AS kept
                FROM actions WHERE month <= '{month}' GROUP BY authority"""
        ).collect()
        assert {row["authority"] for row in rows} == set(AUTHORITIES)
        for row in rows:
            told = reports[row["authority"], month]["actions"]
            assert [row[name] for name in ("open", "overdue", "done", "verified")] == [
                told[name] for name in ("open", "overdue", "done", "verified")
            ]
            assert row["on_time_rate"] == pytest.approx(told["on_time_rate"])
            then = told["in_month"]
            assert [row[name] for name in ("agreed", "done_then", "verified_then", "fell_due", "kept")] == [
                then[name] for name in ("agreed", "done", "verified", "fell_due", "kept")
            ]
            assert told["open"] > 0


def test_feedback_and_concerns(spark: SparkSession, reports: dict[tuple[str, str], dict[str, Any]]) -> None:
    outcomes = counted(
        spark,
        """SELECT f.authority, f.month, f.outcome, count(*) FROM feedback f
           JOIN audits a ON a.authority = f.authority AND a.audit = f.audit
           WHERE f.question IS NULL AND f.outcome IS NOT NULL AND a.second_of IS NULL GROUP BY ALL""",
    )
    raised = counted(spark, "SELECT authority, month, count(*) FROM concerns GROUP BY ALL")
    still = counted(spark, "SELECT authority, month, count(*) FROM concerns WHERE closed IS NULL GROUP BY ALL")
    for (name, month), report in reports.items():
        asked = {place[2]: number for place, number in outcomes.items() if place[:2] == (name, month)}
        assert asked == without_noughts(report["feedback"]["by_outcome"])
        assert sum(asked.values()) == report["feedback"]["asked"]
        assert raised.get((name, month), 0) == report["concerns"]["raised"]
        assert still.get((name, month), 0) == report["concerns"]["open"]


def test_the_programme(spark: SparkSession, reports: dict[tuple[str, str], dict[str, Any]]) -> None:
    became = counted(
        spark,
        """SELECT authority, month, became, count(*) FROM allocations
                        WHERE kind = 'monthly' AND became <> 'Cancelled' GROUP BY ALL""",
    )
    for (name, month), report in reports.items():
        own = {place[2]: number for place, number in became.items() if place[:2] == (name, month)}
        assert sum(own.values()) == report["programme"]["allocated"]
        assert own.get("Stopped", 0) == report["programme"]["stopped"]
        assert own.get("Completed on time", 0) == report["programme"]["on_time"]
