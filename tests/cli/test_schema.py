"""casekit schema."""

import json
from pathlib import Path

import jsonschema
import pytest

from casekit.resources import resource
from tests.cli.conftest import Casekit
from tests.cli.forms import lay

NAMES = sorted(path.name.removesuffix(".schema.json") for path in resource("schema").glob("*.schema.json"))


def test_all_are_listed(casekit: Casekit) -> None:
    ran = casekit("schema")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_is_written_as_it_is(casekit: Casekit, name: str) -> None:
    ran = casekit("schema", name)
    assert ran.out == (resource("schema") / f"{name}.schema.json").read_text("utf-8")
    schema = json.loads(ran.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"]


def test_that_of_a_form_goes_into_a_file(casekit: Casekit, tmp_path: Path) -> None:
    target = tmp_path / "kite.schema.json"
    ran = casekit("-C", lay(tmp_path), "schema", "--rubric", "kite", "--output", target)
    assert (ran.code, ran.out) == (0, "")
    schema = json.loads(target.read_text(encoding="utf-8"))
    assert schema["properties"]["rubric"]["const"] == "kite@1"
    assert list(schema["properties"]["sections"]["properties"]) == ["string"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["audits"], "There is no schema audits; did you mean audit?"),
        (["lint", "--rubric", "kite"], "--rubric belongs to the schema of audits, not to lint."),
        (["--rubric", "kyte"], "There is no form kyte; did you mean kite?"),
    ],
)
def test_what_is_not_there_is_refused(casekit: Casekit, tmp_path: Path, arguments: list[str], sentence: str) -> None:
    ran = casekit("-C", lay(tmp_path), "schema", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
