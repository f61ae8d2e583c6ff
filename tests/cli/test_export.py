"""casekit export and casekit query on a committed repository; their figures are those of a plain recount."""

from __future__ import annotations

import csv
import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from casekit.resources import resource
from tests.cli.conftest import Casekit
from tests.cli.test_demo_and_build import digest, run

DAY = ("--today", "2026-10-31")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported") / "d"
    assert run("demo", folder, "--audits", "12", "--seed", "7").returncode == 0
    return folder


def schema(name: str) -> Any:
    return json.loads((resource("schema") / f"{name}.schema.json").read_text("utf-8"))


def plain(made: Path) -> list[dict[str, Any]]:
    """The front matter of every audit that casekit can read, by another reader of YAML."""
    broken = {json.loads(line)["path"] for line in (made / "planted.jsonl").read_text("utf-8").splitlines()}
    read = []
    for path in sorted((made / "audits").glob("*/*.md")):
        text = path.read_text("utf-8-sig").replace("\r\n", "\n")
        if path.relative_to(made).as_posix() not in broken:
            read.append(yaml.load(text.split("\n---\n")[0].removeprefix("---\n"), yaml.BaseLoader))
    return read


@pytest.mark.slow
def test_an_export_is_the_same_bytes_twice_and_its_figures_are_those_of_a_recount(made: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        done = run("-C", made, "export", tmp_path / name, "--format", "csv,jsonl,xlsx", "--audience", "team", *DAY)
        assert done.returncode == 0, done.stderr
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    jsonschema.validate(json.loads((tmp_path / "one" / "tables.json").read_text("utf-8")), schema("export"))
    with (tmp_path / "one" / "actions.csv").open(encoding="utf-8-sig", newline="") as file:
        exported = Counter(row["audit"] for row in csv.DictReader(file))
    recounted = Counter({data["id"]: len(data.get("actions", [])) for data in plain(made)})
    assert {id: exported[id] for id in recounted} == dict(recounted)
    lines = (tmp_path / "one" / "audits.jsonl").read_text("utf-8").splitlines()
    grades = {row["audit"]: row["grade_auditor"] for row in map(json.loads, lines)}
    assert {d["id"]: grades[d["id"]] for d in plain(made)} == {
        d["id"]: (d.get("overall") or {}).get("grade") for d in plain(made)
    }


def test_a_query_answers_in_each_format(made: Path, casekit: Casekit) -> None:
    sql = "SELECT audit, actions FROM audits WHERE actions > 0 ORDER BY audit"
    found = casekit("-C", made, "query", sql, "--format", "json", *DAY)
    assert found.code == 0, found.err
    answer = json.loads(found.out)
    jsonschema.validate(answer, schema("query"))
    assert answer["columns"] == ["audit", "actions"]
    text = casekit("-C", made, "query", sql, *DAY)
    assert text.out.splitlines()[0].split() == ["audit", "actions"]
    assert text.out.splitlines()[-1] == f"{len(answer['rows'])} rows."
    assert casekit("-C", made, "query", sql, "--format", "csv", *DAY).out.splitlines()[0] == "audit,actions"


def test_a_saved_query(made: Path, casekit: Casekit) -> None:
    (made / "queries").mkdir(exist_ok=True)
    (made / "queries" / "count.sql").write_text(
        "-- How many audits there are\nSELECT count(*) AS n FROM audits\n", "utf-8"
    )
    assert casekit("-C", made, "query", "--list").out == "count  How many audits there are\n"
    assert casekit("-C", made, "query", "--saved", "count", *DAY).out.splitlines()[0].strip() == "n"
    missing = casekit("-C", made, "query", "--saved", "cuont")
    assert (missing.code, "did you mean count?" in missing.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", "x", "--format", "jsnl"), "there is no format jsnl; did you mean jsonl?"),
        (("export", "x", "--format", ","), "--format names no format"),
        (("export", "audits/x"), "below audits/ of the repository"),
        (("export", "x", "--audience", "everybody"), "audience 'everybody' is not known"),
        (("query",), "say what to ask"),
        (("query", "SELECT 1", "--saved", "x"), "say what to ask"),
        (("query", "SELECT 1", "--format", "xml"), "there is no format xml"),
        (("query", "SELECT nothing FROM audits"), "the query cannot be answered"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    made: Path, casekit: Casekit, arguments: tuple[str, ...], says: str
) -> None:
    ran = casekit("-C", made, *arguments)
    assert ran.code == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert not (made / "x").exists()


def test_the_service_has_no_column_that_somebody_typed(made: Path, casekit: Casekit) -> None:
    ran = casekit("-C", made, "query", "SELECT case_ref FROM audits", "--audience", "service", *DAY)
    assert ran.code == 2
    assert casekit("-C", made, "query", "SELECT case_ref FROM audits", "--audience", "team", *DAY).code == 0


@pytest.mark.slow
def test_a_site_is_not_overwritten_by_an_export(made: Path, tmp_path: Path) -> None:
    assert run("-C", made, "export", tmp_path / "out", *DAY).returncode == 0
    built = run("-C", made, "build", "--output", tmp_path / "out", *DAY)
    assert built.returncode == 2
    assert "casekit did not make it" in built.stderr or "did not write" in built.stderr


def test_nothing_to_export(tmp_path: Path) -> None:
    (tmp_path / "audits").mkdir()
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    ran = run("-C", tmp_path, "export", tmp_path / "out")
    assert ran.returncode == 3
    assert "no commit here yet" in ran.stderr
