"""casekit report from outside."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from casekit.resources import resource
from tests.cli.conftest import Casekit
from tests.cli.test_export import made as made

DAY = ("--today", "2026-10-31")


def month(made: Path) -> str:
    return sorted(path.name for path in (made / "audits").iterdir())[0]


def test_every_format_is_written(made: Path, casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", made, "report", month(made), "--format", "md,html,json,docx,pdf", "--output", tmp_path, *DAY)
    assert ran.code == 0, ran.err
    names = sorted(path.name for path in tmp_path.glob("report-*"))
    assert names == [f"report-{month(made)}.{end}" for end in ("docx", "html", "json", "md", "pdf")]
    data = json.loads((tmp_path / f"report-{month(made)}.json").read_text("utf-8"))
    jsonschema.validate(data, json.loads((resource("schema") / "report.schema.json").read_text("utf-8")))


@pytest.mark.slow
def test_the_figures_are_those_of_a_query(made: Path, casekit: Casekit) -> None:
    one = month(made)
    data = json.loads(casekit("-C", made, "report", one, "--format", "json", *DAY).out)
    sql = (
        "SELECT rubric, version, grade_effective, count(*) FROM audits "
        f"WHERE month = '{one}' AND counted AND grade_effective IS NOT NULL GROUP BY ALL"
    )
    rows = json.loads(casekit("-C", made, "query", sql, "--format", "json", *DAY).out)["rows"]
    asked: dict[str, dict[str, int]] = {}
    for rubric, version, grade, number in rows:
        asked.setdefault(f"{rubric}@{version}", {})[grade] = number
    told = {ref: form["grades"]["effective"] for ref, form in data["rubrics"].items() if form["grades"]["effective"]}
    assert {ref: {g: n for g, n in grades.items() if n} for ref, grades in told.items()} == {
        ref: asked.get(ref, {}) for ref in told
    }
    late = f"SELECT count(*) FROM actions WHERE standing = 'Overdue' AND month <= '{one}'"
    overdue = json.loads(casekit("-C", made, "query", late, "--format", "json", *DAY).out)["rows"]
    assert overdue == [[data["actions"]["overdue"]]]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("2026-13",), "2026-13 is no month; write it as 2026-10."),
        (("October",), "October is no month"),
        (("2026-10", "--format", "word"), "there is no format word"),
        (("2026-10", "--format", "pdf", "--audience", "x"), "audience 'x' is not known"),
        (("2026-10", "--today", "2026-02-30"), "which is not a day"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    made: Path, casekit: Casekit, arguments: tuple[str, ...], says: str
) -> None:
    ran = casekit("-C", made, "report", *arguments)
    assert ran.code == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1
