"""What is open because it was not assessed is told apart from what is still owed and from what may be left out."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.rubric.cases import run
from casekit.rubric.evaluate import evaluate
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.given import facts_of
from casekit.rubric.load import load
from casekit.rubric.model import Rubric
from casekit.rubric.parse.reader import Reader


def form(given: dict[str, Any], how_many: object, each: dict[str, Any]) -> Rubric:
    """A form in which somebody is told where boats leak, with one worked case."""
    rubric, remarks = load(
        {
            "id": "lake",
            "version": 1,
            "title": "Lake",
            "scales": {"met": {"best_first": ["yes", "no"]}, "light": {"best_first": ["green", "red"]}},
            "sections": {
                "boat": {
                    "title": "Boats",
                    "for_each": {"name": "Boat", "of": {"one": "One", "two": "Two", "three": "Three"}, **each},
                    "questions": {"tight": {"ask": "It is tight.", "answer": "met"}},
                }
            },
            "overall": {
                "title": "The lake",
                "grade": {
                    "scale": "light",
                    "how": "rules",
                    "rules": [
                        {"when": {"answers": "tight", "is": "no", "how_many": how_many}, "is": "red"},
                        {"otherwise": "green"},
                    ],
                },
                "triggers": [
                    {
                        "id": "leaks",
                        "title": "They leak",
                        "when": {"answers": "tight", "is": "no", "how_many": how_many},
                        "tell": ["head_of_service"],
                    }
                ],
            },
            "cases": {"it": {"given": given, "expect": {"fired": ["leaks"], "effective": {"overall": "red"}}}},
        },
        {},
    )
    assert rubric is not None, remarks
    return rubric


def seen(answers: dict[str, str], how_many: object = "all", **each: Any) -> tuple[Rubric, Evaluation]:
    given = {"each": {"boat": {one: {"answers": {"tight": a}} if a else {} for one, a in answers.items()}}}
    rubric = form(given, how_many, each)
    expanded, facts = facts_of(Reader(), rubric, rubric.cases[0], ())
    return rubric, evaluate(expanded, facts)


ASIDE = ('"It is tight (Three)" was not assessed', "aside")


@pytest.mark.parametrize(
    ("three", "how_many", "open_", "silenced"),
    [
        ("not_assessed", "all", [ASIDE], True),
        ("not_assessed", "most", None, False),  # two of three are no already
        ("not_assessed", 3, [ASIDE], False),  # three are asked for, and two were found
        ("", "all", [('"It is tight (Three)" has no answer', "owed")], False),
        ("not_applicable", "all", None, False),  # no part of it: the trigger fires
        ("yes", "all", None, False),
    ],
)
def test_a_trigger_that_nobody_can_decide(three: str, how_many: object, open_: object, silenced: bool) -> None:
    _, found = seen({"one": "no", "two": "no", "three": three}, how_many)
    assert [(end.says, end.why) for end in found.undecided.get("leaks", ())] == (open_ or [])
    assert found.silenced == ({"leaks"} if silenced else frozenset())
    assert not (found.silenced & {fired.trigger.id for fired in found.fired})


def test_whom_the_form_can_do_without_leaves_nothing_open() -> None:
    _, found = seen({"one": "no", "two": "no"}, at_least=2)
    assert [fired.trigger.id for fired in found.fired] == ["leaks"]
    assert not found.undecided


def test_of_what_may_be_left_out_nobody_owes_an_answer() -> None:
    _, found = seen({"one": "yes", "two": "yes"}, 1, at_least=2)
    assert [end.why for end in found.undecided["overall"]] == ["left"]
    assert not found.silenced


def test_a_worked_case_says_who_was_not_assessed_and_not_that_it_does_not_hold() -> None:
    rubric, _ = seen({"one": "no", "two": "no", "three": "not_assessed"})
    (result,) = run(rubric)
    assert result.because == (
        "leaks: The form says: When “It is tight” (all of them) is answered No: tell the head of service.",
        'leaks: nobody can tell, because "It is tight (Three)" was not assessed.',
        "overall: no grade can be worked out while nobody can tell which of its rules holds.",
        'overall: nobody can tell, because "It is tight (Three)" was not assessed.',
    )
