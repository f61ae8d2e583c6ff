import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.words import count, did_you_mean, fold, listing, shown, suggestion, unnumbered


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("What Works Well!", "what works well"),
        ("Voice & lived-experience", "voice and lived experience"),
        ("requires_improvement", "requires improvement"),
        ("The child’s plan", "The childs plan"),
    ],
)
def test_headings_and_values_compare_without_case_and_punctuation(typed: str, same: str) -> None:
    assert fold(typed) == fold(same)


@pytest.mark.parametrize("typed", ["4. Management", "4.1 Management", "4) Management", "4 Management", "Management"])
def test_a_number_in_front_is_the_authors(typed: str) -> None:
    assert unnumbered(typed) == "Management"


def test_a_near_word_is_offered_and_a_far_one_is_not() -> None:
    assert did_you_mean("mangement-grip", ["management-grip", "outcomes"]) == "management-grip"
    assert suggestion("zzz", ["management-grip"]) == ""


def test_lists_and_counts_read_as_english() -> None:
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert (count(1, "audit"), count(1204, "audit"), count(2, "child", "children")) == (
        "1 audit",
        "1,204 audits",
        "2 children",
    )


def test_what_was_typed_cannot_move_the_terminal() -> None:
    assert shown("a\x1b[2J\nb") == "a\\u001b[2J\\u000ab"
    assert len(shown("x" * 500)) == 60


@given(st.text("aB1'-’_&. \n\t\x1fßéİ—", max_size=80))
def test_plain_letters_compare_as_all_others_do(typed: str) -> None:
    plain = unicodedata.normalize("NFKC", typed).casefold().replace("&", " and ")
    assert fold(typed) == " ".join(re.sub(r"[^\w]+|_", " ", plain.replace("'", "").replace("’", "")).split())
