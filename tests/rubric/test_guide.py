"""The guide for whoever writes a form: every step of its tutorial and every recipe is read, and keeps its cases."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casekit.read.document import read_yaml
from casekit.resources import resource
from casekit.rubric.cases import run
from casekit.rubric.load import load
from casekit.rubric.model import Rubric

PAGE = (Path(__file__).parents[2] / "docs" / "rubrics.md").read_text(encoding="utf-8")
TUTORIAL, _, REST = PAGE.partition("\n## Changing a form")
RECIPES, _, REFERENCE = REST.partition("\n## Reference")
FENCE = re.compile(r"^### (.*?)\n.*?```yaml\n(.*?)```", flags=re.DOTALL | re.MULTILINE)
STEPS = FENCE.findall(TUTORIAL)


def read(text: str) -> Any:
    document, problems = read_yaml("rubrics/a-form.yaml", text.encode())
    assert problems == []
    assert document is not None
    return document.data


def loaded(data: object) -> Rubric:
    rubric, remarks = load(data, {})
    assert remarks == []
    assert rubric is not None
    return rubric


def kept(rubric: Rubric) -> None:
    for result in run(rubric):
        assert result.passed, (rubric.id, result)


def added(whole: Mapping[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the file when a step has been typed in: maps grow, anything else is replaced."""
    both = {key: whole[key] for key in whole}
    for key, value in step.items():
        old = both.get(key)
        both[key] = added(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return both


def test_the_form_of_the_tutorial_is_whole_after_every_step() -> None:
    assert [title[0] for title, _ in STEPS] == list("123456")
    data: dict[str, Any] = {}
    for _, text in STEPS:
        data = added(data, read(text))
        rubric = loaded(data)
        kept(rubric)
    assert len(rubric.cases) == 3
    assert rubric.overall.limits


@pytest.mark.parametrize(("title", "text"), FENCE.findall(RECIPES), ids=lambda value: value.partition("\n")[0])
def test_a_recipe_is_a_whole_form_that_keeps_its_cases(title: str, text: str) -> None:
    rubric = loaded(read(text))
    assert rubric.cases, title
    kept(rubric)


def test_no_recipe_is_without_its_form() -> None:
    assert RECIPES.count("\n### ") == len(FENCE.findall(RECIPES)) >= 16


def test_the_calendar_days_that_always_suffice_for_working_days() -> None:
    said = {int(n): int(days) for n, days in re.findall(r"^\| (\d+) \| (\d+) \|$", PAGE, re.M)}
    parts = tomllib.loads((resource("policy") / "holidays.toml").read_text("utf-8")).values()
    longest = dict.fromkeys(said, 0)
    for closed in ({day for year in part.values() for day in year} for part in parts):
        days = (min(closed) + timedelta(n) for n in range((max(closed) - min(closed)).days))
        working = [day for day in days if day.weekday() < 5 and day not in closed]
        for n in said:
            longest[n] = max(longest[n], *((to - since).days for since, to in zip(working, working[n:], strict=False)))
    assert said == longest
    assert len(said) == 9
