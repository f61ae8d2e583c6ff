"""The forms that come with casekit: they load without a remark, and their worked cases come out as they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.model.document import Value
from casekit.read.document import read_yaml
from casekit.resources import resource
from casekit.rubric.cases import run
from casekit.rubric.load import load
from casekit.rubric.model import Rubric
from casekit.rubric.parse.scales import load_scales

FOLDER = resource("rubrics")
FORMS = sorted(path for path in FOLDER.glob("*.yaml") if path.stem != "scales")


def data(path: Path) -> Value:
    document, problems = read_yaml(path.name, path.read_bytes())
    assert problems == []
    assert document is not None
    return document.data


def form(path: Path) -> Rubric:
    scales, remarks = load_scales(data(FOLDER / "scales.yaml"))
    assert remarks == []
    rubric, remarks = load(data(path), scales)
    assert remarks == []
    assert rubric is not None
    return rubric


def test_both_forms_are_there() -> None:
    assert {path.stem for path in FORMS} >= {"collaborative", "practice-standards"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_worked_cases_of_a_form_come_out_as_it_says(path: Path) -> None:
    results = run(form(path))
    assert len(results) >= 6
    assert [(r.name, r.expected, r.got) for r in results if not r.passed] == []


def test_the_collaborative_form_is_whole() -> None:
    rubric = form(FOLDER / "collaborative.yaml")
    printed = ("voice", "assessment", "plan", "reviewing", "management-grip", "outcomes", "recording")
    special = ("looked-after", "leaving-care", "high-risk", "education-health-care")
    counted = {s.id: len(s.questions) for s in rubric.all_sections()}
    assert [counted[id] for id in printed] == [5, 12, 14, 6 + 1, 6, 4, 10]
    assert [counted[id] for id in special] == [7, 1 + 1, 2, 2]
    assert len(rubric.feedback.questions) == 7
    assert len(rubric.reflection.boxes) == 3
    assert set(rubric.moderation.fields) == {"moderated", "overall", "changed", "met"}


def test_the_practice_standards_are_whole() -> None:
    rubric = form(FOLDER / "practice-standards.yaml")
    graded = [section for section in rubric.sections.values() if section.scale]
    assert len(graded) == 9
    assert all("difference" in section.boxes for section in graded)
    points = {grade: len(listed) for grade, listed in rubric.overall.descriptors.items()}
    assert points == {"outstanding": 8, "good": 18, "requires_improvement": 9, "inadequate": 12}
