"""Conditions in plain English where nobody is named yet of whom they ask."""

from __future__ import annotations

import pytest

from casekit.rubric.aloud_grading import grading_notes
from casekit.rubric.expand import NONE, expand
from casekit.rubric.model import Condition, Rubric
from casekit.rubric.sentences import Sentences
from tests.rubric.several import data, loaded, several
from tests.rubric.toy import loaded as plainly_loaded


def words(condition: object) -> str:
    """The condition over a repeated section, as it reads in the form that names nobody yet."""
    raw = data("siblings")
    raw["sections"]["child"]["questions"]["alone"]["tags"] = ["core"]
    raw["tags"] = {"core": "Core"}
    raw["sections"]["family"]["limits"] = [{"id": "one", "when": condition, "always": {"at_most": "amber"}}]
    raw["cases"] = {}
    rubric = expand(loaded(raw), NONE)
    (limit,) = rubric.sections["family"].limits
    assert limit.when is not None
    assert not limit.when.items
    return Sentences(rubric).condition(limit.when)


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ({"grade": "child", "is": "red"}, "the grade of “Each child” (at least one of them) is Red"),
        (
            {"grades": "child", "is": "green", "how_many": "all"},
            "the grade of “Each child” (all of them) is Green",
        ),
        (
            {"answer": "alone", "is": "no"},
            "“The child was seen alone in the last six weeks” (at least one of them) is answered No",
        ),
        (
            {"answers": ["alone", "own-plan"], "is": "no", "how_many": "all"},
            "each of “The child was seen alone in the last six weeks” and "
            "“The plan says what is to change for this child” is answered No",
        ),
        (
            {"answers": {"tag": "core"}, "is": "no"},
            "at least one question marked “Core” is answered No",
        ),
        ({"grades": {"in": "child"}, "is": "red"}, "the grade of at least one section in “Each child” is Red"),
    ],
)
def test_nobody_is_named_yet(condition: object, says: str) -> None:
    assert words(condition) == says


def every_condition(rubric: Rubric) -> list[Condition]:
    sections = list(rubric.all_sections())
    found = [s.applies_when for s in sections]
    found += [limit.when for s in sections for limit in s.limits]
    found += [trigger.when for s in sections for trigger in s.triggers]
    found += [question.applies_when for question in rubric.questions().values()]
    return [one for one in found if one is not None]


@pytest.mark.parametrize("name", ["siblings", "partners"])
def test_every_condition_of_a_form_that_names_nobody_has_its_words(name: str) -> None:
    rubric = expand(several(name), NONE)
    found = every_condition(rubric)
    assert found
    for one in found:
        assert Sentences(rubric).condition(one)


def test_a_row_that_is_named_is_read_aloud() -> None:
    rubric = plainly_loaded(
        {
            "id": "dock",
            "version": 1,
            "title": "Dock",
            "scales": {"pt": {"numbers": [0, 1]}, "light": {"best_first": ["green", "red"]}},
            "sections": {
                "a": {
                    "title": "A",
                    "for_each": {"name": "Row", "of": {"own": "Own", "checked": "Checked"}},
                    "questions": {"x": {"ask": "Safe.", "answer": "pt"}, "y": {"ask": "Warm.", "answer": "pt"}},
                }
            },
            "overall": {
                "title": "Whole",
                "score": {"how": "points", "of": {"in": "a.checked"}},
                "grade": {"scale": "light", "how": "bands", "bands": {"green": 50, "red": 0}, "round": "none"},
                "limits": [
                    {"id": "s", "when": {"answers": ["x.checked", "y.checked"], "is": 0}, "always": {"is": "red"}}
                ],
            },
        }
    )
    words = Sentences(rubric)
    whole = rubric.overall
    said = " ".join((*grading_notes(rubric, whole, words), words.limit(whole.limits[0], whole)))
    assert "over 2 questions in “A: Checked”;" in said
    assert "at least one of “Safe (Checked)” and “Warm (Checked)” is answered 0" in said
