"""Tables as files: every format holds the same values, and no text is a formula, a link or a command."""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.export.ask import ask
from casekit.export.excel import excel_file
from casekit.export.files import FORMATS, export_files
from casekit.export.parquet import key, parquet_files
from casekit.export.texts import FORMULA, csv_file, jsonl_file
from casekit.export.warehouse import Tables
from casekit.folder.manifest import safe
from casekit.register.tables.all import TABLES, register
from casekit.register.tables.table import Column, Kind, Row, Table
from casekit.stop import Stop
from tests.publish.sample import HISTORY, TODAY, make_corpus

COLUMNS = (
    Column("authority", Kind.TEXT, "."),
    Column("month", Kind.TEXT, "."),
    Column("said", Kind.TEXT, "."),
    Column("number", Kind.NUMBER, "."),
    Column("score", Kind.DECIMAL, "."),
    Column("on_day", Kind.DAY, "."),
    Column("at_time", Kind.TIME, "."),
    Column("yes", Kind.YES, "."),
)


def table(name: str = "odd") -> Table:
    return Table(name, "Odd values.", ("said",), COLUMNS, lambda _: iter(()))


ROWS: list[Row] = [
    ("A & B's Council", "2026-10", "=1+1", -3, 0.5, date(2026, 2, 28), datetime(2026, 2, 28, 14, 5), True),
    ("A & B's Council", "2026-11", 'a "quoted", line\nand another', None, None, None, None, None),
    ("A & B's Council", "2026-11", "@SUM(A1)", 999_999_999_999_999, 1 / 3, None, None, False),
    ("Other", "2026-11", "https://example.org/ 😀 \u2028 </script>", 0, 0.0, date(1, 1, 1), None, False),
    ("Other", "2026-11", "-2+3", 0, 0.0, None, None, False),
]
ODD: Tables = {"odd": (table(), ROWS)}


def sample() -> Tables:
    source = register(make_corpus(), HISTORY, TODAY, wrote=True)
    return {one.name: (one, tuple(one.rows(source))) for one in TABLES}


def test_csv_reads_back_and_holds_no_formula() -> None:
    text = csv_file(table(), ROWS).decode("utf-8-sig")
    assert text.endswith("\r\n")
    names, *rows = csv.reader(io.StringIO(text, newline=""))
    assert names == [column.name for column in COLUMNS]
    assert [row[2].removeprefix("'") for row in rows] == [row[2] for row in ROWS]
    assert not [cell for row in rows for cell in row[:3] if cell.startswith(FORMULA)]
    assert rows[0][3:] == ["-3", "0.5", "2026-02-28", "2026-02-28T14:05:00", "true"]
    assert rows[1][3:] == [""] * 5


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_whatever_is_written_reads_back(said: str) -> None:
    row: Row = ("A", "2026-10", said, 1, 1.0, None, None, None)
    (line,) = jsonl_file(table(), [row]).decode("ascii").splitlines()
    assert json.loads(line)["said"] == said
    _, read = csv.reader(io.StringIO(csv_file(table(), [row]).decode("utf-8-sig"), newline=""))
    assert read[2] == (f"'{said}" if said.startswith(FORMULA) else said)


def test_a_workbook_has_real_tables_and_texts_that_stay_text() -> None:
    book = excel_file(ODD, TODAY)
    assert book == excel_file(ODD, TODAY)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert "xl/tables/table1.xml" in parts.namelist()
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
        assert "<t>=1+1</t>" in parts.read("xl/sharedStrings.xml").decode()
        assert not [name for name in parts.namelist() if "comment" in name or "vba" in name or "externalLink" in name]
        assert "<dc:creator></dc:creator>" in parts.read("docProps/core.xml").decode()


def test_a_workbook_refuses_what_it_would_cut_off() -> None:
    long: Row = ("A", "2026-10", "x" * 32_768, 1, 1.0, None, None, None)
    with pytest.raises(Stop, match="longer than an Excel cell holds"):
        excel_file({"odd": (table(), [long])}, TODAY)


def test_parquet_is_partitioned_and_reads_back_exactly(tmp_path: Path) -> None:
    import duckdb

    files = dict(parquet_files(ODD))
    assert sorted(files) == [
        "odd/authority_key=a-and-bs-council/month_key=2026-10/part.parquet",
        "odd/authority_key=a-and-bs-council/month_key=2026-11/part.parquet",
        "odd/authority_key=other/month_key=2026-11/part.parquet",
    ]
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    names = ", ".join(f'"{column.name}"' for column in COLUMNS)
    found = duckdb.sql(f"SELECT {names} FROM read_parquet('{tmp_path}/odd/**/*.parquet', hive_partitioning=true)")
    assert sorted(found.fetchall(), key=str) == sorted(ROWS, key=str)


def test_a_table_without_rows_still_has_its_columns(tmp_path: Path) -> None:
    import duckdb

    ((path, content),) = parquet_files({"odd": (table(), [])})
    assert path == "odd/authority_key=none/month_key=none/part.parquet"
    (tmp_path / "part.parquet").write_bytes(content)
    found = duckdb.sql(f"DESCRIBE SELECT * FROM read_parquet('{tmp_path}/part.parquet')").fetchall()
    assert [row[0] for row in found] == [column.name for column in COLUMNS]


