"""The schema of audits in one form: valid, true of every worked example, and closed to what the form does not have."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from casekit.conform.form_schema import form_schema
from casekit.link.rubrics import rubrics
from casekit.read.document import read_audit
from casekit.read.files import Folder
from casekit.rubric.model import Rubric
from tests.rubric.test_every_word import forms
from tests.rubric.toy import LOADED

ROOT = Path(__file__).parents[2]
REPOSITORIES = (ROOT, ROOT / "tests" / "toy", ROOT / "tests" / "several")
EXAMPLES = [path for root in REPOSITORIES for path in sorted(root.glob("audits/*/*.md"))]


@cache
def known(root: Path) -> dict[str, Rubric]:
    return dict(rubrics(Folder(root)).by_ref)


@cache
def validator(form: Rubric) -> Any:
    schema = json.loads(json.dumps(form_schema(form)))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@cache
def of(root: Path, ref: str) -> Any:
    return validator_of(json.dumps(form_schema(known(root)[ref])))


@cache
def validator_of(text: str) -> Any:
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def data(path: Path) -> Any:
    document, problems = read_audit(path.name, path.read_bytes())
    assert document is not None, problems
    return document.data


def complaints(schema: Any, instance: object) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message[:200]}" for e in schema.iter_errors(instance)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_worked_example_fits_its_forms_schema(path: Path) -> None:
    instance = data(path)
    assert complaints(of(path.parents[2], instance["rubric"]), instance) == []


@pytest.mark.parametrize("form", [*forms(), *known(ROOT).values()], ids=lambda form: form.ref)
def test_every_forms_schema_is_one(form: Rubric) -> None:
    schema = form_schema(form)
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    assert '"x-says"' not in text
    names = set(schema["$defs"])
    assert all(f'"#/$defs/{name}"' in text for name in names), "a definition that nothing uses"
    assert {part.split('"')[0] for part in text.split('"#/$defs/')[1:]} <= names


TOY = validator_of(json.dumps(form_schema(LOADED)))
SOUND: dict[str, Any] = {
    "id": "2026-10-0001",
    "rubric": "lighthouse@2",
    "case": {"type": "ROCK", "flags": ["fog"]},
    "dates": {"polish": "2026-05-12", "drill": ["2026-01-01", "2026-06-01"], "boat": []},
    "feedback": {"sailor": {"on": "2026-10-01", "answers": {"seen": "yes", "else": "No."}}},
    "sections": {
        "lamp": {
            "grade": "clear",
            "answers": {"polished": "yes", "spare": {"answer": "not_applicable", "why": "None."}},
            "reasons": {"unpolished": "It was raining."},
        },
        "keeper": {"answers": {"pets": ["cat", "gull"], "nights": 3, "mood": "Merry", "log": "Well."}},
        "tower": {"grade": "not_assessed", "why": "Closed."},
    },
    "overall": {"grade": "Gone out", "themes": ["glass"], "reasons": {"one-above": "So."}},
    "moderations": [{"id": "m1", "by": "p1", "on": "2026-10-01", "overall": "dim", "sections": {"lamp": "bright"}}],
    "disputes": [
        {
            "id": "d1", "of": "m1", "about": "grade", "by": "p1", "on": "2026-10-01",
            "resolved": {"by": "p2", "on": "2026-10-02", "outcome": "changed", "sections": {"lamp": 4}},
        }
    ],
    "actions": [{"id": "a1", "for": "polished"}, {"id": "a2", "for": "lamp"}],
}  # fmt: skip


def test_what_the_form_knows_fits() -> None:
    assert complaints(TOY, SOUND) == []
    spells = [{"status": "ROCK", "from": "2026-04-01"}, "On the shore"]
    assert complaints(TOY, {**SOUND, "case": {"type": spells, "flags": []}}) == []


@pytest.mark.parametrize(
    ("route", "value"),
    [
        (("rubric",), "lighthouse@1"),
        (("case", "type"), "SEA"),
        (("case", "flags"), ["rain"]),
        (("dates", "painted"), "2026-01-01"),
        (("feedback", "captain"), {"on": "2026-01-01"}),
        (("feedback", "sailor", "answers", "heard"), "yes"),
        (("feedback", "sailor", "answers", "seen"), "perhaps"),
        (("sections", "cellar"), {"grade": "clear"}),
        (("sections", "lamp", "grade"), "good"),
        (("sections", "lamp", "answers", "stairs"), "yes"),
        (("sections", "lamp", "answers", "polished"), "perhaps"),
        (("sections", "lamp", "answers", "polished"), {"answer": "perhaps"}),
        (("sections", "lamp", "answers", "polished"), {"why": "So."}),
        (("sections", "lamp", "reasons", "law"), "So."),
        (("sections", "lamp", "override"), {"grade": "dim"}),
        (("sections", "keeper", "answers", "mood"), "sad"),
        (("sections", "keeper", "answers", "pets"), ["dog"]),
        (("sections", "keeper", "answers", "nights"), "three"),
        (("overall", "grade"), "good"),
        (("overall", "themes"), ["rust"]),
        (("moderations", 0, "overall"), "good"),
        (("moderations", 0, "sections", "cellar"), "dim"),
        (("disputes", 0, "resolved", "sections", "lamp"), "good"),
        (("actions", 0, "for"), "cellar"),
        (("weather",), "fine"),
    ],
)
def test_what_the_form_does_not_know_is_told(route: tuple[str | int, ...], value: object) -> None:
    instance = deepcopy(SOUND)
    where: Any = instance
    for key in route[:-1]:
        where = where[key]
    where[route[-1]] = value
    assert complaints(TOY, instance) != []


def test_values_say_what_they_mean() -> None:
    lamp = form_schema(LOADED)["properties"]["sections"]["properties"]["lamp"]
    assert lamp["title"] == "The lamp"
    first = lamp["properties"]["grade"]["anyOf"][0]
    assert first == {"const": "bright", "title": "Bright", "description": "Seen from afar."}
    horn = lamp["properties"]["answers"]["properties"]["horn"]
    assert horn["description"] == "Applies when this holds: Much fog."


def test_a_question_may_have_any_name() -> None:
    """Ids that are words of JSON Schema are kept as names."""
    from tests.rubric.counting import counting

    form = counting({"properties": {"questions": {"format": "Format?", "type": "Type?"}}})
    section = form_schema(form)["properties"]["sections"]["properties"]["properties"]
    assert set(section["properties"]["answers"]["properties"]) == {"format", "type"}
