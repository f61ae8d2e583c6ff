from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.rubric.load import load_scales
from casekit.rubric.model import Answering, Scale, Value
from casekit.rubric.values import answer_id, value_id
from tests.rubric.toy import LOADED

FOUR = LOADED.scales["four"]
PETS = LOADED.questions()["pets"].answer


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("bright", "bright"),
        ("  Bright ", "bright"),
        ("BRIGHT.", "bright"),
        ("b", "bright"),
        ("very-bright", "bright"),
        ("Very_Bright", "bright"),
        (4, "bright"),
        ("4", "bright"),
        ("gone out", "dark"),
        ("Dark", "dark"),
        ("brighter", None),
        (5, None),
        (True, None),
        (None, None),
        ("", None),
        (["bright"], None),
        ({"bright": 1}, None),
        (4.0, None),
    ],
)
def test_what_was_typed_for_a_grade(typed: object, id: str | None) -> None:
    assert value_id(FOUR, typed) == id


def test_a_scale_made_by_hand_is_understood_too() -> None:
    scale = Scale("s", (Value("well_done", "Well done"), Value("poor", "Poor")), {"well_done": 0, "poor": 1})
    assert value_id(scale, "Well-done") == "well_done"


@pytest.mark.parametrize(
    ("typed", "id"), [("cat", "cat"), ("CAT", "cat"), ("Gull", "gull"), ("dog", None), (1, None), (None, None)]
)
def test_what_was_typed_for_a_choice(typed: object, id: str | None) -> None:
    assert answer_id(PETS, typed) == id


def test_a_text_question_has_no_values() -> None:
    assert answer_id(Answering("text"), "cat") is None


@given(st.sampled_from(FOUR.values), st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from("-_ "))
def test_case_and_separators_never_matter(value: Value, case: object, separator: str) -> None:
    assert callable(case)
    for text in (value.id, value.label, *value.also):
        assert value_id(FOUR, case(text).replace(" ", separator)) == value.id


def test_a_number_that_two_values_earn_names_neither_of_them() -> None:
    values = {"yes": {"number": 1}, "no": {"number": 0}, "unclear": {"number": 0}}
    scales, remarks = load_scales({"scales": {"met": {"best_first": values}}})
    assert remarks == []
    met = scales["met"]
    assert [value_id(met, typed) for typed in (1, 0, "0", "no", "unclear")] == ["yes", None, None, "no", "unclear"]


def test_a_decimal_may_be_typed_where_it_is_a_values_number() -> None:
    scales, _ = load_scales({"scales": {"met": {"best_first": {"yes": {"number": 1}, "partly": {"number": 0.5}}}}})
    assert [value_id(scales["met"], typed) for typed in (1, 0.5, "0.5", 0.25)] == ["yes", "partly", "partly", None]


def test_a_scale_of_numbers_is_listed_best_first_whatever_its_order() -> None:
    scales, remarks = load_scales(
        {
            "scales": {
                "up": {"numbers": [2, 0, 1]},
                "down": {"numbers": {"1": "Best", "2": "Fair"}, "best": "lowest"},
                "each": {"numbers": [1, {"number": 0, "label": "None", "also": ["never"]}]},
            }
        }
    )
    assert remarks == []
    assert [value.id for value in scales["up"].values] == ["2", "1", "0"]
    assert [(value.id, value.label) for value in scales["down"].values] == [("1", "Best"), ("2", "Fair")]
    assert [value_id(scales["up"], typed) for typed in (0, "0", 2, 3, "best")] == ["0", "0", "2", None, None]
    assert [(value.id, value.label) for value in scales["each"].values] == [("1", "1"), ("0", "None")]
    assert value_id(scales["each"], "Never") == "0"