@given(st.text(max_size=40))
def test_any_name_makes_a_folder(name: str) -> None:
    assert safe(f"odd/authority_key={key(name)}/part.parquet")


def test_an_export_says_what_each_column_means() -> None:
    tables = sample()
    files = dict(export_files(tables, FORMATS, TODAY, {"audience": "team"}))
    assert all(map(safe, files))
    assert {f"{name}.csv" for name in tables} | {f"{name}.jsonl" for name in tables} < set(files)
    described = json.loads(files["tables.json"])
    assert described["audience"] == "team"
    for name, (one, _) in tables.items():
        assert [column["name"] for column in described["tables"][name]["columns"]] == [c.name for c in one.columns]
        assert described["tables"][name]["says"]


def test_every_format_has_the_same_rows() -> None:
    tables = sample()
    files = dict(export_files(tables, ("csv", "jsonl"), TODAY, {}))
    for name, (_, rows) in tables.items():
        assert len(list(csv.reader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"), newline="")))) == len(rows) + 1
        assert len(files[f"{name}.jsonl"].splitlines()) == len(rows)
        assert ask(tables, f"SELECT count(*) FROM {name}").rows == ((len(rows),),)


def test_every_column_can_be_asked_for_without_quotes() -> None:
    tables = sample()
    for name, (one, _) in tables.items():
        names = [column.name for column in one.columns]
        assert ask(tables, f"SELECT {', '.join(names)} FROM {name}").columns == tuple(names)


# The database behind query reaches nothing else.


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM 'https://example.org/x.parquet'",
        "COPY audits TO 'x.csv'",
        "EXPORT DATABASE 'x'",
        "ATTACH 'x.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "PRAGMA database_list",
        "CREATE TABLE x (y INT)",
        "DELETE FROM audits",
        "SELECT 1; SELECT 2",
        "",
        "-- nothing",
        "SELEC 1",
        "SELECT nothing FROM audits",
        "SELECT '\udcff'' || x",
        "SELECT getenv('HOME')",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM duckdb_extensions()",
        "SELECT * FROM tables",
        "CALL enable_logging()",
        "SELECT " + "(" * 100_000 + "1" + ")" * 100_000,
    ],
)
def test_a_query_that_is_no_question_is_refused_in_one_sentence(sql: str) -> None:
    with pytest.raises(Stop) as stop:
        ask(sample(), sql)
    assert stop.value.exit_code == 2
    assert "\n" not in str(stop.value)
    assert str(Path.home()) not in str(stop.value)


def test_no_setting_names_a_folder_of_whoever_asks() -> None:
    found = ask(ODD, "SELECT name, value FROM duckdb_settings() WHERE value LIKE '%/%'")
    assert {name for name, _ in found.rows} <= {"duckdb_api", "TimeZone"}


def test_an_answer_keeps_types() -> None:
    found = ask(ODD, "SELECT said, number, score, on_day, at_time, yes FROM odd ORDER BY said LIMIT 1")
    assert json.loads(found.as_json()) == {
        "version": 1,
        "columns": ["said", "number", "score", "on_day", "at_time", "yes"],
        "rows": [["-2+3", 0, 0.0, None, None, False]],
    }
    total = ask(ODD, "SELECT sum(number) AS n, avg(number) AS mean FROM odd WHERE number < 100")
    assert json.loads(total.as_json())["rows"] == [[-3, -1.0]]


def test_an_answer_that_is_no_number_is_null() -> None:
    found = ask(ODD, "SELECT 'nan'::DOUBLE, '-inf'::DOUBLE, ['inf'::FLOAT], 2.5")
    assert json.loads(found.as_json(), parse_constant=lambda said: pytest.fail(said))["rows"] == [
        [None, None, [None], 2.5]
    ]


def test_an_answer_that_is_too_large_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is small in rows, and before the computer runs out of memory."""
    monkeypatch.setattr("casekit.export.ask.MOST_TEXT", 10_000)
    for said in ("repeat('x', 101)", "encode(repeat('x', 101))", "list_resize([1], 101)"):
        assert len(ask(ODD, f"SELECT {said} FROM range(99)").rows) == 99
        with pytest.raises(Stop, match="too large"):
            ask(ODD, f"SELECT {said} FROM range(1000)")
    monkeypatch.setattr("casekit.export.ask.MOST_ROWS", 100)
    with pytest.raises(Stop, match="more than 100 rows"):
        ask(ODD, "SELECT 1 FROM range(101)")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps such a bound")
def test_more_memory_than_allowed_is_refused_and_the_bound_ends() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(Stop, match=r"too large|Out of Memory"):
        ask(ODD, "SELECT repeat('x', 4000000000)")
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_question_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casekit.export.ask.SECONDS", 0.2)
    with pytest.raises(Stop, match="took longer"):
        ask(ODD, "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range % 7 = b.range % 11")
