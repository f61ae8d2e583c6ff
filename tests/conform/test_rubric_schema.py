"""The schema of forms says the same as the language that the forms are read in."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from casekit.read.document import read_yaml
from casekit.resources import resource
from casekit.rubric import vocabulary as words
from casekit.rubric.exact import ROUNDINGS

SCHEMA: dict[str, Any] = json.loads((resource("schema") / "rubric.schema.json").read_text("utf-8"))
PARTS = SCHEMA["$defs"]
FORMS = [
    *(path for path in sorted(resource("rubrics").glob("*.yaml")) if path.name != "scales.yaml"),
    *sorted((Path(__file__).parent.parent / "several" / "rubrics").glob("*.yaml")),
]


def keys(part: dict[str, Any]) -> set[str]:
    return set(part["properties"])


@pytest.mark.parametrize(
    ("part", "known"),
    [
        (SCHEMA, words.RUBRIC),
        (PARTS["section"], words.SECTION),
        (SCHEMA["properties"]["overall"], words.OVERALL),
        (PARTS["question"]["oneOf"][1], words.QUESTION),
        (PARTS["feedback-question"]["oneOf"][1], words.FEEDBACK_QUESTION),
        (PARTS["box"], words.BOX),
        (PARTS["form-box"], words.FORM_BOX),
        (PARTS["limit"], words.LIMIT),
        (PARTS["bounds"], words.BOUND),
        (PARTS["trigger"], words.TRIGGER),
        (PARTS["for-each"], words.FOR_EACH),
        (PARTS["scale"], words.SCALE),
        (PARTS["option"], words.OPTION),
        (PARTS["score"], words.SCORE),
        (PARTS["grade"]["oneOf"][1], words.GRADE),
        (PARTS["grade"]["oneOf"][1]["properties"]["rules"]["items"], words.GRADE_RULE),
        (PARTS["descriptors"]["additionalProperties"]["oneOf"][1]["items"]["oneOf"][1], words.DESCRIPTOR),
        (SCHEMA["properties"]["in_force"], words.IN_FORCE),
        (SCHEMA["properties"]["previous"], words.PREVIOUS),
        (SCHEMA["properties"]["defaults"]["properties"]["section"], words.SECTION_DEFAULTS),
        (SCHEMA["properties"]["defaults"]["properties"]["question"], words.QUESTION_DEFAULTS),
        (SCHEMA["properties"]["cases"]["additionalProperties"]["properties"]["given"], words.GIVEN),
        (SCHEMA["properties"]["cases"]["additionalProperties"]["properties"]["expect"], words.EXPECT),
        (PARTS["date-test"], ("date", *words.DATE_TESTS, "applies_when")),
        (SCHEMA["properties"]["feedback"], words.FEEDBACK),
        (SCHEMA["properties"]["reflection"], words.REFLECTION),
        (SCHEMA["properties"]["moderation"], words.MODERATION),
        (SCHEMA["properties"]["concern"], words.CONCERN),
    ],
)
def test_both_know_the_same_keys(part: dict[str, Any], known: tuple[str, ...]) -> None:
    assert keys(part) == set(known)


def test_both_know_the_same_roles_and_words() -> None:
    assert tuple(SCHEMA["properties"]["concern"]["properties"]["tell"]["items"]["enum"]) == words.ROLES
    assert tuple(PARTS["subject"]["enum"]) == tuple(words.ABOUT)
    assert tuple(PARTS["section"]["properties"]["required"]["enum"]) == words.REQUIRED
    assert tuple(PARTS["question"]["oneOf"][1]["properties"]["not_applicable"]["enum"]) == words.NOT_APPLICABLE
    score, grade = PARTS["score"]["properties"], PARTS["grade"]["oneOf"][1]["properties"]
    assert tuple(score["how"]["enum"]) == words.SCORE_HOW
    assert tuple(score["out_of"]["enum"]) == words.OUT_OF
    assert tuple(grade["how"]["enum"]) == words.GRADE_HOW
    assert tuple(grade["round"]["enum"]) == ROUNDINGS
    assert tuple(grade["ties"]["enum"]) == words.TIES


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_that_load_fit_the_schema(path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    document, problems = read_yaml(path.name, path.read_bytes())
    assert document is not None, problems
    errors = [
        f"{list(e.absolute_path)}: {e.message}"
        for e in jsonschema.Draft202012Validator(SCHEMA).iter_errors(document.data)
    ]
    assert errors == []
