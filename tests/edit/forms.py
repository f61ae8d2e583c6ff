"""The forms that travel with casekit, loaded for tests, and a toy one."""

from __future__ import annotations

from functools import cache
from typing import Any

from casekit.read.document import read_yaml
from casekit.resources import resource
from casekit.rubric.load import load, load_scales
from casekit.rubric.model import Rubric


@cache
def packaged(name: str) -> Rubric:
    return loaded(_data(name))


def loaded(data: Any) -> Rubric:
    scales, remarks = load_scales(_data("scales"))
    assert not remarks
    rubric, remarks = load(data, scales)
    assert rubric is not None, remarks
    return rubric


def _data(name: str) -> Any:
    document, problems = read_yaml(f"rubrics/{name}.yaml", (resource("rubrics") / f"{name}.yaml").read_bytes())
    assert document is not None, problems
    return document.data


TOY: dict[str, Any] = {
    "id": "toy",
    "version": 3,
    "title": "Toy form",
    "guide": "Look twice.",
    "looks_back": {"must": "6 months"},
    "scales": {
        "marks": {"best_first": {"high": {"label": "High", "means": "All is well."}, "low": "Not so well"}},
        "met": {"best_first": ["yes", "no"]},
    },
    "case_types": {"several": "yes", "values": {"CP": "Protection", "LAC": "Looked after"}},
    "flags": {"baby": "A baby: under one"},
    "dates": {"visit": "Last visit", "review": "Last review"},
    "themes": {"sleep": "Sleep"},
    "boxes": {"words": {"title": "Words", "guide": "In short."}},
    "defaults": {"section": {"grade": "marks", "boxes": ["words"]}, "question": {"answer": "met"}},
    "feedback": {
        "title": "Feedback",
        "guide": "Ask.",
        "from": {"child": "Child"},
        "questions": {"heard": {"ask": "Heard?", "answer": "met"}},
    },
    "reflection": {"title": "Reflection", "boxes": {"proud": {"title": "Proud of"}}},
    "sections": {
        "home": {
            "title": "Home",
            "prompts": ["Is it warm?"],
            "descriptors": {"high": ["Warm.", "Dry."]},
            "questions": {
                "seen": {
                    "ask": "Was the child seen?",
                    "yes_needs": {"date": "visit", "within": "6 weeks"},
                    "descriptors": {"low": ["Hardly.", {"text": "Not awake.", "applies_when": {"flag": "baby"}}]},
                },
                "crib": {"ask": "Is the crib safe?", "applies_when": {"flag": "baby"}, "not_applicable": "never"},
            },
        },
        "placement": {
            "title": "Placement",
            "applies_when": {"case_type": "LAC"},
            "questions": {"reviewed": {"ask": "Reviewed?", "yes_needs": {"date": "review", "within": "6 months"}}},
        },
    },
    "overall": {"title": "Overall", "grade": "marks"},
}
