"""casekit log: an audit's life in sentences and as data."""

import json
from pathlib import Path

import jsonschema
import pytest

from casekit.history.create import NewCommit, create
from casekit.resources import resource
from tests.cli.conftest import Casekit
from tests.history.making import who

FIRST = """---
id: 2026-10-0001
rubric: practice-standards@1
case: {ref: K7Q2M, type: CIN, team: north-2, practitioner: p118, team_manager: p031}
auditor: p054
period: {from: 2026-04-15, to: 2026-10-15}
sections:
  assessments:
    grade: good
---
"""
SECOND = FIRST.replace("grade: good", "grade: requires_improvement")
PEOPLE = "people:\n  p054: {title: Team manager, emails: [p054@example.org]}\n  p031: {title: Service manager}\n"


@pytest.fixture
def told(tmp_path: Path) -> Path:
    path = "audits/2026-10/2026-10-0001.md"
    files = {path: FIRST.encode(), "people.yaml": PEOPLE.encode()}
    steps = [
        NewCommit("Begin", who("p054"), files, name="one"),
        NewCommit("Grade", who("p099", 60), {path: SECOND.encode()}, name="two"),
    ]
    create(tmp_path / "r", steps)
    return tmp_path / "r"


def test_the_life_is_told_in_sentences_in_the_councils_time(casekit: Casekit, told: Path) -> None:
    ran = casekit("-C", told, "log", "2026-10-0001")
    assert ran.code == 0
    lines = [line[12:] for line in ran.out.splitlines()]
    assert lines[1] == "1 Oct 2026 09:00, Team manager (p054): created"
    assert lines[-1] == (
        "1 Oct 2026 10:00, Person p099: grade of “Assessments” changed from Good to Requires improvement"
    )


def test_the_data_has_the_published_shape(casekit: Casekit, told: Path) -> None:
    data = json.loads(casekit("-C", told, "log", "2026-10-0001", "--format", "json").out)
    schema = json.loads((resource("schema") / "log.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert (data["audit"], data["stage"], data["events"][0]["by"], data["events"][-1]["by"]) == (
        "2026-10-0001",
        "begun",
        "p054",
        "",
    )


def test_an_audit_that_no_commit_knows_is_said_with_the_nearest(casekit: Casekit, told: Path) -> None:
    ran = casekit("-C", told, "log", "2026-10-001")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 2026-10-0001?" in ran.err


def test_a_deleted_audit_keeps_its_life(casekit: Casekit, told: Path) -> None:
    (told / "audits/2026-10/2026-10-0001.md").unlink()
    ran = casekit("-C", told, "log", "2026-10-0001")
    assert "no longer in the repository" in ran.out


def test_without_history_there_is_no_life(casekit: Casekit, repository: Path) -> None:
    assert casekit("-C", repository, "log", "2026-10-0001").code == 3


def test_what_differs_between_two_points_is_told_and_is_data(casekit: Casekit, told: Path) -> None:
    ran = casekit("-C", told, "log", "2026-10-0001", "--between", "created", "HEAD")
    assert ran.out.splitlines() == [
        "Audit 2026-10-0001: Begun. Between created and HEAD:",
        "- Grade of “Assessments” changed from Good to Requires improvement.",
    ]
    data = json.loads(
        casekit("-C", told, "log", "2026-10-0001", "--between", "created", "HEAD", "--format", "json").out
    )
    schema = json.loads((resource("schema") / "log.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["between"]["changes"] == [
        {"event": "graded", "detail": {"section": "assessments", "from": "good", "to": "requires_improvement"}}
    ]
    same = casekit("-C", told, "log", "2026-10-0001", "--between", "HEAD", "HEAD")
    assert same.out.splitlines()[1:] == ["Nothing differs."]
    assert casekit("-C", told, "log", "2026-10-0001", "--between", "created", "m1").code == 2


def test_a_name_in_a_text_is_masked_wherever_it_stands(casekit: Casekit, tmp_path: Path) -> None:
    path = "audits/2026-10/2026-10-0001.md"
    after = f"{FIRST}## Assessments\nHer mother Zofka spoke. Zofka was heard.\n"
    steps = [
        NewCommit("Begin", who("p054"), {path: FIRST.encode(), "people.yaml": PEOPLE.encode()}),
        NewCommit("Words", who("p054", 60), {path: after.encode()}),
    ]
    create(tmp_path / "r", steps)
    for format in ("text", "json"):
        out = casekit("-C", tmp_path / "r", "log", "2026-10-0001", "--between", "created", "HEAD", "--format", format)
        assert out.code == 0
        assert "Zofka" not in out.out
        assert "spoke" in out.out
