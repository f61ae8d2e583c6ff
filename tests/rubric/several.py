"""The forms of tests/several, in which sections are answered once for each of several."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from casekit.read.document import read_yaml
from casekit.rubric.load import load
from casekit.rubric.model import Rubric

FOLDER = Path(__file__).parent.parent / "several" / "rubrics"


@cache
def _data(name: str) -> Any:
    path = FOLDER / f"{name}.yaml"
    document, problems = read_yaml(path.name, path.read_bytes())
    assert document is not None, problems
    return document.data


def data(name: str) -> Any:
    """The form's file as data that a test may change."""
    return deepcopy(_data(name))


@cache
def several(name: str) -> Rubric:
    """The form, loaded."""
    return loaded(_data(name))


def loaded(raw: Any) -> Rubric:
    rubric, remarks = load(raw, {})
    assert rubric is not None, remarks
    return rubric


def told(raw: Any) -> list[str]:
    """What is said of a form that is refused: "route: message"."""
    rubric, remarks = load(raw, {})
    assert rubric is None
    return [f"{'.'.join(map(str, r.route))}: {r.message}" for r in remarks]
