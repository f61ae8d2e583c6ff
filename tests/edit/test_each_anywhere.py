"""Any section of any form may be one that several answer: the form loads, is read aloud, and makes sound audits."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from casekit.edit.canonical import yaml_text
from casekit.edit.new import new_audit
from casekit.read.document import read_yaml
from casekit.resources import resource
from casekit.rubric.aloud import aloud
from casekit.rubric.load import load, load_scales
from casekit.rubric.model import Rubric, Scale
from casekit.rubric.never import never
from casekit.rubric.plain import plain
from tests.check.lint import lint

FORMS = sorted(path.stem for path in resource("rubrics").glob("*.yaml") if path.stem != "scales")
NAMED = {"name": "Agency", "of": {"one": "First", "two": "Second"}, "at_least": 1}
UNNAMED = {"name": "Child", "at_least": 0, "at_most": 3}
PATH = "audits/2026-10/2026-10-bcdfgh.md"


def data(name: str) -> Any:
    document, problems = read_yaml(f"rubrics/{name}.yaml", (resource("rubrics") / f"{name}.yaml").read_bytes())
    assert document is not None, problems
    return deepcopy(document.data)


def scales() -> dict[str, Scale]:
    found, remarks = load_scales(data("scales"))
    assert not remarks
    return found


def tried(name: str, each: dict[str, Any]) -> tuple[Any, Rubric]:
    """The form with each of its sections answered by several."""
    raw = data(name) | {"id": "tried", "version": 1, "cases": {}}
    raw.pop("previous", None)
    for section in raw["sections"].values():
        section["for_each"] = each
    rubric, remarks = load(raw, scales())
    assert rubric is not None, remarks
    return raw, rubric


@pytest.mark.parametrize("each", [NAMED, UNNAMED], ids=["named", "unnamed"])
@pytest.mark.parametrize("form", FORMS)
def test_every_section_may_be_answered_by_several(form: str, each: dict[str, Any]) -> None:
    raw, rubric = tried(form, each)
    said = [part.notes[0] for part in aloud(rubric) if part.notes]
    assert sum(note.startswith("Answered once for each") for note in said) == len(rubric.sections)
    assert never(rubric) == []
    assert load(plain(rubric), scales())[0] == rubric
    text = new_audit(rubric, "2026-10", "2026-10-bcdfgh", today=date(2026, 10, 15))
    shelf = {
        PATH: text.encode(),
        "rubrics/tried.yaml": yaml_text(raw).encode(),
        "rubrics/scales.yaml": (resource("rubrics") / "scales.yaml").read_bytes(),
    }
    assert {problem.code for problem in lint(shelf).problems if problem.path == PATH} == {"CK104"}
