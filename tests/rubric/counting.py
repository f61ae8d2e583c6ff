"""A small form that counts, put together from its parts, for tests of scores and computed grades."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from casekit.rubric.evaluate import evaluate
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.facts import Facts, Judged, Override
from casekit.rubric.load import load
from casekit.rubric.model import Rubric
from tests.rubric.toy import END, START, given

SCALES: dict[str, Any] = {
    "met": {"best_first": {"yes": {"number": 2}, "partly": {"number": 1}, "no": {"number": 0}}},
    "plain": {"best_first": ["yes", "no"]},
    "depth": {"numbers": [0, 1, 2, 3]},
    "marks": {"numbers": [1, 2, 3, 4, 5, 6], "best": "lowest"},
    "result": {"best_first": ["high", "middle", "low"]},
}


def form(sections: dict[str, Any], overall: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """The data of a form; a section without a title is called by its id."""
    data = {
        "id": "counting",
        "version": 1,
        "title": "Counting",
        "case_types": {"A": "Kind A", "B": "Kind B"},
        "flags": {"wet": "Wet"},
        "tags": {"key": "Key", "side": "Side"},
        "scales": SCALES,
        "defaults": {"question": {"answer": "met"}},
        "sections": {id: {"title": id, **section} for id, section in sections.items()},
        "overall": {"title": "In all", **(overall or {})},
        **more,
    }
    return deepcopy(data)


def counting(sections: dict[str, Any], overall: dict[str, Any] | None = None, **more: Any) -> Rubric:
    """The form, which must load."""
    rubric, remarks = load(form(sections, overall, **more), {})
    assert remarks == []
    assert rubric is not None
    return rubric


def refused(sections: dict[str, Any], overall: dict[str, Any] | None = None, **more: Any) -> list[str]:
    """What is said of a form that must not load: "route: message"."""
    rubric, remarks = load(form(sections, overall, **more), {})
    assert rubric is None
    return [f"{'.'.join(map(str, r.route))}: {r.message}" for r in remarks]


def looked_at(
    rubric: Rubric,
    answers: dict[str, object] | None = None,
    grades: dict[str, object] | None = None,
    *,
    overrides: dict[str, str] | None = None,
    judged: dict[str, dict[str, str]] | None = None,
    reasons: dict[tuple[str, str], str] | None = None,
    **more: Any,
) -> Evaluation:
    """What the form makes of the answers."""
    facts = Facts(
        answers=given(answers or {}),
        grades=given(grades or {}),
        overrides={id: Override(grade, "p1", "Why.") for id, grade in (overrides or {}).items()},
        judged=tuple(Judged(by, grades) for by, grades in (judged or {}).items()),
        reasons=reasons or {},
        **{"case_types": frozenset({"A"}), "start": START, "end": END, **more},
    )
    return evaluate(rubric, facts)


def effective(seen: Evaluation) -> dict[str, str]:
    """The grades in effect."""
    return {id: grade for id, (grade, _) in seen.effective.items()}
