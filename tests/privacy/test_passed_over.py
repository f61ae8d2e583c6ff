"""What privacy's quick looks pass over holds nothing that the careful ones would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casekit.link.policy import policy
from casekit.privacy.names import Names, bare
from casekit.privacy.numbers import Numbers, around_digits

WORDS = policy(b"")[0].privacy
NUMBERS, NAMES = Numbers(WORDS), Names(WORDS)
PIECES = st.sampled_from(
    (
        *(
            "+44",
            "07700",
            "900123",
            "943",
            "476",
            "5919",
            "9434765919",
            "AB1",
            "2CD",
            "AB",
            "12",
            "34 56",
            "C",
            "A1234567",
        ),
        *(
            "High",
            "Street",
            "Road.",
            "St.",
            "3b,",
            "June",
            "2026-06-02",
            "p105",
            "LA26C5",
            "0161",
            "(",
            ")",
            "-",
            " ",
            "\n",
        ),
    )
)


@given(st.lists(PIECES | st.text("0123456789 ABCDabcd+-().", max_size=6), max_size=12))
def test_where_no_number_is_looked_for_none_is(parts: list[str]) -> None:
    for _, piece in around_digits(" ".join(parts) + "".join(parts)):
        assert NUMBERS.worth(piece) or not list(NUMBERS.inside(piece))


def test_each_kind_of_number_is_looked_for() -> None:
    for text in ("020 7946 0000", "943 476 5919", "AB12 3DE", "AB 12 34 56 C", "3 High Street", "12345"):
        assert NUMBERS.worth(text), text
    for text in ("on 2 June 2026.", "aged 9", "12 May. The worker"):
        assert not NUMBERS.worth(text), text


@given(st.sampled_from(sorted(WORDS.not_names)) | st.text("ABCabc'’s-", min_size=1, max_size=6))
def test_only_words_that_are_never_a_name_are_passed_over(word: str) -> None:
    never = {part for one in WORDS.not_names for part in one.split()}
    assert NAMES.passes(word) == (bare(word) in never)
