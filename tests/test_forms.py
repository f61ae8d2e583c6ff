"""The forms that come with casekit: they load without a remark, and their worked cases come out as they say."""

from __future__ import annotations

from collections import Counter
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


def test_the_forms_are_there() -> None:
    assert {path.stem for path in FORMS} >= {
        "case-file-toolkit",
        "collaborative",
        "early-help-journey",
        "practice-standards",
    }


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_worked_cases_of_a_form_come_out_as_it_says(path: Path) -> None:
    results = run(form(path))
    assert len(results) >= 12
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


def test_the_case_file_toolkit_is_whole() -> None:
    rubric = form(FOLDER / "case-file-toolkit.yaml")
    assert list(rubric.case_types) == ["CIN", "CP"]
    assert [(s.id, s.required) for s in rubric.sections.values()] == [("journey", "always"), ("voice", "always")]
    graded = [*rubric.sections.values(), rubric.overall]
    assert {s.scale.id for s in graded if s.scale} == {"four"}
    assert rubric.overall.scale is not None
    assert list(rubric.overall.descriptors) == list(rubric.overall.scale.ranks)
    assert all(rubric.overall.descriptors.values())
    assert all(value.means for value in rubric.overall.scale.values)
    always = [box for s in graded for box in s.boxes.values() if box.about != ("beyond",)]
    assert all(box.required and box.applies_when is None for box in always)
    assert [box.id for box in rubric.overall.boxes.values() if box not in always] == ["more-than-good"]
    assert all({"evidence", "practice"} <= set(s.boxes) for s in graded)
    assert rubric.concern.tell == ("team_manager",)


SCALED = {
    "yes, sometimes, no": 3,
    "yes, partly, no": 2,
    "always, sometimes, never": 1,
}
"""How many of the six statements in early help have which answers."""


def test_early_help_is_whole() -> None:
    rubric = form(FOLDER / "early-help-journey.yaml")
    assert len(rubric.case_types) == 8
    assert rubric.several_types
    graded = [section for section in rubric.sections.values() if section.scale]
    elements = [[q for q in s.questions.values() if "element" in q.tags] for s in graded]
    assert [len(some) for some in elements] == [2, 9, 6, 6, 5, 5, 4]
    assert sum(map(len, elements)) == 37
    assert len({id(q.answer.scale) for some in elements for q in some}) == 1
    beside = [[q for q in s.questions.values() if "element" not in q.tags] for s in (*graded, rubric.overall)]
    yes_no = [[q for q in some if q.answer.scale] for some in beside]
    assert [len(some) for some in yes_no] == [0, 0, 3, 1, 0, 1, 0, 1]
    assert {tuple(v.label for v in q.answer.scale.values) for some in yes_no for q in some if q.answer.scale} == {
        ("Yes", "No")
    }
    assert all(len(section.limits) == 6 and len(section.boxes) == 4 for section in graded)
    assert (str(rubric.looks_back), rubric.looks_back_how) == ("6 months", "suggested")


def test_early_help_asks_the_family_on_three_scales() -> None:
    feedback = form(FOLDER / "early-help-journey.yaml").feedback
    assert feedback.required
    scales = [
        ", ".join(v.label for v in q.answer.scale.values).lower() for q in feedback.questions.values() if q.answer.scale
    ]
    assert Counter(scales) == SCALED
    assert [q.id for q in feedback.questions.values() if q.answer.kind == "text"] == ["other-comments"]


@pytest.mark.parametrize("name", ["case-file-toolkit", "early-help-journey"])
def test_every_grade_of_a_form_is_described_in_its_own_words(name: str) -> None:
    others = {v.means for path in FORMS if path.stem != name for s in form(path).scales.values() for v in s.values}
    own = [v.means for v in form(FOLDER / f"{name}.yaml").scales["four"].values]
    assert all(own)
    assert not others & set(own)
